"""Which share of the ladder stays visible, and how long the pattern of 36 months takes.

Run: python -m benchmarks.suppression [--runs 10]

Simulated counts like hate in Herefordshire: 30 a month, 53 wards, 9 localities, six strands.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from geo_csp.statistics.published_cells import Rung
from geo_csp.statistics.suppression import Pattern, extend, nothing_published
from tests.statistics.random_differences import cells_given_away
from tests.statistics.simulated_counts import (
    JANUARY_2023,
    herefordshire_ladder,
    simulated_counts,
)

MONTHS = 36
BARS = {Rung.WHOLE_MONTH: 1.0, Rung.GROUP_QUARTER: 0.40, Rung.UNIT_YEAR: 0.35}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10, help="sets of 36 months")
    runs = parser.parse_args().runs
    patterns, seconds = zip(*(published(seed) for seed in range(runs)), strict=True)
    print(f"{'rung':<15}{'5 or more':>10}{'shown':>8}{'least in a run':>16}{'bar':>6}")
    for rung in Rung:
        large = np.mean([share(p.cells.count >= 5, p, rung) for p in patterns])
        shown = [share(p.is_shown, p, rung) for p in patterns]
        bar = f"{BARS[rung]:.0%}" if rung in BARS else ""
        print(f"{rung.name:<15}{large:>10.1%}{np.mean(shown):>8.1%}{min(shown):>16.1%}{bar:>6}")
    print(
        f"pattern of {MONTHS} months: median {np.median(seconds):.1f} s, most {max(seconds):.1f} s"
    )
    again, _ = published(0)
    print("same counts, same bytes:", again.is_shown.tobytes() == patterns[0].is_shown.tobytes())
    given_away = [len(cells_given_away(p, seed, 10_000)) for seed, p in enumerate(patterns)]
    print(f"hidden cells given away by 10,000 random pairs of sums, each run: {given_away}")


def published(seed: int) -> tuple[Pattern, float]:
    ladder = herefordshire_ladder()
    counts = simulated_counts(ladder, seed, MONTHS)
    start = time.perf_counter()
    months = JANUARY_2023 + np.arange(MONTHS)
    return extend(nothing_published(ladder), months, *counts), time.perf_counter() - start


def share(of: np.ndarray, pattern: Pattern, rung: Rung) -> float:
    return float(of[pattern.cells.rung == rung].mean())


if __name__ == "__main__":
    main()
