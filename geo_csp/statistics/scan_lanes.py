"""The scan's innermost loop: many replicates side by side, no logarithm until one is due.

Eight 64-bit words hold 32 replicates in lanes of 16 bits (16 in lanes of 32 bits, where a zone may
hold more than 32,767 cases). For a level of the likelihood ratio each row and window has the
fewest cases that exceed it; to a lane's count is added what would lift that number of cases to the
lane's top bit. So one addition and a look at the top bits compare all lanes at once, and only
those that exceed the level are reckoned exactly.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.compiled import compiled
from geo_csp.statistics.log_likelihood_ratio import Expectations, log_likelihood_ratio
from geo_csp.statistics.scan_zones import Zones

WORDS = 8
CACHE_LINE = 64  # bytes
ROUNDING = 1e-9


class Lanes(NamedTuple):
    """A batch of replicates side by side.

    cases: shape (places, streams, windows, 8). lift: what to add so that a count above the stream's
    equal part of the level reaches its lane's top bit, shape (rows, windows). part: how much of
    the way to the whole level one excess case of the stream goes, in its shape. open_lanes: the
    top bits of the lanes that are looked at, shape (8,). held: room for a zone's counts, shape
    (streams, windows, lanes).
    """

    cases: NDArray[np.uint64]
    lift: NDArray[np.uint64]
    part: NDArray[np.float64]
    open_lanes: NDArray[np.uint64]
    held: NDArray[np.unsignedinteger]


def room_for(shape: tuple[int, ...], lane: np.dtype[Any]) -> NDArray[Any]:
    """Zeros that begin on a cache line: eight words are then one line, not parts of two."""
    size = math.prod(shape) * lane.itemsize
    raw = np.zeros(size + CACHE_LINE, np.uint8)
    start = -raw.ctypes.data % CACHE_LINE
    return raw[start : start + size].view(lane).reshape(shape)


def lane_constant(bits: int) -> np.uint64:
    """A word with a one in each lane: times a number below 2^bits it fills every lane with it."""
    return np.uint64(sum(1 << shift for shift in range(0, 64, bits)))


def lift_to_top_bit(fewest: NDArray[np.int64], bits: int) -> NDArray[np.uint64]:
    """For each row and window the word to add to counts, so that ``fewest`` reach the top bit."""
    top = 1 << (bits - 1)
    return (top - np.minimum(fewest, top)).astype(np.uint64) * lane_constant(bits)


def part_of_the_way(
    fewest: NDArray[np.int64], expected: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How much of the way from its expectation to a level a stream goes with one more case.

    fewest: cases of one stream alone that exceed the level. The sum of the ratios is convex, and
    not above the level where one stream has one case fewer and the others what was expected. So it
    is not above it wherever the streams' excess cases, times their parts, add up to 1 or less.
    """
    most = fewest - 1 - expected
    return np.divide(1.0, most, out=2.0 / (fewest - expected), where=most > ROUNDING)


def top_bits(is_open: NDArray[np.bool_], bits: int) -> NDArray[np.uint64]:
    """The words that have the top bit of each open lane, shape (8,)."""
    lanes = np.where(is_open, np.uint64(1 << (bits - 1)), np.uint64(0))
    return lanes.astype(f"<u{bits // 8}").view(np.uint64)


@compiled
def raise_maxima(
    zones: Zones, table: Expectations, lanes: Lanes, maxima: NDArray[np.float64]
) -> None:
    """Raise each open lane's maximum to its highest ratio, if that exceeds the level of the lift.

    maxima: shape (lanes,).
    """
    held = lanes.held.view(np.uint64)
    for centre in range(len(zones.first) - 1):
        held[:] = 0
        zone, stop = zones.first[centre], zones.first[centre + 1]
        while zone < stop:
            zone = _next_above(zones, lanes, held, zone, stop)
            if zone < stop:
                _raise_lanes(zones.row[:, zone], table, lanes, held, maxima)
                zone += 1


@compiled
def _next_above(zones: Zones, lanes: Lanes, held: NDArray[np.uint64], zone: int, stop: int) -> int:
    """The first zone in which an open lane of some stream exceeds its level; ``stop`` if none.

    ``held`` takes up the zones' cases on the way. A function of its own, so that all eight sums
    stay in registers; written out, so that they become one instruction.
    """
    cases, lift, open_lanes = lanes.cases, lanes.lift, lanes.open_lanes
    for at in range(zone, stop):
        place = zones.added[at]
        a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = np.uint64(0)
        for stream in range(held.shape[0]):
            row = zones.row[stream, at]
            for window in range(held.shape[1]):
                lifted = lift[row, window]
                h0 = held[stream, window, 0] + cases[place, stream, window, 0]
                h1 = held[stream, window, 1] + cases[place, stream, window, 1]
                h2 = held[stream, window, 2] + cases[place, stream, window, 2]
                h3 = held[stream, window, 3] + cases[place, stream, window, 3]
                h4 = held[stream, window, 4] + cases[place, stream, window, 4]
                h5 = held[stream, window, 5] + cases[place, stream, window, 5]
                h6 = held[stream, window, 6] + cases[place, stream, window, 6]
                h7 = held[stream, window, 7] + cases[place, stream, window, 7]
                held[stream, window, 0] = h0
                held[stream, window, 1] = h1
                held[stream, window, 2] = h2
                held[stream, window, 3] = h3
                held[stream, window, 4] = h4
                held[stream, window, 5] = h5
                held[stream, window, 6] = h6
                held[stream, window, 7] = h7
                a0 |= h0 + lifted
                a1 |= h1 + lifted
                a2 |= h2 + lifted
                a3 |= h3 + lifted
                a4 |= h4 + lifted
                a5 |= h5 + lifted
                a6 |= h6 + lifted
                a7 |= h7 + lifted
        above = (a0 & open_lanes[0]) | (a1 & open_lanes[1])
        above |= (a2 & open_lanes[2]) | (a3 & open_lanes[3])
        above |= (a4 & open_lanes[4]) | (a5 & open_lanes[5])
        above |= (a6 & open_lanes[6]) | (a7 & open_lanes[7])
        if above != 0:
            return at
    return stop


@compiled
def _raise_lanes(
    row: NDArray[np.int32],
    table: Expectations,
    lanes: Lanes,
    held: NDArray[np.uint64],
    maxima: NDArray[np.float64],
) -> None:
    lanes_a_word = len(maxima) // WORDS
    bits = np.uint64(64 // lanes_a_word)
    cases, part, expected = lanes.held, lanes.part, table.expected
    streams, windows = held.shape[0], held.shape[1]
    for window in range(windows):
        for word in range(WORDS):
            above = np.uint64(0)
            for stream in range(streams):
                above |= held[stream, window, word] + lanes.lift[row[stream], window]
            above = (above & lanes.open_lanes[word]) >> (bits - np.uint64(1))
            lane = word * lanes_a_word
            while above != 0:
                if above & np.uint64(1):
                    way = 0.0
                    for stream in range(streams):
                        of = row[stream]
                        excess = cases[stream, window, lane] - expected[of, window]
                        way += max(excess, 0.0) * part[of, window]
                    if way > 1.0 - ROUNDING:
                        ratio = summed_ratio(cases[:, window, lane], row, window, table)
                        maxima[lane] = max(maxima[lane], ratio)
                above >>= bits
                lane += 1


@compiled
def summed_ratio(
    cases: NDArray[np.integer], row: NDArray[np.int32], window: int, table: Expectations
) -> float:
    """The streams' ratios added; 0 where those in excess have fewer than two cases together."""
    ratio = 0.0
    in_excess = np.int64(0)
    for stream in range(len(row)):
        count = np.int64(cases[stream])
        of_stream = log_likelihood_ratio(count, row[stream], window, table)
        if of_stream > 0.0:
            ratio += of_stream
            in_excess += count
    return ratio if in_excess >= 2 else 0.0
