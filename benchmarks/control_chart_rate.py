"""How often does a control chart signal when nothing has changed, and is that what theory says?

Run: python -m benchmarks.control_chart_rate
"""

from __future__ import annotations

import numpy as np
from scipy import stats

from benchmarks.dispersed_counts import dispersed_counts
from geo_csp.statistics.control_chart import RUN_LENGTH, control_chart, false_signals

SERIES = 10_000
POINTS = 24
BASELINES = (12, 24, 36)


def simulated_signals(chance, mean, dispersion, points, series):
    """Share of points outside, of points that end a run, and of series with any signal.

    The centre is known: a long baseline of exactly the mean stands before each series.
    """
    new = dispersed_counts(chance, mean, dispersion, (series, points))
    exposure = np.concatenate([[1e9], np.ones(points)])
    counts = np.concatenate([np.full((series, 1), mean * 1e9), new], axis=1)
    in_baseline = np.arange(points + 1) == 0
    chart = control_chart(counts, exposure, in_baseline, np.full(series, dispersion))
    outside, run = chart.is_outside[:, 1:], chart.is_in_run[:, 1:]
    return (
        outside.mean(),
        run[:, RUN_LENGTH - 1 :].mean(),
        (outside | run).any(axis=1).mean(),
    )


def signals_after_a_short_baseline(chance, mean, months, points, series) -> float:
    """Share of series with any signal among ``points`` new ones, the centre set by few months."""
    counts = dispersed_counts(chance, mean, 1.0, (series, months + points))
    is_baseline = np.arange(months + points) < months
    chart = control_chart(counts, 1.0, is_baseline, np.ones(series))
    marked = chart.is_outside | chart.is_in_run
    return float(marked[:, months:].any(axis=1).mean())


def main() -> None:
    chance = np.random.default_rng(1)
    normal = 2 * stats.norm.sf(3)
    print(f"{SERIES} series of {POINTS} points in control; theory / simulated")
    print("  mean dispersion   outside per 10,000     run per 10,000   any in series, %")
    for mean in (2.0, 4.0, 4.3, 10.0, 10.4, 20.0, 50.0):
        for dispersion in (1.0, 2.0):
            theory = false_signals(mean, POINTS, dispersion)
            found = simulated_signals(chance, mean, dispersion, POINTS, SERIES)
            print(
                f"{mean:6} {dispersion:10}   {theory.outside_per_point * 1e4:8.1f} / "
                f"{found[0] * 1e4:6.1f}  {theory.run_per_point * 1e4:8.1f} / {found[1] * 1e4:6.1f}"
                f"  {theory.any_in_series * 100:8.2f} / {found[2] * 100:6.2f}"
            )
    print(f"The normal distribution would say {normal * 1e4:.1f} outside per 10,000 for all")
    print(f"Any signal in {POINTS} new points, %, by months in the baseline (and known centre)")
    for mean in (4.3, 10.4, 50.4):
        shares = [
            signals_after_a_short_baseline(chance, mean, months, POINTS, SERIES)
            for months in BASELINES
        ]
        known = false_signals(mean, POINTS).any_in_series
        print(
            f"{mean:6}  "
            + "  ".join(f"{m} m {s * 100:.1f}" for m, s in zip(BASELINES, shares, strict=True))
            + f"  known {known * 100:.1f}"
        )


if __name__ == "__main__":
    main()
