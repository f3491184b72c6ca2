"""What chance deals out: nothing lost, nothing favoured, each replicate by its address."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chisquare

from geo_csp.statistics.random_streams import below, fraction, stream_start
from geo_csp.statistics.scan_chance import draw, draw_into, shuffle, shuffle_into, sum_windows
from geo_csp.statistics.scan_zones import sums_by_window, windows

CASES = np.random.default_rng(1).poisson(1.5, (2, 6, 5))  # streams, locations, steps
PLACE = np.arange(6, dtype=np.int32)


def shuffled(lanes: int, first_step: int = 0, first: int = 0) -> np.ndarray:
    counts = np.zeros((6, 2, 5 - first_step, lanes), np.uint16)
    shuffle_into(shuffle(CASES, PLACE, first_step), 7, np.arange(first, first + lanes), counts)
    return counts.transpose(3, 1, 0, 2).astype(int)


def test_a_shuffle_keeps_the_cases_of_each_location_and_of_each_step() -> None:
    worlds = shuffled(50)
    assert (worlds.sum(axis=3) == CASES.sum(axis=2)).all()
    assert (worlds.sum(axis=2) == CASES.sum(axis=1)).all()
    assert len({world.tobytes() for world in worlds}) == 50


def test_a_shuffle_brings_each_count_as_often_as_margins_say() -> None:
    """Cell means: cases of the location x cases of the step / C, as in Kulldorff et al. 2005."""
    worlds = shuffled(4_000)[:, 0]
    in_place, in_step = CASES[0].sum(axis=1), CASES[0].sum(axis=0)
    expected = np.outer(in_place, in_step) / CASES[0].sum()
    assert np.abs(worlds.mean(axis=0) - expected).max() < 5 * np.sqrt(expected.max() / 4_000)


def test_a_replicate_is_the_same_in_any_lane_and_however_far_back_one_looks() -> None:
    worlds = shuffled(8)
    assert (shuffled(3, first=5) == worlds[5:]).all()
    assert (shuffled(8, first_step=3) == worlds[..., 3:]).all()


def test_a_draw_falls_by_population_and_never_where_there_is_none() -> None:
    population = np.ones((1, 4, 1)) * np.array([0.0, 1.0, 3.0, 0.0])[:, np.newaxis]
    cases = np.array([[[0], [5], [7], [0]]])
    counts = np.zeros((4, 1, 1, 2_000), np.uint32)
    draw_into(draw(cases, population, np.arange(4, dtype=np.int32), 0), 3, np.arange(2_000), counts)
    drawn = counts[:, 0, 0]
    assert (drawn.sum(axis=0) == 12).all()
    assert drawn[[0, 3]].sum() == 0
    assert chisquare(drawn[1:3].sum(axis=1), [6_000, 18_000]).pvalue > 0.001


def test_a_draw_before_the_first_window_is_not_counted() -> None:
    population, cases = np.ones((1, 2, 4)), np.full((1, 2, 4), 100)
    counts = np.zeros((2, 1, 1, 16), np.uint32)
    draw_into(draw(cases, population, np.arange(2, dtype=np.int32), 3), 3, np.arange(16), counts)
    # 800 cases over 4 steps: 200 in the last, standard deviation sqrt(800 x 1/4 x 3/4) = 12.2.
    assert np.abs(counts.sum(axis=(0, 1, 2)).astype(int) - 200).max() < 5 * 12.3


@pytest.mark.parametrize("ends", [1, 5])
def test_windows_in_lanes_are_the_sums_of_their_steps(ends: int) -> None:
    spans = windows(5, 3, ends)
    first_step = int(spans.first.min())
    steps = np.zeros((6, 2, 5 - first_step, 32), np.uint16)
    shuffle_into(shuffle(CASES, PLACE, first_step), 7, np.arange(32), steps)
    sums = np.zeros((6, 2, len(spans.first), 8), np.uint64)
    sum_windows(steps.view(np.uint64), spans, first_step, sums)
    worlds = shuffled(32)
    assert (sums.view(np.uint16).transpose(3, 1, 0, 2) == sums_by_window(worlds, spans)).all()


@pytest.mark.parametrize("bound", [1, 2, 7, 1_000])
def test_numbers_below_a_bound_come_equally_often(bound: int) -> None:
    state = stream_start(1, 2, 3)
    seen = np.zeros(bound)
    for _ in range(20_000):
        state, value = below(np.uint64(state), bound)
        seen[value] += 1
    assert seen.sum() == 20_000
    assert bound == 1 or chisquare(seen).pvalue > 0.001


def test_fractions_lie_from_0_to_1_and_average_a_half() -> None:
    state, values = stream_start(1, 2, 3), []
    for _ in range(20_000):
        state, value = fraction(np.uint64(state))
        values.append(value)
    assert 0 <= min(values) < max(values) < 1
    # Standard error 1 / sqrt(12 x 20,000) = 0.002.
    assert abs(np.mean(values) - 0.5) < 0.01


def test_streams_of_other_seeds_replicates_and_data_begin_elsewhere() -> None:
    starts = {int(stream_start(*address)) for address in np.ndindex(20, 20, 20)}
    assert len(starts) == 20**3
