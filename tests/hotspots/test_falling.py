"""Falls are told by the exact law of a count when the months are dealt out anew."""

from __future__ import annotations

import itertools
from math import comb

import numpy as np
import pytest

from geo_csp.hotspots.falling import chance_of_last, falls


def test_the_expected_count_and_p_are_those_of_the_shuffled_months() -> None:
    # One area of 30 areas falls to nothing in the last of 6 months.
    counts = np.full((30, 6), 5)
    counts[3, -1] = 0
    (fall,) = falls(counts, longest_window=1, rate=0.5)
    whole, month, own = 30 * 30 - 5, 29 * 5, 25
    assert (fall.area, fall.first_step, fall.observed) == (3, 5, 0)
    assert fall.expected == pytest.approx(own * month / whole)
    # None of its 25 among the month's 145 of 895; the least of 30 p values, by Benjamini-Hochberg.
    p = comb(whole - own, month) / comb(whole, month)
    assert fall.p == pytest.approx(30 * p)


def test_p_is_that_of_every_way_to_deal_the_months() -> None:
    """Three areas, two months, six incidents: all orders counted one by one."""
    counts = np.array([[2, 0], [1, 1], [0, 2]])
    months = [0, 0, 0, 1, 1, 1]
    ways = list(itertools.permutations(months))
    as_few = sum(way[0] + way[1] == 0 for way in ways) / len(ways)
    found = {fall.area: fall.p for fall in falls(counts, longest_window=1, rate=1.0)}
    assert found[0] == pytest.approx(min(3 * as_few, 1.0))


def test_a_steady_area_does_not_fall() -> None:
    assert falls(np.full((30, 12), 5), longest_window=6) == ()


def test_nothing_falls_where_there_was_nothing() -> None:
    assert falls(np.zeros((5, 12), int), longest_window=6) == ()
    assert falls(np.ones((5, 1), int), longest_window=6) == ()
    assert falls(np.zeros((0, 12), int), longest_window=6) == ()


def test_by_chance_alone_falls_are_rare() -> None:
    """At a rate of 5 % any fall at all comes in 5 % of counties without one."""
    rng = np.random.default_rng(1)
    with_any = sum(bool(falls(rng.poisson(2.0, (200, 24)), 6)) for _ in range(200))
    # 10 expected; 4 standard errors above are 22.
    assert with_any <= 22


def test_the_last_month_alone_is_held_to_the_level_of_its_own_place() -> None:
    # 10 of 40 incidents, none of them among the 20 of the last month: all 20 are of the other 30.
    chance = chance_of_last(np.array([10, 0]), np.array([20, 20]))
    assert chance == pytest.approx(comb(30, 20) / comb(40, 20))
