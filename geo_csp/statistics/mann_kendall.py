"""Does a series go up or down over its steps, whatever the shape of the rise?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import erfc

from geo_csp.errors import GeoCspError
from geo_csp.statistics.compiled import compiled

MINIMUM_STEPS = 10


@dataclass(frozen=True)
class Trend:
    """One value for each series. ``score`` is Kendall's S, ``p`` is two-sided."""

    score: NDArray[np.float64]
    variance: NDArray[np.float64]
    z: NDArray[np.float64]
    p: NDArray[np.float64]

    def direction(self, alpha: float = 0.05) -> NDArray[np.int8]:
        """1 for a significant rise, -1 for a significant fall, else 0."""
        return np.where(self.p <= alpha, np.sign(self.z), 0).astype(np.int8)


def mann_kendall(series: ArrayLike) -> Trend:
    """Mann-Kendall trend of each series: do later values tend to lie above earlier ones?

    S is the number of pairs of steps that rise less the number that fall. With n steps and groups
    of t equal values::

        variance = (n (n-1) (2n+5) - sum of t (t-1) (2t+5)) / 18
        z = (S - sign S) / sqrt(variance), and 0 where the variance is 0

    ``series``: [..., step], at least 10 steps; NaN is a missing step and is left out. When not to
    trust it: where neighbouring steps depend on each other (p is then too small) or the series
    has a season (use ``seasonal_mann_kendall``); a short series shows only strong trends.

    >>> mann_kendall([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [5] * 10]).z.round(2).tolist()
    [3.94, 0.0]

    Mann 1945, Econometrica 13:245-259; Kendall 1975, Rank Correlation Methods.
    """
    values = _at_least_the_minimum(series)
    shape = values.shape[:-1]
    score, variance = _score_and_variance(values.reshape(-1, values.shape[-1]))
    return _trend(score.reshape(shape), variance.reshape(shape))


def seasonal_mann_kendall(series: ArrayLike, period: int = 12) -> Trend:
    """Mann-Kendall where each step is compared only with the same season of other cycles.

    S and its variance are summed over the seasons: a January is compared with Januaries. For a
    series with a season it is the trend that is left. ``period``: steps in a cycle, 12 for months.

    ``series``: as for ``mann_kendall``, and at least two whole cycles. When not to trust it: under
    three cycles it sees little; seasons that move in opposite directions cancel out.

    Hirsch, Slack & Smith 1982, Water Resources Research 18:107-121.
    """
    values = _at_least_the_minimum(series)
    if values.shape[-1] < 2 * period:
        raise GeoCspError(
            f"a seasonal trend needs at least two cycles of {period} steps, "
            f"and there are {values.shape[-1]} steps: load more, or ask for the plain trend"
        )
    shape = values.shape[:-1]
    flat = values.reshape(-1, values.shape[-1])
    seasons = [_score_and_variance(np.ascontiguousarray(flat[:, s::period])) for s in range(period)]
    score = np.sum([score for score, _ in seasons], axis=0)
    variance = np.sum([variance for _, variance in seasons], axis=0)
    return _trend(score.reshape(shape), variance.reshape(shape))


def _at_least_the_minimum(series: ArrayLike) -> NDArray[np.float64]:
    values = np.ascontiguousarray(series, dtype=np.float64)
    if values.shape[-1] < MINIMUM_STEPS:
        raise GeoCspError(
            f"a trend needs at least {MINIMUM_STEPS} steps, and there are "
            f"{values.shape[-1]}: load more months, or leave the trend out"
        )
    return values


def _trend(score: NDArray[np.float64], variance: NDArray[np.float64]) -> Trend:
    z = np.divide(
        score - np.sign(score), np.sqrt(variance), out=np.zeros_like(score), where=variance > 0
    )
    return Trend(score, variance, z, erfc(np.abs(z) / np.sqrt(2.0)))


@compiled
def _score_and_variance(
    series: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Kendall's S and its variance with ties; ``series`` is [series, step].

    A group of t ties adds t (t-1) (2t+5), which is (t-1) (2t+5) for each of its members: so no
    sorting is needed. NaN equals and exceeds nothing, itself included, and so drops out.
    """
    number, steps = series.shape
    score, variance = np.zeros(number), np.zeros(number)
    for s in range(number):
        values = series[s]
        pairs, present, ties = 0, 0, 0
        for i in range(steps):
            rise, equal = 0, 0
            for j in range(i):
                rise += int(values[i] > values[j]) - int(values[i] < values[j])
            for j in range(steps):
                equal += int(values[i] == values[j])
            pairs += rise
            if equal > 0:
                present += 1
                ties += (equal - 1) * (2 * equal + 5)
        score[s] = pairs
        variance[s] = (present * (present - 1) * (2 * present + 5) - ties) / 18.0
    return score, variance
