"""The four words, held against an E-test that is added up pair by pair."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from geo_csp.trends.change import changes
from geo_csp.trends.trend import CHANGE, NOT_COMPARABLE, TOO_FEW_TO_TELL, Figure
from geo_csp.vocabulary import NO_EVIDENCE_OF_CHANGE


def words_of(pairs, scatter=1.0):
    now = [Figure(n) for n, _ in pairs]
    before = [Figure(b) for _, b in pairs]
    return changes(now, before, [scatter] * len(pairs))


def p_by_hand(k1, k2):
    """Both means are (k1 + k2) / 2; T = |x1 - x2| / sqrt(x1 + x2), the pooled rate's."""
    if not k1 + k2:
        return math.nan
    mean, seen = (k1 + k2) / 2, abs(k1 - k2) / math.sqrt(k1 + k2)
    chance = [math.exp(-mean + x * math.log(mean) - math.lgamma(x + 1)) for x in range(200)]
    return sum(
        chance[x] * chance[y]
        for x, y in itertools.product(range(200), repeat=2)
        if x + y and abs(x - y) / math.sqrt(x + y) >= seen - 1e-9
    )


PAIRS = [(0, 0), (3, 1), (9, 1), (12, 12), (30, 12), (20, 19), (24, 12), (40, 30), (60, 38)]


@pytest.mark.parametrize(("now", "before"), PAIRS)
def test_no_evidence_of_change_is_said_exactly_where_the_test_says_so(now, before):
    (found,) = words_of([(now, before)])
    p, total = p_by_hand(now, before), now + before
    doubling = p_by_hand(round(total * 2 / 3), round(total / 3)) if total % 3 == 0 else None
    if p < 0.05:
        assert (found.word, found.direction) == (CHANGE, "up")
    else:
        assert found.word in (NO_EVIDENCE_OF_CHANGE, TOO_FEW_TO_TELL)
        assert not found.direction
        if doubling is not None:
            is_told = found.word == NO_EVIDENCE_OF_CHANGE
            assert is_told == (doubling < 0.05)
    if total:
        assert found.p == pytest.approx(p, abs=1e-6)


def test_too_few_to_tell_ends_where_a_doubling_would_be_told():
    """24 against 12 has p 0.046, 22 against 11 has 0.056."""
    assert p_by_hand(24, 12) < 0.05 < p_by_hand(22, 11)
    assert [found.word for found in words_of([(16, 17), (18, 18)])] == [
        *(TOO_FEW_TO_TELL, NO_EVIDENCE_OF_CHANGE)
    ]


def test_a_figure_that_is_not_there_is_compared_with_nothing():
    missing, there = Figure(None, "no figures for May 2024"), Figure(40)
    found = changes([missing, there, there], [there, missing, there], [1.0] * 3)
    assert [each.word for each in found] == [NOT_COMPARABLE, NOT_COMPARABLE, NO_EVIDENCE_OF_CHANGE]
    assert found[0].p is None


def test_a_series_that_scatters_more_must_change_more():
    assert words_of([(60, 38)])[0].word == CHANGE
    assert words_of([(60, 38)], scatter=2.0)[0].word == NO_EVIDENCE_OF_CHANGE


def test_chance_alone_is_called_change_at_most_about_one_time_in_twenty():
    """4,000 pairs of one mean; four standard errors are 0.014."""
    rng = np.random.default_rng(8)
    for mean in (4, 30, 200):
        pairs = rng.poisson(mean, (4000, 2)).tolist()
        share = np.mean([found.word == CHANGE for found in words_of(pairs)])
        assert share < 0.05 + 0.014
