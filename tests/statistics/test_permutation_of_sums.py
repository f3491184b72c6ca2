from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pytest
from scipy import stats

from geo_csp.statistics.permutation_of_sums import at_least, at_most, sums_of_draws

TABLE = np.array([[0, 0, 1], [0, 2, 0], [5, 1, 0], [0, 1, 3]])


@pytest.mark.parametrize("draws", [1, 2, 5, 11, 12])
def test_every_way_to_draw_from_a_small_table_is_counted(draws):
    sums = np.array([sum(chosen) for chosen in combinations(TABLE.ravel().tolist(), draws)])
    probability = sums_of_draws(TABLE, 12)
    for s in range(probability.shape[1]):
        assert at_least(probability)[draws, s] == pytest.approx(max((sums >= s).mean(), 2.3e-308))
        assert at_most(probability)[draws, s] == pytest.approx(max((sums <= s).mean(), 2.3e-308))


def test_the_far_tail_keeps_its_digits():
    # 14 ones among 360,000 cells: all of them in one draw of 14 has one way in C(360000, 14).
    table = np.zeros(360_000, dtype=np.int64)
    table[:14] = 1
    tail = at_least(sums_of_draws(table, 14))[14]
    assert tail[14] == pytest.approx(1 / comb(360_000, 14), rel=1e-11)
    hypergeometric = stats.hypergeom(360_000, 14, 14)
    assert tail[1:5] == pytest.approx(hypergeometric.sf(np.arange(4)), rel=1e-9)


def test_on_a_large_table_it_is_the_convolution_of_the_histogram():
    table = np.random.default_rng(4).poisson(0.05, 360_000)
    histogram = np.bincount(table) / table.size
    convolved = np.ones(1)
    for _ in range(14):
        convolved = np.convolve(convolved, histogram)
    drawn = at_least(sums_of_draws(table, 14))[14]
    with_replacement = np.cumsum(convolved[::-1])[::-1]
    # Within 0.2 % down to a p of 1e-6: drawing without replacement is the shuffle's own law.
    decides = with_replacement[: drawn.size] > 1e-6
    assert drawn[decides] == pytest.approx(with_replacement[: drawn.size][decides], rel=2e-3)


def test_no_probability_is_quite_nought():
    table = np.array([9] + [0] * 99_999)
    assert at_least(sums_of_draws(table, 30)).min() > 0
    assert at_most(sums_of_draws(table, 30)).min() > 0


def test_a_table_of_noughts_has_one_sum():
    assert sums_of_draws(np.zeros((3, 3), dtype=np.int64), 4).tolist() == [[1.0]] * 5
