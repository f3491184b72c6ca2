from __future__ import annotations

import numpy as np
import pytest

from geo_csp.errors import GeoCspError
from geo_csp.statistics.mann_kendall import mann_kendall, seasonal_mann_kendall


def test_many_series_at_once_are_as_each_alone():
    series = np.random.default_rng(3).poisson(1.0, (5, 4, 12))
    together = mann_kendall(series)
    assert together.z.shape == (5, 4)
    assert together.z[3, 2] == mann_kendall(series[3, 2]).z


def test_a_fall_is_a_rise_turned_round():
    series = np.random.default_rng(5).poisson(2.0, (50, 24))
    up, down = mann_kendall(series), mann_kendall(series[:, ::-1])
    assert np.array_equal(up.z, -down.z)
    assert np.array_equal(up.p, down.p)


def test_a_series_without_spread_has_no_trend():
    trend = mann_kendall(np.full((3, 12), 7.0))
    assert trend.z.tolist() == [0, 0, 0]
    assert trend.p.tolist() == [1, 1, 1]
    assert trend.direction().tolist() == [0, 0, 0]


def test_the_direction_is_told_only_where_it_is_significant():
    rising, even = np.arange(12), np.array([1, 2] * 6)
    assert mann_kendall([rising, -rising, even]).direction().tolist() == [1, -1, 0]


def test_missing_steps_are_left_out():
    whole = np.random.default_rng(2).normal(size=12)
    gapped = np.insert(whole, [3, 7], np.nan)
    assert mann_kendall(gapped) == mann_kendall(whole)


@pytest.mark.parametrize(("steps", "is_enough"), [(9, False), (10, True)])
def test_fewer_than_ten_steps_are_refused(steps, is_enough):
    if is_enough:
        assert mann_kendall(np.arange(steps)).z > 0
    else:
        with pytest.raises(GeoCspError, match="at least 10 steps, and there are 9"):
            mann_kendall(np.arange(steps))


def test_a_season_alone_is_no_seasonal_trend_but_a_trend_within_one_is():
    season = np.tile([1, 5, 9, 2], 6)
    rising = season + np.repeat(np.arange(6), 4)
    assert seasonal_mann_kendall(season, period=4).z == 0
    assert seasonal_mann_kendall(rising, period=4).direction() == 1


def test_the_seasons_are_summed():
    # Two seasons of 5: S = 10 + -2, each variance 5 x 4 x 15 / 18.
    first, second = [1, 2, 3, 4, 5], [3, 4, 5, 1, 2]
    trend = seasonal_mann_kendall(np.column_stack([first, second]).ravel(), period=2)
    assert trend.score == 10 + (2 + 1 + 1 - 6)
    assert trend.variance == pytest.approx(2 * 5 * 4 * 15 / 18)


def test_less_than_two_cycles_are_refused():
    with pytest.raises(GeoCspError, match="two cycles of 12 steps, and there are 23"):
        seasonal_mann_kendall(np.arange(23))
