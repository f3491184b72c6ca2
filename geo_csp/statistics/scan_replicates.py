"""How high does chance alone reach? The greatest likelihood ratio of each replicate."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.log_likelihood_ratio import Expectations, fewest_cases_above
from geo_csp.statistics.recurrence import gumbel_quantile
from geo_csp.statistics.scan_chance import Chance, Shuffle, draw_into, shuffle_into, sum_windows
from geo_csp.statistics.scan_lanes import (
    WORDS,
    Lanes,
    lift_to_top_bit,
    part_of_the_way,
    raise_maxima,
    room_for,
    top_bits,
)
from geo_csp.statistics.scan_zones import Ground

Thresholds = tuple[NDArray[np.uint64], NDArray[np.float64]]  # lift and part of Lanes

# The first batch goes down these levels and shows where the others had best start.
FIRST_LEVELS = (8.0, 5.6, 4.0, 2.8, 2.0, 1.4, 1.0, 0.5)
# Share of replicates that stay below the first level. A higher one leaves fewer zones to reckon,
# but more replicates to take up again. The levels after it are each this much lower: too great a
# step finds something in every zone.
SHARE_BELOW_START = 0.05
STEP_DOWN = 0.8
STEPS_DOWN = 12


def replicate_maxima(
    chance: Chance,
    ground: Ground,
    *,
    places: int,
    replications: int,
    seed: int,
    threads: int,
) -> NDArray[np.float64]:
    """The greatest ratio of each replicate over all zones and windows, shape (replications,).

    places: rows of counts that the cases of ``chance`` and the zones name. The answer does not
    depend on ``threads``, nor replicate i on how many follow it.
    """
    lane = np.dtype(np.uint16 if ground.most < 1 << 15 else np.uint32)
    lanes = WORDS * 8 // lane.itemsize
    thresholds = _by_level(ground.table, len(ground.zones.row), 8 * lane.itemsize)
    maxima = np.zeros(replications)

    def reached(replicates: NDArray[np.int64], level: float) -> NDArray[np.float64]:
        cases = _cases_of(chance, ground, replicates, places=places, seed=seed, lane=lane)
        return _reached(ground, cases, len(replicates), lane, thresholds(level))

    def settle(replicates: NDArray[np.int64], levels: tuple[float, ...]) -> None:
        """From the first level down: a replicate is done once its maximum exceeds the level."""
        for level in (*levels, 0.0):
            if not len(replicates):
                return
            batches = np.split(replicates, range(lanes, len(replicates), lanes))
            found = pool.map(lambda batch, level=level: reached(batch, level), batches)
            maxima[replicates] = np.concatenate(list(found))
            replicates = replicates[maxima[replicates] <= level]

    with ThreadPoolExecutor(threads) as pool:
        settle(np.arange(min(lanes, replications)), FIRST_LEVELS)
        start = max(gumbel_quantile(SHARE_BELOW_START, maxima[:lanes]), 0.0)
        levels = tuple(start * STEP_DOWN**step for step in range(STEPS_DOWN))
        settle(np.arange(lanes, replications), levels)
    return maxima


def _cases_of(
    chance: Chance,
    ground: Ground,
    replicates: NDArray[np.int64],
    *,
    places: int,
    seed: int,
    lane: np.dtype[Any],
) -> NDArray[np.uint64]:
    """The replicates' cases side by side, shape (places, streams, windows, 8)."""
    spans, streams = ground.spans, len(ground.zones.row)
    first_step = int(spans.first.min())
    steps = int(spans.last.max()) + 1 - first_step
    by_step = room_for((places, streams, steps, WORDS * 8 // lane.itemsize), lane)
    if isinstance(chance, Shuffle):
        shuffle_into(chance, seed, replicates, by_step)
    else:
        draw_into(chance, seed, replicates, by_step)
    cases = room_for((places, streams, len(spans.first), WORDS), np.dtype(np.uint64))
    sum_windows(by_step.view(np.uint64), spans, first_step, cases)
    return cases


def _reached(
    ground: Ground,
    cases: NDArray[np.uint64],
    replicates: int,
    lane: np.dtype[Any],
    thresholds: Thresholds,
) -> NDArray[np.float64]:
    """Each replicate's maximum where it exceeds the level; else any lower value."""
    held = room_for((*cases.shape[1:3], WORDS * 8 // lane.itemsize), lane)
    is_open = np.arange(held.shape[2]) < replicates
    lanes = Lanes(cases, *thresholds, top_bits(is_open, 8 * lane.itemsize), held)
    maxima = np.zeros(held.shape[2])
    raise_maxima(ground.zones, ground.table, lanes, maxima)
    return maxima[:replicates]


def _by_level(table: Expectations, streams: int, bits: int) -> Callable[[float], Thresholds]:
    """What counts are compared with at a level; made once for each level.

    The sum over streams can exceed a level only if one stream exceeds its equal part of it.
    """

    @cache
    def thresholds(level: float) -> Thresholds:
        minimum = 2 if streams == 1 else 1
        fewest = fewest_cases_above(level / streams, minimum, table)
        alone = fewest_cases_above(level, 1, table)
        return lift_to_top_bit(fewest, bits), part_of_the_way(alone, table.expected)

    return thresholds
