"""Shares with Wilson's limits."""

from __future__ import annotations

import numpy as np
import pytest

from geo_csp.statistics.proportion import wilson_limits


def test_limits_equal_those_of_public_health_england(golden_rows):
    """byars_wilson_limits.csv: test data of PHEindicatormethods, 95 % and 99.8 %."""
    rows = [row for row in golden_rows("byars_wilson_limits.csv") if row["method"] == "Wilson"]
    assert len(rows) == 6
    for row in rows:
        confidence = float(row["confidence"].rstrip("%")) / 100
        found = wilson_limits(float(row["x"]), float(row["n"]), confidence)
        expected = [float(row["lowercl"]), float(row["uppercl"])]
        assert [float(limit) for limit in found] == pytest.approx(expected, rel=1e-12)


def test_none_and_all_keep_their_end_of_the_scale():
    lower, upper = wilson_limits([0, 20], [20, 20])
    assert lower[0] == pytest.approx(0, abs=1e-15)
    assert upper[1] == pytest.approx(1)
    assert 0 < upper[0] < 0.2


def test_no_cases_have_no_share():
    assert np.isnan(wilson_limits(0, [0, np.nan])).all()
