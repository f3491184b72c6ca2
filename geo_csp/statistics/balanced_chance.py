"""Two kinds of chance for the balanced scan, and the greatest statistic of each of their worlds."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.balanced_loops import Flat, Rule, greatest_balanced
from geo_csp.statistics.scan_neighbours import Neighbours
from geo_csp.statistics.scan_zones import (
    Ground,
    expect_by_permutation,
    grow_zones,
    sums_by_window,
    windows,
)

SHARE = 0.5

Counts = NDArray[np.int64]
# One world of chance: [stream, location, step], of which the first step is all before the windows.
World = Callable[[np.random.Generator], Counts]


def turned(counts: Counts, longest: int) -> World:
    """Each stream's series at each location turned round in time by so many steps, by itself."""
    steps, level = counts.shape[2], counts.sum(axis=2)
    latest = np.arange(steps - min(longest, steps), steps)

    def world(random: np.random.Generator) -> Counts:
        shift = random.integers(steps, size=level.shape)
        moved = np.take_along_axis(counts, (latest + shift[..., np.newaxis]) % steps, axis=2)
        return _with_rest(level, moved)

    return world


def dealt(counts: Counts, longest: int) -> World:
    """Each stream's series, whole and its steps as they are, dealt out to other locations."""
    latest = counts[..., counts.shape[2] - min(longest, counts.shape[2]) :]
    short = _with_rest(counts.sum(axis=2), latest)

    def world(random: np.random.Generator) -> Counts:
        return np.stack([series[random.permutation(len(series))] for series in short])

    return world


def maxima(
    world: World,
    neighbours: Neighbours,
    by: Rule,
    *,
    replications: int,
    seed: int,
    threads: int,
) -> NDArray[np.float64]:
    """The greatest statistic of each world, each with zones and expectations of its own."""

    def greatest(replicate: int) -> float:
        counts = world(np.random.default_rng([seed, replicate]))
        ground = ground_of(counts, neighbours, counts.shape[2] - 1)
        found: float = greatest_balanced(flat(ground, counts), ground.table, by)
        return found

    with ThreadPoolExecutor(threads) as pool:
        return np.array(list(pool.map(greatest, range(replications))))


def ground_of(counts: Counts, neighbours: Neighbours, longest: int) -> Ground:
    zones = grow_zones(neighbours, counts.sum(axis=(0, 2)).astype(np.float64), SHARE)
    return expect_by_permutation(zones, counts, windows(counts.shape[2], longest, 1))


def flat(ground: Ground, counts: Counts) -> Flat:
    zones = ground.zones
    cases = np.ascontiguousarray(sums_by_window(counts, ground.spans).transpose(1, 0, 2))
    row = np.ascontiguousarray(zones.row.T)
    return Flat(cases, zones.first, zones.added, row, ground.table.expected)


def _with_rest(level: Counts, latest: Counts) -> Counts:
    rest = level - latest.sum(axis=2)
    return np.concatenate([rest[..., np.newaxis], latest], axis=2)
