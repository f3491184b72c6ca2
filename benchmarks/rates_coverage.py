"""How often do the limits of a count hold its true mean?

Run: python -m benchmarks.rates_coverage
"""

from __future__ import annotations

import numpy as np

from benchmarks.dispersed_counts import dispersed_counts
from geo_csp.statistics.dispersion import dispersed_limits, pearson_dispersion
from geo_csp.statistics.rates import byar_limits, exact_limits

DRAWS = 100_000
MEANS = (1, 2, 5, 10, 20, 50, 200)
MONTHS = (12, 24, 36)


def coverage(limits, mean) -> float:
    lower, upper = limits
    return float(np.mean((lower <= mean) & (mean <= upper)))


def coverage_with_estimated_dispersion(chance, mean, dispersion, months, draws) -> float:
    """A new month's limits, the dispersion estimated from the months before it."""
    history = dispersed_counts(chance, mean, dispersion, (draws, months))
    newest = dispersed_counts(chance, mean, dispersion, (draws,))
    return coverage(dispersed_limits(newest, pearson_dispersion(history).applied), mean)


def main() -> None:
    chance = np.random.default_rng(1)
    print("Poisson counts, 95 % limits\n  mean    exact  Byar")
    for mean in MEANS:
        counts = chance.poisson(mean, DRAWS)
        exact, byar = (coverage(limits(counts), mean) for limits in (exact_limits, byar_limits))
        print(f"{mean:6}   {exact:.4f}  {byar:.4f}")
    print(
        "Dispersion estimated and applied\n  mean  dispersion "
        + "".join(f"{m:>9} m" for m in MONTHS)
    )
    for mean in (10, 20, 50, 200):
        for dispersion in (1.0, 1.5, 2.5):
            shares = [
                coverage_with_estimated_dispersion(chance, mean, dispersion, months, DRAWS // 4)
                for months in MONTHS
            ]
            print(f"{mean:6} {dispersion:8}    " + "".join(f"{share:10.4f}" for share in shares))


if __name__ == "__main__":
    main()
