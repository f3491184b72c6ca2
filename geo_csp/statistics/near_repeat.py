"""Knox's test: after one incident, are there more nearby and soon than chance would bring?

Pairs are counted as the Near Repeat Calculator counts them: Manhattan distance on coordinates in
single precision; bands closed on the left; the same place is a band of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.compiled import compiled

SAME_PLACE_M = 0.001


@dataclass(frozen=True)
class NearRepeats:
    """Pairs of incidents by distance (rows) and days apart (columns).

    Rows: the same place, then each band of distance, then all that is farther. Columns: each band
    of days, then all that is later. ``p`` is the chance of as many pairs or more, by simulation.
    """

    distance_from_m: NDArray[np.float64]
    days_from: NDArray[np.int64]
    observed: NDArray[np.int64]
    expected: NDArray[np.float64]
    p: NDArray[np.float64]

    @property
    def ratio(self) -> NDArray[np.float64]:
        """Observed to expected; 0 where nothing is expected, and so nothing seen."""
        none = np.zeros_like(self.expected)
        return np.divide(self.observed, self.expected, out=none, where=self.expected > 0)


def near_repeats(
    easting: NDArray[np.float64],
    northing: NDArray[np.float64],
    day: NDArray[np.int64],
    *,
    band_m: float = 200.0,
    distance_bands: int = 3,
    band_days: int = 7,
    day_bands: int = 3,
    replications: int = 999,
    seed: int = 1,
) -> NearRepeats:
    """Knox table of near repeats, with what chance would give and how likely it gives as much.

    Chance deals the same days out among the same places. Then the expected pairs are exact::

        expected = pairs at this distance x pairs these days apart / all pairs
        p = (1 + tables with as many pairs or more) / (1 + replications)

    ``easting`` and ``northing`` in metres, ``day`` in whole days from any start, each [incident].
    Row 1 of the table holds distances of 0.001 m to under ``band_m``; column 0 holds 0 to under
    ``band_days`` days. When not to trust it: where days are a guess between two dates, where
    locations were moved to anonymised points (near repeats then look like repeats), and where
    crime rose in some places and fell in others, which looks like near repeats too. Each cell is
    a test of its own.

    >>> here, soon = np.zeros(3), np.array([0, 1, 90])
    >>> near_repeats(here, here, soon).observed[0].tolist()
    [1, 0, 0, 2]

    Knox 1964, Applied Statistics 13:25-29; Johnson et al. 2007, Journal of Quantitative
    Criminology 23:201-219; Ratcliffe 2009, Near Repeat Calculator 1.3.
    """
    when = day.astype(np.int64)
    x, y = easting.astype(np.float32), northing.astype(np.float32)
    near = _near_pairs(x, y, band_m, distance_bands)
    by_distance = np.bincount(near[:, 2], minlength=distance_bands + 2)
    by_distance[-1] = when.size * (when.size - 1) // 2 - len(near)
    by_days = _pairs_by_days(when, band_days, day_bands)

    def table(days: NDArray[np.int64]) -> NDArray[np.int64]:
        soon = _near_and_soon(days, near, distance_bands + 1, band_days, day_bands)
        return _completed(soon, by_distance, by_days)

    observed = table(when)
    reached = np.zeros(observed.shape, dtype=np.int64)
    for shuffled in _shuffles(when, replications, seed):
        reached += table(shuffled) >= observed
    return NearRepeats(
        distance_from_m=np.array([0.0, SAME_PLACE_M, *band_m * np.arange(1, distance_bands + 1)]),
        days_from=band_days * np.arange(day_bands + 1),
        observed=observed,
        expected=np.outer(by_distance, by_days) / max(int(by_days.sum()), 1),
        p=(1 + reached) / (1 + replications),
    )


def _shuffles(when: NDArray[np.int64], times: int, seed: int) -> Iterator[NDArray[np.int64]]:
    random = np.random.default_rng(seed)
    for _ in range(times):
        yield random.permutation(when)


def _completed(
    soon: NDArray[np.int64], by_distance: NDArray[np.int64], by_days: NDArray[np.int64]
) -> NDArray[np.int64]:
    """A shuffle changes neither margin, so the far row and the late column are what is left."""
    table = np.zeros((by_distance.size, by_days.size), dtype=np.int64)
    table[:-1, :-1] = soon
    table[:-1, -1] = by_distance[:-1] - soon.sum(axis=1)
    table[-1] = by_days - table[:-1].sum(axis=0)
    return table


@compiled
def _near_pairs(
    x: NDArray[np.float32], y: NDArray[np.float32], band_m: float, bands: int
) -> NDArray[np.int64]:
    """Every pair nearer than the last band: both ends and the row it belongs to."""
    found = 0
    for i in range(x.size):
        for j in range(i):
            found += int(abs(x[i] - x[j]) + abs(y[i] - y[j]) < band_m * bands)
    near = np.empty((found, 3), np.int64)
    k = 0
    for i in range(x.size):
        for j in range(i):
            apart = abs(x[i] - x[j]) + abs(y[i] - y[j])
            if apart < band_m * bands:
                near[k, 0], near[k, 1] = i, j
                near[k, 2] = 0 if apart < SAME_PLACE_M else 1 + int(apart / band_m)
                k += 1
    return near


@compiled
def _pairs_by_days(when: NDArray[np.int64], band_days: int, bands: int) -> NDArray[np.int64]:
    pairs = np.zeros(bands + 1, np.int64)
    for i in range(when.size):
        for j in range(i):
            pairs[min(abs(when[i] - when[j]) // band_days, bands)] += 1
    return pairs


@compiled
def _near_and_soon(
    when: NDArray[np.int64], near: NDArray[np.int64], rows: int, band_days: int, bands: int
) -> NDArray[np.int64]:
    table = np.zeros((rows, bands), np.int64)
    for k in range(len(near)):
        apart = abs(when[near[k, 0]] - when[near[k, 1]])
        if apart < band_days * bands:
            table[near[k, 2], apart // band_days] += 1
    return table
