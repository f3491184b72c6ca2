"""The seasonal pattern."""

from __future__ import annotations

import numpy as np
import pytest

from geo_csp.statistics.seasonal import seasonal_pattern

THREE_YEARS = np.tile(np.arange(1, 13), 3)


def test_a_month_with_twice_the_events_stands_at_its_share():
    counts = np.where(THREE_YEARS == 7, 40, 20)
    found = seasonal_pattern(counts, THREE_YEARS)
    # 12 months, one of them double: 40 / (260 / 12).
    assert found.index[6] == pytest.approx(40 * 12 / 260)
    assert found.index.mean() == pytest.approx(1)
    assert found.lower[6] > 1
    assert found.p < 0.001


def test_months_that_were_seen_more_often_do_not_look_higher():
    months = np.r_[THREE_YEARS, 1, 2, 3]
    found = seasonal_pattern(np.full(39, 10), months)
    assert found.index.tolist() == pytest.approx([1.0] * 12)
    assert found.p == pytest.approx(1)


def test_a_month_never_seen_has_no_index():
    found = seasonal_pattern([5, 6, 7], [1, 2, 3])
    assert np.isnan(found.index[3:]).all()
    assert not np.isnan(found.upper[:3]).any()


def test_no_events_have_no_pattern():
    found = seasonal_pattern(np.zeros(36), THREE_YEARS)
    assert np.isnan(found.index).all()
    assert np.isnan(found.p)


def test_without_a_season_one_series_in_twenty_seems_to_have_one():
    chance = np.random.default_rng(3)
    found = seasonal_pattern(chance.poisson(8, (4000, 36)), THREE_YEARS)
    # Standard error of a share of 5 % in 4,000: 0.35 points.
    assert np.mean(found.p < 0.05) == pytest.approx(0.05, abs=0.014)
    assert np.mean((found.lower <= 1) & (found.upper >= 1)) == pytest.approx(0.95, abs=0.01)


def test_dispersed_series_need_their_dispersion():
    chance = np.random.default_rng(3)
    counts = chance.negative_binomial(20, 0.5, (4000, 36))
    plain = seasonal_pattern(counts, THREE_YEARS)
    allowed = seasonal_pattern(counts, THREE_YEARS, dispersion=np.full(4000, 2.0))
    assert np.mean(plain.p < 0.05) > 0.5
    assert np.mean(allowed.p < 0.05) == pytest.approx(0.05, abs=0.02)
