"""Which ranks could a place really have? Intervals for ranks by a weighted sum of counts.

Assumption that can mislead: the counts are Poisson and the places independent. What is not
counted (a fixed part of the score) is taken as certain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int_]
Bools = npt.NDArray[np.bool_]

DRAWS = 1000
# Scores nearer than this share of the largest differ by rounding only: the places are tied.
_SAME = 1e-9
# A count of 0 does not prove a rate of 0: half an event keeps its variance honest.
_HALF_EVENT = 0.5
_SMALLEST_SPREAD = 1e-12


@dataclass(frozen=True)
class RankIntervals:
    """One entry a place. Rank 1 is the highest score; tied places share the best of their ranks."""

    scores: Floats
    ranks: Ints
    is_tied: Bools
    lowest: Ints
    highest: Ints


def rank_intervals(
    counts: npt.ArrayLike,
    weights: npt.ArrayLike,
    chance: np.random.Generator,
    *,
    fixed: npt.ArrayLike = 0.0,
    confidence: float = 0.95,
    draws: int = DRAWS,
) -> RankIntervals:
    """The ranks that each place's expected score could have, given how much its counts scatter.

    ``counts`` [places, kinds], ``weights`` [kinds], ``fixed`` [places]: score = counts @ weights +
    fixed. For place j, the counts are drawn anew ``draws`` times, Poisson about those seen; c_j is
    the ``confidence`` quantile of the largest |change of s_i - s_j| / its standard error over all
    other places i. A place is told apart from j when |s_i - s_j| is more than c_j standard errors:

    lowest_j = 1 + places told to lie above j; highest_j = places - places told to lie below j

    The interval holds the rank by expected score with the stated confidence for each place, those
    picked for being on top included, whatever the true scores are like. Ranking the draws and
    reading off quantiles does not: among like places the top one is there by luck, and such an
    interval held its true rank in half of the months (benchmarks/rank_coverage.py). The price is
    width: with counts of a few, every rank is possible, and that is the finding.

    Mogstad, Romano, Shaikh & Wilhelm 2024, Review of Economic Studies 91: 476-518.

    >>> found = rank_intervals([[90], [40], [40]], [1.0], np.random.default_rng(1))
    >>> found.ranks.tolist(), found.lowest.tolist(), found.highest.tolist()
    ([1, 2, 2], [1, 2, 2], [1, 3, 3])
    """
    observed = np.asarray(counts, dtype=np.float64)
    weight = np.asarray(weights, dtype=np.float64)
    scores = observed @ weight + np.asarray(fixed, dtype=np.float64)
    drawn = chance.poisson(observed, (draws, *observed.shape)).astype(np.float64)
    change, drawn_variance = (drawn - observed) @ weight, _variance(drawn, weight)
    apart = scores[:, None] - scores
    spread = _spread(_variance(observed, weight)[:, None], _variance(observed, weight))
    limit = np.array(
        [_largest_change(change, drawn_variance, place, confidence) for place in range(scores.size)]
    )
    told = np.abs(apart) > limit * spread
    same = _SAME * np.abs(scores).max(initial=0.0)
    return RankIntervals(
        scores=scores,
        ranks=1 + (apart > same).sum(axis=0),
        is_tied=(np.abs(apart) <= same).sum(axis=0) > 1,
        lowest=1 + (told & (apart > 0)).sum(axis=0),
        highest=scores.size - (told & (apart < 0)).sum(axis=0),
    )


def _variance(counts: Floats, weight: Floats) -> Floats:
    return np.asarray((counts + _HALF_EVENT) @ weight**2)


def _spread(first: Floats, second: Floats) -> Floats:
    return np.maximum(np.sqrt(first + second), _SMALLEST_SPREAD)


def _largest_change(change: Floats, variance: Floats, place: int, confidence: float) -> float:
    """Quantile over the draws of the largest studentised change of any place against this one."""
    apart = np.abs(change - change[:, [place]])
    return float(np.quantile((apart / _spread(variance, variance[:, [place]])).max(1), confidence))
