"""How often does a place's rank interval hold its rank by expected score?

Each line of the list (the ten highest of the month, picked by the very counts that are judged) in
200 simulated months of one set of true rates, beside intervals that only rank the draws.

Run: python -m benchmarks.rank_coverage
"""

from __future__ import annotations

import numpy as np
from scipy import stats

from geo_csp.statistics.rank_intervals import rank_intervals

MONTHS = 200
LINES = 10
DRAWS = 400
WEIGHTS = np.array([1.0, 4.0, 10.0])
MEANS = np.array([8.0, 2.0, 1.0])


def true_rates(chance, kind, places, scale):
    """Expected counts [places, kinds]: all like, like but for three, mixed, each its own level."""
    spread = {
        "alike": lambda: chance.gamma(1000, 1 / 1000, (places, 3)),
        "three hot": lambda: (
            chance.gamma(1000, 1 / 1000, (places, 3))
            * np.r_[10.0, 4.0, 4.0, np.ones(places - 3)][:, None]
        ),
        "mixed": lambda: chance.gamma(0.5, 2.0, (places, 3)),
        "by level": lambda: np.exp(chance.normal(-0.7, 1.2, (places, 1))) * np.ones(3),
    }
    return MEANS * scale * spread[kind]()


def covered(chance, rates, months, draws=DRAWS):
    """Months in which each line was covered [lines], by quantiles instead, all at once; width."""
    truth = stats.rankdata(-(rates @ WEIGHTS), method="min")
    lines, by_quantiles, width = np.zeros(LINES, int), np.zeros(LINES, int), 0.0
    at_once = 0
    for _ in range(months):
        counts = chance.poisson(rates)
        found = rank_intervals(counts, WEIGHTS, chance, draws=draws)
        listed = np.argsort(-found.scores, kind="stable")[:LINES]
        is_held = (found.lowest <= truth) & (truth <= found.highest)
        lines += is_held[listed]
        at_once += bool(is_held.all())
        low, high = quantiles_of_drawn_ranks(chance, counts, draws)
        by_quantiles += ((low <= truth) & (truth <= high))[listed]
        width += (found.highest - found.lowest)[listed].mean() / months
    return lines, by_quantiles, at_once, width


def quantiles_of_drawn_ranks(chance, counts, draws):
    drawn = chance.poisson(counts, (draws, *counts.shape)) @ WEIGHTS
    ranks = stats.rankdata(-drawn, method="min", axis=1)
    return np.quantile(ranks, [0.025, 0.975], axis=0, method="inverted_cdf")


def main() -> None:
    chance = np.random.default_rng(3)
    print(f"Of {MONTHS} months: the line covered least often, all places at once; mean width")
    print("places  scale  true rates   least  all at once  width   least by quantiles")
    for places in (30, 60):
        for scale in (1, 5):
            for kind in ("alike", "three hot", "mixed", "by level"):
                rates = true_rates(chance, kind, places, scale)
                lines, by_quantiles, at_once, width = covered(chance, rates, MONTHS)
                print(
                    f"{places:6} {scale:6}  {kind:11} {lines.min():6} {at_once:12} {width:6.1f}"
                    f" {by_quantiles.min():12}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
