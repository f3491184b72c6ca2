"""Ranks that know how little the counts can tell."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.rank_coverage import covered, true_rates
from geo_csp.statistics.rank_intervals import rank_intervals


def _ranked(counts, weights=(1.0,), seed=1, **rest):
    return rank_intervals(counts, weights, np.random.default_rng(seed), **rest)


def test_equal_scores_share_the_best_rank():
    found = _ranked([[3, 1], [5, 0], [2, 3], [1, 0]], weights=(1.0, 2.0))
    # Scores 3 + 2, 5, 2 + 6, 1.
    assert found.scores.tolist() == [5, 5, 8, 1]
    assert found.ranks.tolist() == [2, 2, 1, 4]
    assert found.is_tied.tolist() == [True, True, False, False]


def test_scores_that_differ_by_rounding_only_are_tied():
    found = _ranked([[1], [1]], weights=(0.1,), fixed=[0.2, 0.1 + 0.1])
    assert found.is_tied.all()


def test_what_is_far_apart_is_told_apart_and_what_is_near_is_not():
    found = _ranked([[400], [100], [95], [10]])
    assert found.lowest.tolist() == [1, 2, 2, 4]
    assert found.highest.tolist() == [1, 3, 3, 4]


def test_a_rank_lies_in_its_own_interval():
    chance = np.random.default_rng(9)
    found = _ranked(chance.poisson(4, (40, 3)), weights=(1.0, 4.0, 10.0))
    assert np.all((found.lowest <= found.ranks) & (found.ranks <= found.highest))


def test_a_fixed_part_moves_the_score_and_is_taken_as_certain():
    found = _ranked([[4], [4]], fixed=[100.0, 0.0])
    assert (found.ranks.tolist(), found.highest.tolist()) == ([1, 2], [1, 2])


def test_weights_of_nothing_leave_the_fixed_part_alone():
    assert _ranked([[4], [9]], weights=(0.0,), fixed=[1.0, 1.0]).highest.tolist() == [2, 2]


def test_the_same_seed_gives_the_same_intervals():
    counts = np.random.default_rng(2).poisson(6, (20, 2))
    first, second = (_ranked(counts, weights=(1.0, 3.0), seed=4) for _ in range(2))
    assert first.lowest.tolist() == second.lowest.tolist()


@pytest.mark.parametrize("kind", ["alike", "three hot", "mixed", "by level"])
def test_intervals_hold_the_rank_by_expected_score(kind):
    """35 of 40 months for each of the ten lines (175 of 200: benchmarks/rank_coverage.py)."""
    chance = np.random.default_rng(12)
    lines, _, _, width = covered(chance, true_rates(chance, kind, 30, 5), months=40, draws=200)
    assert lines.min() >= 35
    # Saying "any rank" always would cover too; only places that are alike deserve it.
    assert width < 29 if kind == "alike" else width < 20
