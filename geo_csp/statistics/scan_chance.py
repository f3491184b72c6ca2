"""Worlds where only chance is at work: each replicate's cases by location, stream and step.

Replicates lie side by side in the last axis, the lanes, so that the scan can add them together.
A replicate's cases depend on the seed and its number alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.compiled import compiled
from geo_csp.statistics.random_streams import below, fraction, stream_start
from geo_csp.statistics.scan_zones import Windows


class Shuffle(NamedTuple):
    """The permutation model: the cases stay where they are and their steps are dealt out anew.

    place: where each case lies, stream after stream; first_case: where a stream's begin.
    in_step: cases of each stream in each step that some window covers, shape (streams, steps).
    """

    place: NDArray[np.int32]
    first_case: NDArray[np.int64]
    in_step: NDArray[np.int64]


class Draw(NamedTuple):
    """The Poisson model, given its total: each case falls on a place and step by population.

    cases: of each stream. up_to: the running share of the population over places and steps, shape
    (streams, places x all steps). place: of each of these. step: counted from the first that a
    window covers; negative before it.
    """

    cases: NDArray[np.int64]
    up_to: NDArray[np.float64]
    place: NDArray[np.int32]
    step: NDArray[np.int64]


Chance = Shuffle | Draw


def shuffle(cases: NDArray[np.int64], place: NDArray[np.int32], first_step: int) -> Shuffle:
    """``place``: the row that a location's cases are added to, shape (locations,)."""
    by_location = cases.sum(axis=2)
    return Shuffle(
        place=np.concatenate([np.repeat(place, counts) for counts in by_location]),
        first_case=np.concatenate([[0], np.cumsum(by_location.sum(axis=1))]),
        in_step=np.ascontiguousarray(cases.sum(axis=1)[:, first_step:]),
    )


def draw(
    cases: NDArray[np.int64],
    population: NDArray[np.float64],
    place: NDArray[np.int32],
    first_step: int,
) -> Draw:
    streams, locations, steps = population.shape
    running = np.cumsum(population.reshape(streams, -1), axis=1)
    return Draw(
        cases=cases.sum(axis=(1, 2)),
        up_to=running / np.maximum(running[:, -1:], np.finfo(float).tiny),
        place=np.repeat(place, steps),
        step=np.tile(np.arange(steps) - first_step, locations),
    )


@compiled
def shuffle_into(
    chance: Shuffle,
    seed: int,
    replicates: NDArray[np.int64],
    counts: NDArray[np.unsignedinteger],
) -> None:
    """Add the replicates of these numbers to the lanes of ``counts``, in their order.

    counts: shape (places, streams, steps, lanes), zero before.
    """
    for lane in range(len(replicates)):
        for stream in range(counts.shape[1]):
            left = chance.place[chance.first_case[stream] : chance.first_case[stream + 1]].copy()
            state = stream_start(seed, replicates[lane], stream)
            dealt = 0
            # The last step first: so a replicate is the same however far back the windows reach,
            # and the steps before them need not be dealt.
            for step in range(counts.shape[2] - 1, -1, -1):
                for _ in range(chance.in_step[stream, step]):
                    state, ahead = below(state, len(left) - dealt)
                    counts[left[dealt + ahead], stream, step, lane] += 1
                    left[dealt + ahead] = left[dealt]
                    dealt += 1


@compiled
def draw_into(
    chance: Draw,
    seed: int,
    replicates: NDArray[np.int64],
    counts: NDArray[np.unsignedinteger],
) -> None:
    """As :func:`shuffle_into`, in the Poisson model."""
    last = chance.up_to.shape[1] - 1
    for lane in range(len(replicates)):
        for stream in range(counts.shape[1]):
            state = stream_start(seed, replicates[lane], stream)
            for _ in range(chance.cases[stream]):
                state, share = fraction(state)
                at = min(np.searchsorted(chance.up_to[stream], share, side="right"), last)
                if chance.step[at] >= 0:
                    counts[chance.place[at], stream, chance.step[at], lane] += 1


@compiled
def sum_windows(
    steps: NDArray[np.uint64], spans: Windows, first_step: int, sums: NDArray[np.uint64]
) -> None:
    """Each window's cases from its steps': a window is the one before it and one step earlier.

    steps, sums: shape (places, streams, steps or windows, words); windows in the order that
    :func:`geo_csp.statistics.scan_zones.windows` gives them.
    """
    places, streams, _, words = steps.shape
    for place in range(places):
        for stream in range(streams):
            for window in range(len(spans.first)):
                earliest = spans.first[window] - first_step
                is_one_step = spans.first[window] == spans.last[window]
                for word in range(words):
                    shorter = np.uint64(0) if is_one_step else sums[place, stream, window - 1, word]
                    sums[place, stream, window, word] = (
                        shorter + steps[place, stream, earliest, word]
                    )
