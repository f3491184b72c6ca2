from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_csp.statistics.scan_neighbours import Neighbours, nearest_first
from tests.statistics.plain_scan import plain_neighbours


def lists(neighbours: Neighbours) -> list[list[int]]:
    parts = np.split(neighbours.order, neighbours.first[1:-1])
    return [part.tolist() for part in parts]


def test_at_equal_distance_the_lesser_coordinate_comes_first() -> None:
    #         centre  north  east   south   west
    x = np.array([0.0, 0.0, 1.0, 0.0, -1.0])
    y = np.array([0.0, 1.0, 0.0, -1.0, 0.0])
    assert nearest_first(x, y).nearest(0, 5).tolist() == [0, 4, 3, 1, 2]


def test_a_neighbour_at_the_radius_counts_and_one_beyond_does_not() -> None:
    near = nearest_first([0.0, 3.0, 3.0], [0.0, 4.0, 4.001], radius=5.0)
    assert lists(near)[0] == [0, 1]


def test_points_at_one_coordinate_are_taken_one_at_a_time() -> None:
    near = nearest_first([7.0, 7.0], [7.0, 7.0], radius=0.0)
    assert lists(near) == [[0, 1], [0, 1]]


def test_at_most_keeps_the_nearest() -> None:
    near = nearest_first([0.0, 9.0, 2.0, 1.0], np.zeros(4), at_most=2)
    assert lists(near) == [[0, 3], [1, 2], [2, 3], [3, 0]]


def test_no_points_have_no_neighbours() -> None:
    near = nearest_first([], [])
    assert (near.locations, len(near.order)) == (0, 0)


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20),
    st.floats(0, 6),
)
def test_neighbours_are_those_of_a_plain_sort(points, radius: float) -> None:
    near = nearest_first(*np.array(points, dtype=float).T, radius=radius)
    assert lists(near) == plain_neighbours(points, radius)


def test_threads_change_nothing() -> None:
    x, y = np.random.default_rng(1).uniform(0, 1_000, (2, 700))
    one = nearest_first(x, y, radius=200)
    two = nearest_first(x, y, radius=200, threads=2)
    assert (one.order == two.order).all()
    assert (one.first == two.first).all()


@pytest.mark.parametrize(
    ("x", "y", "more"),
    [
        ([0.0, 1.0], [0.0], {}),
        ([0.0, np.nan], [0.0, 0.0], {}),
        ([0.0], [0.0], {"radius": -1.0}),
        ([0.0], [0.0], {"at_most": 0}),
    ],
)
def test_coordinates_and_limits_that_make_no_sense_are_refused(x, y, more) -> None:
    with pytest.raises(ValueError, match=r"x and y|radius"):
        nearest_first(x, y, **more)
