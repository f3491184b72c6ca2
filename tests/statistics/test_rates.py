"""Counts with their intervals."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from geo_csp.statistics.rates import byar_limits, count_limits, exact_limits, rates


def _golden_rows(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def test_rates_and_limits_equal_those_of_public_health_england(shared_data):
    """rates_exact_byars.csv: test data of PHEindicatormethods, 95 % and 99.8 %."""
    rows = _golden_rows(shared_data / "reference/golden/rates_exact_byars.csv")
    known = [row for row in rows if row["Numerator"] and row["Denominator"]]
    assert len(known) == 17
    for confidence, name in ((0.95, "95_0cl"), (0.998, "99_8cl")):
        for row in known:
            found = rates(
                float(row["Numerator"]),
                float(row["Denominator"]),
                per=float(row["multiplier"]),
                confidence=confidence,
            )
            expected = [float(row[c]) for c in ("value", f"lower{name}", f"upper{name}")]
            assert [float(f) for f in found] == pytest.approx(expected, rel=1e-9)


def test_byar_limits_equal_those_of_public_health_england_from_one_event_on(shared_data):
    rows = _golden_rows(shared_data / "reference/golden/byars_wilson_limits.csv")
    byars = [row for row in rows if row["method"] == "Byars" and row["confidence"] == "95%"]
    assert byars
    for row in byars:
        lower, upper = byar_limits(float(row["x"]))
        expected = [float(row["lowercl"]), float(row["uppercl"])]
        assert [float(lower), float(upper)] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("count", [0, 1, 4, 9])
def test_exact_limits_leave_two_and_a_half_percent_on_either_side(count):
    lower, upper = exact_limits(count)
    assert stats.poisson.cdf(count, upper) == pytest.approx(0.025)
    at_lower = stats.poisson.sf(count - 1, lower)
    assert at_lower == pytest.approx(0.025 if count else 1.0)


def test_the_method_changes_at_ten_events():
    nine, ten = count_limits(9), count_limits(10)
    assert [float(limit) for limit in nine] == [float(limit) for limit in exact_limits(9)]
    assert [float(limit) for limit in ten] == [float(limit) for limit in byar_limits(10)]


def test_no_events_have_a_rate_of_zero_with_an_upper_limit():
    rate, lower, upper = rates(0, 1000)
    assert (float(rate), float(lower)) == (0, 0)
    assert float(upper) == pytest.approx(-np.log(0.025))  # P(0) = exp(-mean) = 2.5 %


@pytest.mark.parametrize("exposure", [np.nan, 0.0])
def test_unknown_residents_give_no_rate_and_no_warning(exposure):
    assert np.isnan(rates([3, 30], exposure)).all()


@given(st.lists(st.integers(0, 100_000), min_size=1), st.floats(0.01, 1e7))
def test_limits_lie_on_either_side_of_the_rate(counts, exposure):
    rate, lower, upper = rates(counts, exposure)
    assert (lower <= rate).all()
    assert (rate < upper).all()
    assert (lower >= 0).all()
