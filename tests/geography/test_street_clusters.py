from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import pdist

from geo_csp.geography.street_clusters import KNOT_M, WIDEST_M, street_clusters


def around(easting, northing, number, spread_m, seed=1):
    random = np.random.default_rng(seed)
    return random.normal((easting, northing), spread_m, (number, 2))


def widest(points, cluster):
    members = [points[cluster == number] for number in np.unique(cluster)]
    return max((pdist(m).max() for m in members if len(m) > 1), default=0.0)


def test_points_that_lie_together_are_one_place_and_a_lone_one_its_own():
    points = np.concatenate(
        [around(0, 0, 8, 60), around(3_000, 0, 8, 60, seed=2), [[9_000.0, 9_000.0]]]
    )
    cluster = street_clusters(points)
    assert len(set(cluster[:8])) == 1
    assert len(set(cluster[8:16])) == 1
    assert len({cluster[0], cluster[8], cluster[16]}) == 3


@pytest.mark.parametrize("spread_m", [200, 1_000, 20_000])
def test_no_place_is_wider_than_a_street(spread_m):
    points = around(0, 0, 1_500, spread_m)
    # The limit holds between knots; a point may lie a knot's diagonal from its middle.
    assert widest(points, street_clusters(points)) <= WIDEST_M + 2 * KNOT_M * 2**0.5


def test_a_row_of_houses_is_not_cut_into_houses():
    houses = np.column_stack([np.arange(0, 240, 12.0), np.tile([0.0, 9.0], 10)])
    street = houses + np.array([10.0, 10.0])
    far = around(5_000, 5_000, 20, 60)
    assert len(set(street_clusters(np.concatenate([street, far]))[:20])) == 1


def test_the_order_of_points_does_not_matter():
    points = around(0, 0, 300, 800)
    order = np.random.default_rng(3).permutation(300)
    cluster, moved = street_clusters(points), street_clusters(points[order])
    pairs = set(zip(cluster[order].tolist(), moved.tolist(), strict=True))
    assert len(pairs) == len(np.unique(cluster)) == len(np.unique(moved))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_few_points_have_an_answer(number):
    assert len(street_clusters(around(0, 0, number, 1_000))) == number


def test_numbers_run_from_nought():
    cluster = street_clusters(around(0, 0, 200, 900))
    assert np.unique(cluster).tolist() == list(range(cluster.max() + 1))
