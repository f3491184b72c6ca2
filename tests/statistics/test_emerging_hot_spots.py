from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from geo_csp.errors import GeoCspError
from geo_csp.statistics.emerging_categories import CATEGORIES
from geo_csp.statistics.emerging_hot_spots import emerging_hot_spots

CELLS, STEPS = 400, 12
LINE = sparse.diags_array(
    [np.ones(CELLS - 1), np.ones(CELLS - 1)], offsets=[1, -1], dtype=np.int8
).tocsr()


def words(result, cell):
    return CATEGORIES[result.category[cell]]


def test_a_place_always_busy_persists_and_one_busy_at_last_is_new():
    counts = np.random.default_rng(8).poisson(0.05, (CELLS, STEPS))
    counts[100] = 8
    counts[299:302, -1] = 8
    result = emerging_hot_spots(counts, LINE)
    assert words(result, 100) == "persistent hotspot"
    assert words(result, 300) == "new hotspot"
    assert words(result, 200) == "none"


def test_the_cold_side_is_found_only_where_it_is_asked_for():
    counts = np.random.default_rng(8).poisson(20.0, (CELLS, STEPS))
    counts[100:103] = 2
    assert words(emerging_hot_spots(counts, LINE, with_cold=True), 101).endswith("cold spot")
    assert words(emerging_hot_spots(counts, LINE), 101) == "none"


@pytest.mark.parametrize(
    "counts",
    [
        np.zeros((CELLS, STEPS), dtype=np.int64),
        np.eye(CELLS, STEPS, dtype=np.int64),  # twelve incidents
        np.where(np.arange(CELLS) == 7, 1000, 0)[:, np.newaxis] * np.ones(STEPS, dtype=np.int64),
    ],
    ids=["all zero", "twelve incidents", "everything at one place"],
)
@pytest.mark.parametrize("with_cold", [False, True])
def test_odd_cubes_have_an_answer(counts, with_cold):
    result = emerging_hot_spots(counts, LINE, with_cold=with_cold)
    assert np.isfinite(result.gi_star.z).all()
    assert np.isfinite(result.trend.p).all()
    # The first step leans on half as many counts, and so may miss what the others show.
    assert result.hot[7, 1:].all() == (counts.max() == 1000)


def test_one_cell_has_an_answer():
    alone = sparse.csr_array((1, 1), dtype=np.int8)
    result = emerging_hot_spots(np.arange(12)[np.newaxis], alone)
    assert words(result, 0) in CATEGORIES


def test_a_single_month_is_refused_in_words():
    with pytest.raises(GeoCspError, match="at least 10 steps"):
        emerging_hot_spots(np.ones((CELLS, 1), dtype=np.int64), LINE)
