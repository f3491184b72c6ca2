"""Which zones stand out, and which of them to name: the best of each centre, without overlap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.compiled import compiled
from geo_csp.statistics.log_likelihood_ratio import Expectations, fewest_cases_above
from geo_csp.statistics.scan_lanes import summed_ratio
from geo_csp.statistics.scan_neighbours import Neighbours
from geo_csp.statistics.scan_zones import Ground, Windows, Zones

SAME_RATIO = 1e-9  # two ratios this close are equal but for rounding


class Candidate(NamedTuple):
    """The best of one centre: a zone, a window (both by their index) and their ratio."""

    ratio: float
    centre: int
    zone: int
    window: int


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
