"""How high does chance alone reach? The greatest likelihood ratio of each replicate."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

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

FIRST_LEVELS = (8.0, 4.0, 2.0, 1.0)
# Nearly every replicate exceeds the level first asked for, so few batches are gone through twice.
SHARE_BELOW_START = 0.003


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
    spans, streams = ground.spans, len(ground.zones.row)
    first_step = int(spans.first.min())
    steps = int(spans.last.max()) + 1 - first_step
    lane = np.dtype(np.uint16 if ground.most < 1 << 15 else np.uint32)
    lanes = WORDS * 8 // lane.itemsize
    thresholds = _by_level(ground.table, streams, 8 * lane.itemsize)

    def maxima(batch: int, levels: tuple[float, ...]) -> NDArray[np.float64]:
        by_step = room_for((places, streams, steps, lanes), lane)
        if isinstance(chance, Shuffle):
            shuffle_into(chance, seed, batch * lanes, by_step)
        else:
            draw_into(chance, seed, batch * lanes, by_step)
        cases = room_for((places, streams, len(spans.first), WORDS), np.dtype(np.uint64))
        sum_windows(by_step.view(np.uint64), spans, first_step, cases)
        held = room_for((streams, len(spans.first), lanes), lane)
        return _maxima_of_batch(ground, cases, held, thresholds, levels)

    pilot = maxima(0, FIRST_LEVELS)
    start = gumbel_quantile(SHARE_BELOW_START, pilot)
    levels = (start, start / 2) if start > 0 else ()
    batches = range(1, -(-replications // lanes))
    with ThreadPoolExecutor(threads) as pool:
        others = pool.map(lambda batch: maxima(batch, levels), batches)
        return np.concatenate([pilot, *others])[:replications]


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


def _maxima_of_batch(
    ground: Ground,
    cases: NDArray[np.uint64],
    held: NDArray[np.unsignedinteger],
    thresholds: Callable[[float], Thresholds],
    levels: tuple[float, ...],
) -> NDArray[np.float64]:
    """From the first level down: a lane is done once its maximum exceeds the level."""
    maxima = np.zeros(held.shape[-1])
    is_open = np.ones(held.shape[-1], np.bool_)
    for level in (*levels, 0.0):
        lanes = Lanes(cases, *thresholds(level), top_bits(is_open, 8 * held.itemsize), held)
        raise_maxima(ground.zones, ground.table, lanes, maxima)
        # Not at once: with several streams a lane may have met a zone below the level.
        is_open &= maxima <= level
        if not is_open.any():
            break
    return maxima
