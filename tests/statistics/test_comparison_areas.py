"""Comparison areas: one test for each rule, on either side of it."""

from __future__ import annotations

import numpy as np
import pytest

from geo_csp.statistics.comparison_areas import choose_comparison_areas


def _choose(before, touches=None, **rest):
    before = np.asarray(before)
    none = np.zeros(len(before), dtype=bool)
    return choose_comparison_areas(before, 0, none if touches is None else touches, **rest)


def test_the_area_itself_and_those_that_touch_it_are_never_chosen():
    found = _choose([[50, 50]] * 4, touches=[False, True, False, False])
    assert found.chosen.tolist() == [2, 3]
    assert found.is_free.tolist() == [False, False, True, True]


def test_an_area_with_an_action_of_its_own_is_left_out():
    assert _choose([[50, 50]] * 3, excluded=[False, True, False]).chosen.tolist() == [2]


def test_similar_level_is_one_standard_error_of_the_difference():
    # 100 against 114 or 116: sqrt(214) = 14.6, sqrt(216) = 14.7.
    found = _choose([[50, 50], [57, 57], [58, 58]])
    assert found.chosen.tolist() == [1]
    assert found.level_apart.tolist() == pytest.approx([0, 14 / 214**0.5, 16 / 216**0.5])


def test_similar_trend_is_one_standard_error_too():
    # Totals alike; sqrt(200) = 14.1; rises of 14 and of 16.
    found = _choose([[50, 50], [43, 57], [42, 58]])
    assert found.chosen.tolist() == [1]
    assert found.trend_apart[1:].tolist() == pytest.approx([14 / 200**0.5, 16 / 200**0.5])


def test_the_nearest_come_first_and_equals_in_row_order():
    found = _choose([[50, 50], [54, 54], [51, 51], [51, 51], [49, 49]], wanted=3)
    # Distances 8^2/208, 2^2/202 twice, 2^2/198.
    assert found.chosen.tolist() == [2, 3, 4]


def test_none_is_an_answer():
    assert _choose([[50, 50], [5, 5]]).chosen.size == 0


def test_dispersion_widens_the_rules():
    assert _choose([[50, 50], [58, 58]], dispersion=2.0).chosen.tolist() == [1]


def test_halves_must_be_of_one_length():
    with pytest.raises(ValueError, match="even number of periods is needed, got 3"):
        _choose([[1, 2, 3]] * 3)
