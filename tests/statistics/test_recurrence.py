from __future__ import annotations

import math

import numpy as np
import pytest

from geo_csp.statistics.recurrence import (
    gumbel_p,
    gumbel_quantile,
    rank_p,
    recurrence_interval,
)

DAYS_A_MONTH = 30.44


def test_p_by_rank_counts_ties_against_the_cluster() -> None:
    maxima = np.array([1.0, 2.0, 3.0, 4.0])
    assert rank_p(3.0, maxima) == (1 + 2) / (4 + 1)
    assert rank_p(9.0, maxima) == 1 / 5
    assert rank_p(0.5, maxima) == 1.0


def test_gumbel_p_is_the_published_formula() -> None:
    maxima = np.array([4.0, 5.0, 6.0, 9.0])
    # Mean 6, population variance (4 + 1 + 0 + 9) / 4.
    beta = math.sqrt(14 / 4) * math.sqrt(6) / math.pi
    location = 6 - 0.5772 * beta
    expected = 1 - math.exp(-math.exp(-(10 - location) / beta))
    assert gumbel_p(10.0, maxima) == pytest.approx(expected, rel=1e-4)


def test_gumbel_p_finds_the_tail_of_a_gumbel_sample() -> None:
    maxima = np.random.default_rng(1).gumbel(5.0, 0.8, 200_000)
    for p in (0.5, 0.05, 0.001, 1e-5):
        statistic = 5.0 - 0.8 * math.log(-math.log1p(-p))
        assert gumbel_p(statistic, maxima) == pytest.approx(p, rel=0.1)
        assert gumbel_quantile(1 - p, maxima) == pytest.approx(statistic, rel=0.01)


def test_gumbel_p_of_maxima_that_do_not_vary_is_the_rank() -> None:
    assert gumbel_p(1.0, np.zeros(9)) == rank_p(1.0, np.zeros(9)) == 1 / 10
    assert gumbel_p(0.0, np.zeros(9)) == 1.0


def test_gumbel_p_far_below_and_far_above_the_maxima_is_a_number() -> None:
    maxima = np.array([5.0, 5.001, 5.002])
    assert gumbel_p(0.0, maxima) == 1.0
    assert 0.0 <= gumbel_p(1e6, maxima) < 1e-300


# (p, what SaTScan prints): tests/peers/satscan_herefordshire
@pytest.mark.parametrize(("p", "days"), [(0.097, 314), (0.618, 49), (0.700, 43), (0.985, 31)])
def test_the_recurrence_interval_is_what_satscan_prints(p: float, days: int) -> None:
    assert round(recurrence_interval(p, step=DAYS_A_MONTH)) == days


def test_the_recurrence_interval_of_an_adjusted_p_is_that_of_one_analysis() -> None:
    # Four analyses of p = 0.01 each: 1 - 0.99^4 together.
    together = 1 - 0.99**4
    assert recurrence_interval(together, earlier_analyses=3) == pytest.approx(100)
    assert recurrence_interval(1.0, earlier_analyses=3) == 1.0


@pytest.mark.parametrize("p", [0.0, -0.1, 1.1, math.nan])
def test_a_p_that_is_none_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="p lies above 0"):
        recurrence_interval(p)
