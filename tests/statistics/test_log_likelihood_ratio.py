from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_csp.statistics.log_likelihood_ratio import (
    expectations,
    fewest_cases_above,
    log_likelihood_ratio,
)


def test_the_ratio_is_the_published_formula() -> None:
    # SaTScan on New York: 100 cases where 58.28 are expected, 552 in all, ratio 14.083511.
    # The expectation to more digits: 552 x 111674 / 1057673 by the populations it prints.
    table = expectations(np.array([[552 * 111_674 / 1_057_673]]), np.array([552]))
    assert log_likelihood_ratio(100, 0, 0, table) == pytest.approx(14.0835, abs=1e-3)


def test_the_ratio_is_0_unless_there_are_more_cases_than_expected() -> None:
    table = expectations(np.array([[4.0, 0.0]]), np.array([10]))
    assert [log_likelihood_ratio(cases, 0, 0, table) for cases in (0, 3, 4)] == [0.0, 0.0, 0.0]
    assert log_likelihood_ratio(0, 0, 1, table) == 0.0


def test_all_cases_inside_leave_nothing_outside() -> None:
    table = expectations(np.array([[4.0]]), np.array([10]))
    assert log_likelihood_ratio(10, 0, 0, table) == pytest.approx(10 * math.log(10 / 4))


@settings(max_examples=200)
@given(
    st.lists(st.floats(0.01, 0.99), min_size=1, max_size=6),
    st.integers(1, 40),
    st.floats(0, 8),
    st.integers(1, 2),
)
def test_the_fewest_cases_above_a_level_are_just_enough(
    shares: list[float], total: int, level: float, minimum: int
) -> None:
    table = expectations(np.array([shares]).T * total, np.full(len(shares), total))
    fewest = fewest_cases_above(level, minimum, table)
    for row in range(len(shares)):
        enough = [
            cases
            for cases in range(minimum, total + 1)
            if log_likelihood_ratio(cases, row, 0, table) > level
        ]
        assert fewest[row, 0] == enough[0] if enough else fewest[row, 0] > total
