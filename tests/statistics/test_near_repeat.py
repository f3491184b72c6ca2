from __future__ import annotations

import numpy as np
import pytest

from geo_csp.statistics.near_repeat import near_repeats

SETTINGS = {"band_m": 100.0, "distance_bands": 2, "band_days": 7, "day_bands": 2}


def table(places, days, **settings):
    x, y = np.array(places, dtype=float).T
    return near_repeats(x, y, np.array(days), **{"replications": 19, **SETTINGS, **settings})


@pytest.mark.parametrize(
    ("place", "row"),
    [
        ((0.0, 0.0), 0),
        ((0.0005, 0.0), 0),  # under a millimetre is the same place
        ((0.002, 0.0), 1),
        ((99.0, 0.0), 1),
        ((100.0, 0.0), 2),  # a band holds its lower edge
        ((60.0, 60.0), 2),  # 120 by Manhattan, 85 as the crow flies
        ((100.0, 99.0), 2),
        ((100.0, 100.0), 3),
        ((-5000.0, 0.0), 3),
    ],
)
def test_a_pair_stands_in_its_band_of_distance(place, row):
    assert table([(0, 0), place], [0, 0]).observed[row].tolist() == [1, 0, 0]


@pytest.mark.parametrize(("day", "column"), [(0, 0), (6, 0), (7, 1), (-13, 1), (14, 2), (900, 2)])
def test_a_pair_stands_in_its_band_of_days(day, column):
    observed = table([(0, 0), (0, 0)], [0, day]).observed
    assert np.flatnonzero(observed.sum(axis=0)).tolist() == [column]


def test_all_pairs_are_counted_and_their_margins_expected():
    random = np.random.default_rng(6)
    found = table(random.normal(0, 150, (60, 2)), random.integers(0, 40, 60))
    assert found.observed.sum() == 60 * 59 // 2
    assert found.expected.sum(axis=0) == pytest.approx(found.observed.sum(axis=0))
    assert found.expected.sum(axis=1) == pytest.approx(found.observed.sum(axis=1))


def test_expected_is_the_mean_over_every_order_of_the_days():
    from itertools import permutations

    places, days = [(0, 0), (0, 0), (50, 0), (150, 0), (900, 0)], [0, 1, 8, 9, 30]
    orders = [table(places, order, replications=0).observed for order in permutations(days)]
    assert table(places, days).expected == pytest.approx(np.mean(orders, axis=0))


def test_repeats_of_the_same_week_are_told_from_chance():
    random = np.random.default_rng(9)
    first, day = random.uniform(0, 20_000, (80, 2)), random.integers(0, 360, 80)
    again = np.concatenate([first, first[:20]])
    found = table(again, np.concatenate([day, day[:20] + 3]), replications=199)
    assert found.observed[0, 0] == 20
    assert found.p[0, 0] == 1 / 200
    assert found.ratio[0, 0] > 10


def test_the_same_seed_gives_the_same_p():
    random = np.random.default_rng(1)
    places, days = random.normal(0, 100, (30, 2)), random.integers(0, 30, 30)
    again = table(places, days)
    assert table(places, days).p.tolist() == again.p.tolist()
    assert table(places, days, seed=2).p.tolist() != again.p.tolist()


@pytest.mark.parametrize("number", [0, 1])
def test_without_a_pair_nothing_is_seen_or_expected(number):
    nowhere = np.zeros(number)
    found = near_repeats(nowhere, nowhere, np.zeros(number, dtype=np.int64), replications=9)
    assert found.observed.sum() == found.expected.sum() == found.ratio.sum() == 0
    assert (found.p == 1).all()
