from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from geo_csp.statistics.prediction_accuracy import accuracy_at, accuracy_curve, mean_over_steps

ONE_KM2 = np.ones(4)
NONE_BEFORE = np.zeros(4, dtype=bool)


def at(observed, predicted, area=ONE_KM2, at_km2=1.0, before=NONE_BEFORE):
    observed, predicted = np.array(observed, dtype=float), np.array(predicted, dtype=float)
    return accuracy_at(observed, predicted, area, at_km2, before)


def test_the_hit_rate_is_the_share_in_the_cells_foreseen():
    # The cell foreseen holds 3 of 3 + 5 + 2; the best one 5.
    accuracy = at([3, 5, 2, 0], [9, 1, 1, 0])
    assert accuracy.hit_rate == pytest.approx(3 / 10)
    assert accuracy.efficiency == pytest.approx(3 / 5)
    assert accuracy.reliability == pytest.approx(9 / 3)
    # One of the three km2 that held anything; the fourth cell never did.
    assert accuracy.index == pytest.approx((3 / 10) / (1 / 3))


def test_a_cell_occupied_before_counts_in_the_area():
    accuracy = at([3, 5, 2, 0], [9, 1, 1, 0], before=np.array([False, False, False, True]))
    assert accuracy.index == pytest.approx((3 / 10) / (1 / 4))


def test_equal_cells_share_what_is_left_of_the_area():
    # 2 km2: the first cell, and a third of each of the three that tie.
    assert at([4, 3, 0, 0], [5, 1, 1, 1], at_km2=2.0).hit_rate == pytest.approx((4 + 3 / 3) / 7)


def test_the_order_of_the_cells_does_not_matter():
    observed, predicted = np.array([4, 3, 0, 1]), np.array([5, 1, 1, 1])
    turned = at(observed[::-1], predicted[::-1], at_km2=2.0)
    assert turned == at(observed, predicted, at_km2=2.0)


def test_a_part_of_a_cell_fills_the_area():
    # Cells of 1, 2, 1 and 1 km2 by density 4, 3, 1, 0: 2 km2 hold the first and half the second.
    accuracy = at([4, 6, 1, 0], [4, 6, 1, 0], area=np.array([1.0, 2, 1, 1]), at_km2=2.0)
    assert accuracy.hit_rate == pytest.approx((4 + 6 / 2) / 11)
    assert accuracy.efficiency == 1


def test_a_month_without_incidents_judges_no_ranking():
    assert at([0, 0, 0, 0], [1, 2, 3, 4]) is None


def test_a_ranking_that_misses_everything_has_an_answer():
    accuracy = at([0, 0, 0, 7], [3, 2, 1, 0])
    assert (accuracy.hit_rate, accuracy.efficiency, accuracy.index) == (0, 0, 0)
    assert accuracy.reliability is None


def test_less_than_one_incident_says_nothing_of_reliability():
    # All four tie, so a quarter of each is chosen, and with it a quarter of the incident.
    assert at([0, 1, 0, 0], [2, 2, 2, 2]).hit_rate == pytest.approx(1 / 4)
    assert at([0, 1, 0, 0], [2, 2, 2, 2]).reliability is None
    assert at([0, 4, 0, 0], [2, 2, 2, 2]).reliability == pytest.approx(2 / (4 / 4))


def test_an_area_larger_than_the_county_holds_everything():
    accuracy = at([1, 2, 3, 4], [4, 3, 2, 1], at_km2=99.0)
    assert (accuracy.hit_rate, accuracy.efficiency) == (1, 1)


def test_the_curve_is_infinite_until_something_is_found():
    curve = accuracy_curve(np.array([0.0, 2.0]), np.array([3.0, 1.0]), np.ones(2))
    assert curve.reliability.tolist() == [np.inf, 2.0]
    assert curve.efficiency.tolist() == [0.0, 1.0]


def test_the_interval_over_steps_is_students():
    values = [0.2, 0.35, 0.3, 0.5]
    lower, upper = stats.t.interval(0.95, 3, np.mean(values), stats.sem(values))
    found = mean_over_steps(values)
    assert (found.mean, found.lower, found.upper) == pytest.approx((0.3375, lower, upper))
    assert found.steps == 4


def test_one_step_has_no_interval_and_none_no_mean():
    assert mean_over_steps([0.4]).lower is None
    assert mean_over_steps([]) is None
    assert mean_over_steps([0.0, 0.01]).lower == 0
