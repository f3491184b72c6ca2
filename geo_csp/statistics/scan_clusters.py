"""Which zones stand out, and which of them to name: the best of each centre, without overlap."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.compiled import compiled
from geo_csp.statistics.log_likelihood_ratio import Expectations, fewest_cases_above
from geo_csp.statistics.recurrence import gumbel_p, rank_p, recurrence_interval
from geo_csp.statistics.scan_lanes import summed_ratio
from geo_csp.statistics.scan_neighbours import Neighbours
from geo_csp.statistics.scan_zones import Ground, Windows, Zones, sums_by_window

SAME_RATIO = 1e-9  # two ratios this close are equal but for rounding
LEAST_RATIO = 0.001


@dataclass(frozen=True)
class Cluster:
    """One place and time with more cases than expected. Tuples have one entry for each stream.

    members: locations by index, nearest to the centre first. first_step, last_step: inclusive.
    ratio: observed / expected (1 where nothing was expected and nothing came). relative_risk: the
    same against the ratio outside, infinite where no case lies outside. p: by rank; gumbel_p: by
    the fitted curve, "about". recurrence_steps: from p, and only of use for a prospective scan.
    """

    members: tuple[int, ...]
    first_step: int
    last_step: int
    observed: tuple[int, ...]
    expected: tuple[float, ...]
    ratio: tuple[float, ...]
    relative_risk: tuple[float, ...]
    log_likelihood_ratio: float
    p: float
    gumbel_p: float
    recurrence_steps: float

    @property
    def centre(self) -> int:
        return self.members[0]


@dataclass(frozen=True)
class Scan:
    """Clusters from the most to the least unusual, and each replicate's greatest ratio."""

    clusters: tuple[Cluster, ...]
    maxima: NDArray[np.float64]


class Candidate(NamedTuple):
    """The best of one centre: a zone, a window (both by their index) and their ratio."""

    ratio: float
    centre: int
    zone: int
    window: int


def name_clusters(
    cases: NDArray[np.int64],
    ground: Ground,
    neighbours: Neighbours,
    maxima: NDArray[np.float64],
    *,
    earlier_analyses: int,
) -> Iterator[Cluster]:
    """The clusters that do not overlap, down to those that every replicate shows.

    cases: shape (streams, locations, steps). ground: its windows are those asked of the data.
    """
    by_window = np.ascontiguousarray(sums_by_window(cases, ground.spans).transpose(1, 0, 2))
    # What every replicate reaches is not named, nor does it keep anything from being named.
    floor = max(LEAST_RATIO, float(maxima.min()))
    candidates = best_by_centre(ground, by_window, floor)
    for candidate, members in without_overlap(candidates, ground, neighbours):
        p = rank_p(candidate.ratio, maxima)
        yield Cluster(
            **_counted(candidate, members, by_window, ground),
            log_likelihood_ratio=candidate.ratio,
            p=p,
            gumbel_p=gumbel_p(candidate.ratio, maxima),
            recurrence_steps=recurrence_interval(p, earlier_analyses=earlier_analyses),
        )


def _counted(
    candidate: Candidate, members: NDArray[np.int32], by_window: NDArray[np.int64], ground: Ground
) -> dict[str, Any]:
    """The fields of a cluster that need no chance."""
    zone, window = candidate.zone, candidate.window
    rows = ground.zones.row[:, zone]
    observed = [int(count) for count in by_window[members, :, window].sum(axis=0)]
    expected = [float(mu) for mu in ground.table.expected[rows, window]]
    ratio = [_ratio(c, mu) for c, mu in zip(observed, expected, strict=True)]
    totals = [int(total) for total in ground.table.total[rows]]
    outside = [
        _ratio(total - c, total - mu)
        for c, mu, total in zip(observed, expected, totals, strict=True)
    ]
    return {
        "members": tuple(int(member) for member in members),
        "first_step": int(ground.spans.first[window]),
        "last_step": int(ground.spans.last[window]),
        "observed": tuple(observed),
        "expected": tuple(expected),
        "ratio": tuple(ratio),
        "relative_risk": tuple(map(_ratio, ratio, outside)),
    }


def _ratio(above: float, below: float) -> float:
    if below > 0.0:
        return above / below
    return math.inf if above > 0.0 else 1.0


def best_by_centre(ground: Ground, cases: NDArray[np.int64], floor: float) -> list[Candidate]:
    """Each centre's best zone above ``floor``, or the best for each of several disjoint windows.

    cases: shape (locations, streams, windows). At equal ratio the smaller zone, then the window
    that comes first.
    """
    zones, table, spans = ground.zones, ground.table, ground.spans
    streams = len(zones.row)
    fewest = fewest_cases_above(floor / streams, 2 if streams == 1 else 1, table)
    ratios, best = _best_by_window(zones, table, cases, fewest, floor)
    return [
        candidate
        for centre in np.flatnonzero((best >= 0).any(axis=1))
        for candidate in _disjoint(int(centre), ratios[centre], best[centre], spans)
    ]


def _disjoint(
    centre: int, ratios: NDArray[np.float64], best: NDArray[np.int64], spans: Windows
) -> Iterator[Candidate]:
    is_taken = best < 0
    # lexsort is by its last key first; rounding makes equal what differs by a rounding error.
    for window in np.lexsort((best, -np.round(ratios, 9))):
        if not is_taken[window]:
            yield Candidate(float(ratios[window]), centre, int(best[window]), int(window))
            is_taken |= (spans.first <= spans.last[window]) & (spans.last >= spans.first[window])


def without_overlap(
    candidates: list[Candidate], ground: Ground, neighbours: Neighbours
) -> Iterator[tuple[Candidate, NDArray[np.int32]]]:
    """The candidates from the highest ratio down, each with its members, nearest first.

    At equal ratio the one of fewer locations comes first, then the lower centre. One that shares a
    location with an earlier one at a time when both last is passed over.
    """
    zones, spans = ground.zones, ground.spans
    steps = int(spans.last.max(initial=-1)) + 1
    taken = np.zeros((neighbours.locations, steps), np.bool_)
    for candidate in _in_order(candidates, zones):
        members = neighbours.nearest(candidate.centre, int(zones.locations[candidate.zone]))
        lasting = slice(spans.first[candidate.window], spans.last[candidate.window] + 1)
        if not taken[members, lasting].any():
            taken[members, lasting] = True
            yield candidate, members


def _in_order(candidates: list[Candidate], zones: Zones) -> Iterator[Candidate]:
    """Highest ratio first; a run of ratios that are equal but for rounding by size and centre."""
    by_ratio = sorted(candidates, key=lambda candidate: -candidate.ratio)
    run: list[Candidate] = []
    for candidate in by_ratio:
        if run and run[-1].ratio - candidate.ratio > SAME_RATIO:
            yield from sorted(run, key=lambda tied: (zones.locations[tied.zone], tied.centre))
            run = []
        run.append(candidate)
    yield from sorted(run, key=lambda tied: (zones.locations[tied.zone], tied.centre))


@compiled
def _best_by_window(
    zones: Zones,
    table: Expectations,
    cases: NDArray[np.int64],
    fewest: NDArray[np.int64],
    floor: float,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Each centre's best ratio and zone for each window, shape (centres, windows); -1 if none.

    fewest: cases of a stream without which no zone of that row exceeds the floor.
    """
    centres, (_, streams, windows) = len(zones.first) - 1, cases.shape
    ratios = np.full((centres, windows), floor)
    best = np.full((centres, windows), -1)
    held = np.empty((streams, windows), np.int64)
    for centre in range(centres):
        held[:] = 0
        for zone in range(zones.first[centre], zones.first[centre + 1]):
            held += cases[zones.added[zone]]
            for window in range(windows):
                is_due = False
                for stream in range(streams):
                    is_due |= held[stream, window] >= fewest[zones.row[stream, zone], window]
                if is_due:
                    ratio = summed_ratio(held[:, window], zones.row[:, zone], window, table)
                    if ratio > ratios[centre, window] + SAME_RATIO * (best[centre, window] >= 0):
                        ratios[centre, window] = ratio
                        best[centre, window] = zone
    return ratios, best
