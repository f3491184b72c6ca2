"""Which zones and windows a scan looks into, and what it expects in each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.compiled import compiled
from geo_csp.statistics.log_likelihood_ratio import Expectations, expectations
from geo_csp.statistics.scan_neighbours import Neighbours


class Zones(NamedTuple):
    """Growing circles: ``first[i]:first[i + 1]`` are the zones round centre ``i``, smallest first.

    added: the location by which a zone is larger than the one before it, shape (zones,).
        Locations that can hold no case are passed over: they change nothing that is counted.
    locations: how many locations a zone holds, those passed over included, shape (zones,).
    row: the zone's row in the table of expectations, shape (streams, zones).
    """

    first: NDArray[np.int64]
    added: NDArray[np.int32]
    locations: NDArray[np.int32]
    row: NDArray[np.int32]


class Windows(NamedTuple):
    """Spans of steps, each from its first to its last step inclusive, shape (windows,)."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]


class Ground(NamedTuple):
    """What a scan goes over. most: cases of a stream that chance can bring into a zone."""

    zones: Zones
    table: Expectations
    spans: Windows
    most: int


def windows(steps: int, longest: int, ends: int) -> Windows:
    """Windows of 1 to ``longest`` steps that end in one of the last ``ends``, latest end first."""
    spans = [
        (last - length + 1, last)
        for last in range(steps - 1, max(steps - ends, 0) - 1, -1)
        for length in range(1, min(longest, last + 1) + 1)
    ]
    first, last = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    return Windows(np.ascontiguousarray(first), np.ascontiguousarray(last))


def sums_by_window(values: NDArray[np.generic], spans: Windows) -> NDArray[np.generic]:
    """Sums of the last axis (steps) over each window, in its place."""
    nothing = np.zeros((*values.shape[:-1], 1), values.dtype)
    running = np.concatenate([nothing, np.cumsum(values, axis=-1)], axis=-1)
    return np.ascontiguousarray(running[..., spans.last + 1] - running[..., spans.first])


def grow_zones(neighbours: Neighbours, weight: NDArray[np.float64], share: float) -> Zones:
    """Zones that hold at most ``share`` of all weight; a circle stops at the first that would not.

    weight: what the limit counts, shape (locations,): cases in the permutation model, population
    in the Poisson model. The rows are left for the model to fill.
    """
    most = share * float(weight.sum())
    first, added, locations = _grow(neighbours.first, neighbours.order, weight, most)
    return Zones(first, added, locations, np.empty((0, len(added)), np.int32))


@compiled
def _grow(
    first_neighbour: NDArray[np.int64],
    order: NDArray[np.int32],
    weight: NDArray[np.float64],
    most: float,
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
    first = np.zeros(len(first_neighbour), np.int64)
    added = np.empty(len(order), np.int32)
    locations = np.empty(len(order), np.int32)
    zones = 0
    for centre in range(len(first_neighbour) - 1):
        held = 0.0
        for at in range(first_neighbour[centre], first_neighbour[centre + 1]):
            location = order[at]
            held += weight[location]
            if held > most:
                break
            if weight[location] > 0.0:
                added[zones] = location
                locations[zones] = at - first_neighbour[centre] + 1
                zones += 1
        first[centre + 1] = zones
    return first, added[:zones].copy(), locations[:zones].copy()


def expect_by_permutation(zones: Zones, cases: NDArray[np.int64], spans: Windows) -> Ground:
    """mu = cases of the zone in all steps x cases of all zones in the window / C, by stream.

    cases: shape (streams, locations, steps). One row for each number of cases a zone may hold.
    """
    total = cases.sum(axis=(1, 2))
    held = _running_sums(zones.first, zones.added, cases.sum(axis=2).astype(np.float64))
    most = held.max(axis=1, initial=0).astype(np.int64)
    offset = np.concatenate([[0], np.cumsum(most + 1)])
    rows = [np.arange(size + 1) for size in most]
    in_window = sums_by_window(cases.sum(axis=1), spans)
    # Whole numbers are multiplied first, so that equal products give equal expectations.
    expected = [
        np.outer(row, of_stream) / max(of_all, 1)
        for row, of_stream, of_all in zip(rows, in_window, total, strict=True)
    ]
    row = (held + offset[:-1, np.newaxis]).astype(np.int32)
    table = expectations(np.concatenate(expected), np.repeat(total, most + 1))
    return Ground(zones._replace(row=row), table, spans, int(most.max(initial=0)))


def expect_by_population(
    zones: Zones, cases: NDArray[np.int64], population: NDArray[np.float64], spans: Windows
) -> Ground:
    """mu = C x population of the zone and window / population, by stream: a row for every zone.

    cases, population: shape (streams, locations, steps).
    """
    total = cases.sum(axis=(1, 2))
    streams, found = len(cases), len(zones.added)
    in_window = sums_by_window(population, spans)
    held = np.stack(
        [
            _running_sums(zones.first, zones.added, np.ascontiguousarray(values))
            for values in np.moveaxis(in_window, 2, 0)
        ],
        axis=-1,
    )
    scale = total / np.maximum(population.sum(axis=(1, 2)), np.finfo(float).tiny)
    expected = (held * scale[:, np.newaxis, np.newaxis]).reshape(streams * found, len(spans.first))
    row = np.arange(streams * found, dtype=np.int32).reshape(streams, found)
    table = expectations(expected, np.repeat(total, found))
    return Ground(zones._replace(row=row), table, spans, int(total.max(initial=0)))


@compiled
def _running_sums(
    first: NDArray[np.int64], added: NDArray[np.int32], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What each zone holds of each stream's values, shape (streams, zones)."""
    sums = np.empty((len(values), len(added)), np.float64)
    for stream in range(len(values)):
        for centre in range(len(first) - 1):
            held = 0.0
            for zone in range(first[centre], first[centre + 1]):
                held += values[stream, added[zone]]
                sums[stream, zone] = held
    return sums
