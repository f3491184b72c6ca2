"""What could be seen at all, and what is said of it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.displacement_null import simulated_power
from geo_csp.statistics.detectable_fall import detectable_fall, power_of_test, verdict
from geo_csp.statistics.displacement_difference import net_change


@pytest.mark.parametrize("yearly", [20, 60, 200])
@pytest.mark.parametrize("areas", [1, 3, 5])
def test_the_stated_power_is_the_simulated_one(yearly, areas):
    """Within 5 points; 20,000 actions have a standard error of 0.35 points."""
    chance = np.random.default_rng(5)
    for fall in (0.1, 0.3, 0.5):
        stated = float(power_of_test(yearly, fall, [yearly] * areas))
        assert abs(simulated_power(chance, yearly, areas, fall, 20_000) - stated) < 0.05


def test_the_detectable_fall_is_found_with_the_stated_power():
    before = np.array([60.0, 200.0, 200.0])
    theirs = np.array([[60.0] * 5, [200.0] * 5, [180.0] * 5])
    fall = detectable_fall(before, theirs, dispersion=1.3, power=0.9)
    assert np.all((fall > 0) & (fall < 1))
    assert power_of_test(before, fall, theirs, dispersion=1.3) == pytest.approx(0.9)


def test_no_events_before_leave_nothing_to_detect():
    assert np.isinf(detectable_fall(0, [20]))


@pytest.mark.parametrize("areas", [1, 3, 5, 20, 1000])
def test_twenty_to_ten_beside_twenty_to_twenty_is_never_success(areas):
    theirs = [[20, 20]] * areas
    told = verdict(net_change([20, 10], theirs), detectable_fall(20, [20] * areas))
    assert np.isnan(told)


def test_what_the_counts_can_carry_is_said():
    """200 a year beside five areas as high: a fall of 26 % is seen with 80 % power."""
    theirs = [[200, 200]] * 5
    smallest = detectable_fall(200, [200] * 5)
    after = np.array([100, 190, 300])
    treated = np.stack([np.full(3, 200), after], axis=1)
    assert verdict(net_change(treated, [theirs] * 3), smallest).tolist() == [-1, 0, 1]


def test_the_action_that_worked_shows_an_interval_that_excludes_none():
    """The plant of the demonstration: 200 to 100 beside five areas of 200."""
    low, high = net_change([200, 100], [[200, 200]] * 5).limits(0.95)
    # -100 -/+ 1.96 sqrt(300 + 5 * 400 / 25)
    assert (float(low), float(high)) == pytest.approx((-138.2, -61.8), abs=0.05)


def test_the_ninety_percent_limits_exclude_none_exactly_where_a_change_is_told():
    treated = np.stack([np.full(200, 200), np.arange(100, 300)], axis=1)
    found = net_change(treated, np.full((200, 5, 2), 200))
    low, high = found.limits(0.90)
    told = verdict(found, detectable_fall(200, [200] * 5))
    assert (told != 0).tolist() == ((high < 0) | (low > 0)).tolist()
    assert set(told) == {-1, 0, 1}
