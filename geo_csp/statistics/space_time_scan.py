"""Where and since when are there more cases than chance would bring? Kulldorff's scan statistics.

Arrays in, clusters out. A *location* is a point with coordinates, a *step* a month (or any other
equal span), a *stream* one kind of case where several are scanned at once. Cases are counts of
shape (locations, steps) or (streams, locations, steps).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_csp.statistics.scan_chance import Chance, draw, shuffle
from geo_csp.statistics.scan_neighbours import Neighbours
from geo_csp.statistics.scan_replicates import replicate_maxima
from geo_csp.statistics.scan_result import Scan, name_clusters
from geo_csp.statistics.scan_zones import (
    Ground,
    Windows,
    expect_by_permutation,
    expect_by_population,
    grow_zones,
    windows,
)


@dataclass(frozen=True)
class Search:
    """What a scan looks into, and how hard it tries chance.

    longest_window: steps. is_prospective: windows end in the last step ("what is under way now?"),
    otherwise in any ("what was there ever?"). share: of all cases (permutation) or of the
    population (Poisson) that a zone may hold: more than half is no longer a place.
    earlier_analyses: one a step before this one, over which p is to hold as well. threads: change
    the time taken and nothing else.
    """

    longest_window: int = 6
    is_prospective: bool = True
    share: float = 0.5
    replications: int = 9_999
    earlier_analyses: int = 0
    seed: int = 1
    threads: int = 1

    def __post_init__(self) -> None:
        if min(self.longest_window, self.replications, self.threads) < 1:
            raise ValueError("longest_window, replications and threads are 1 or more")
        if not 0 < self.share <= 1 or self.earlier_analyses < 0:
            raise ValueError("share lies above 0 and at most at 1; earlier_analyses is 0 or more")


def scan_by_permutation(
    cases: ArrayLike, neighbours: Neighbours, search: Search | None = None
) -> Scan:
    """What has broken out, when each place is held to its own level and each month to its own?

    Space-time permutation scan. For a zone and window with c cases, C in all,
    mu = cases of the zone in all steps x cases of all zones in the window / C and
    LLR = c ln(c / mu) + (C - c) ln((C - c) / (C - mu)) where c > mu, else 0.
    Chance deals the steps out anew among the cases, each stream for itself. Several streams add
    their LLR, each with its own C and mu; those in excess need two cases together.

    Needs no population. It is blind to a rise that all places share and to a place that was always
    high. Not to be trusted where locations were issued anew or recording changed inside the steps:
    that looks just like an outbreak. With a dozen cases no p can be small.

    >>> from geo_csp.statistics.scan_neighbours import nearest_first
    >>> cases = [[1, 1, 1, 9], [3, 3, 3, 1], [3, 3, 3, 1], [3, 3, 3, 1]]
    >>> near = nearest_first([0, 100, 200, 300], [0, 0, 0, 0], radius=150)
    >>> found = scan_by_permutation(cases, near, Search(longest_window=2, replications=99))
    >>> found.clusters[0].members, found.clusters[0].observed, found.clusters[0].first_step
    ((0,), (9,), 3)

    Kulldorff, M. et al. (2005). A space-time permutation scan statistic for disease outbreak
    detection. PLoS Medicine 2, e59. Prospective: Kulldorff, M. (2001). Journal of the Royal
    Statistical Society A 164, 61-72. Streams: Kulldorff, M. et al. (2007). Statistics in Medicine
    26, 1824-1833. p: see :mod:`geo_csp.statistics.recurrence`.
    """
    search = search or Search()
    counts = _counts(cases, neighbours)
    if not counts.any():
        return _nothing_found(search)
    weight = counts.sum(axis=(0, 2)).astype(np.float64)

    def chance(place: NDArray[np.int32], first_step: int) -> Chance:
        return shuffle(counts, place, first_step)

    zones = grow_zones(neighbours, weight, search.share)
    ground = expect_by_permutation(zones, counts, _windows_of_chance(counts, search))
    return _scan(counts, ground, neighbours, chance, search)


def scan_by_population(
    cases: ArrayLike, population: ArrayLike, neighbours: Neighbours, search: Search | None = None
) -> Scan:
    """Where are there more cases than the people (or premises, or cars) there would explain?

    Poisson scan: mu = C x population of the zone and window / population; LLR as in
    :func:`scan_by_permutation`. Chance lets each of the C cases fall by population. One step makes
    it purely spatial. population: shape (locations,) where it does not change, else that of cases;
    not negative.

    Not to be trusted where the population is not who or what is at risk: a town centre has few
    residents and many visitors, and will always be found.

    Kulldorff, M. (1997). A spatial scan statistic. Communications in Statistics: Theory and Methods
    26, 1481-1496. Windows: Kulldorff (2001). Streams: Kulldorff et al. (2007).
    """
    search = search or Search()
    counts = _counts(cases, neighbours)
    at_risk = np.asarray(population, dtype=np.float64)
    at_risk = at_risk[:, np.newaxis] if at_risk.ndim == 1 else at_risk
    at_risk = np.ascontiguousarray(np.broadcast_to(at_risk, counts.shape))
    if not (np.isfinite(at_risk).all() and (at_risk >= 0).all()):
        raise ValueError("a population is a finite number, 0 or more")
    if counts[at_risk == 0].any():
        raise ValueError("there are cases where the population is 0: give it or leave them out")

    def chance(place: NDArray[np.int32], first_step: int) -> Chance:
        return draw(counts, at_risk, place, first_step)

    if not counts.any():
        return _nothing_found(search)
    zones = grow_zones(neighbours, at_risk.sum(axis=(0, 2)), search.share)
    ground = expect_by_population(zones, counts, at_risk, _windows_of_chance(counts, search))
    return _scan(counts, ground, neighbours, chance, search)


def _nothing_found(search: Search) -> Scan:
    return Scan((), np.zeros(search.replications))


def _counts(cases: ArrayLike, neighbours: Neighbours) -> NDArray[np.int64]:
    given = np.asarray(cases)
    counts = given.astype(np.int64)
    if counts.ndim == 2:
        counts = counts[np.newaxis]
    if counts.ndim != 3 or counts.shape[1] != neighbours.locations:
        raise ValueError(
            f"cases have the shape (streams, locations, steps) or (locations, steps) with "
            f"{neighbours.locations} locations as in neighbours, not {given.shape}"
        )
    if (counts < 0).any() or (counts.ravel() != given.ravel()).any():
        raise ValueError("cases are whole numbers, 0 or more")
    return np.ascontiguousarray(counts)


def _windows_of_chance(counts: NDArray[np.int64], search: Search) -> Windows:
    steps = counts.shape[2]
    ends = 1 + search.earlier_analyses if search.is_prospective else steps
    return windows(steps, search.longest_window, ends)


def _scan(
    counts: NDArray[np.int64],
    ground: Ground,
    neighbours: Neighbours,
    chance: Callable[[NDArray[np.int32], int], Chance],
    search: Search,
) -> Scan:
    """``chance``: from each location's place among the replicates' rows, and the first step."""
    if not len(ground.zones.added):
        return _nothing_found(search)
    held = np.zeros(neighbours.locations, np.bool_)
    held[ground.zones.added] = True
    # Locations in no zone share one row, which no zone reads.
    place = np.where(held, np.cumsum(held) - 1, held.sum()).astype(np.int32)
    in_places = ground.zones._replace(added=place[ground.zones.added])
    maxima = replicate_maxima(
        chance(place, int(ground.spans.first.min())),
        ground._replace(zones=in_places),
        places=int(held.sum()) + 1,
        replications=search.replications,
        seed=search.seed,
        threads=search.threads,
    )
    clusters = name_clusters(
        counts,
        _of_data(ground, counts, search),
        neighbours,
        maxima,
        earlier_analyses=search.earlier_analyses,
    )
    return Scan(tuple(clusters), maxima)


def _of_data(ground: Ground, counts: NDArray[np.int64], search: Search) -> Ground:
    """Chance is tried over earlier analyses too; the data only over what this one asks."""
    if not search.is_prospective:
        return ground
    return ground._replace(spans=windows(counts.shape[2], search.longest_window, 1))
