"""Do two Poisson counts come from the same rate."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from geo_csp.statistics.e_test import e_test


def _by_adding_up_every_pair(k1: int, k2: int) -> float:
    """The definition itself, equal exposures: every (x1, x2), compared as fractions."""
    observed = Fraction((k1 - k2) ** 2, k1 + k2)
    mean = (k1 + k2) / 2
    chance = stats.poisson.pmf(range(int(mean + 12 * mean**0.5 + 30)), mean)
    return sum(
        chance[x1] * chance[x2]
        for x1 in range(len(chance))
        for x2 in range(len(chance))
        if x1 + x2 and Fraction((x1 - x2) ** 2, x1 + x2) >= observed
    )


def test_published_cases_come_out_to_the_printed_digits(shared_data):
    """poisson_etest.json: Krishnamoorthy & Thomson's own examples and those of ptools."""
    cases = json.loads((shared_data / "reference/golden/poisson_etest.json").read_text())["cases"]
    assert len(cases) == 9
    for case in cases:
        p = float(e_test(case["k1"], case["k2"], case["n1"], case["n2"], case["d"]))
        assert p == pytest.approx(case["p"], abs=5e-8), case
        assert p == pytest.approx(case["recomputed"], rel=1e-9), case


@pytest.mark.parametrize(
    ("first", "second", "printed"),
    [(0, 3, 0.0884), (6, 2, 0.1749)],  # Krishnamoorthy & Thomson 2004, their examples
)
def test_the_papers_examples(first, second, printed):
    assert round(float(e_test(first, second)), 4) == printed


@pytest.mark.parametrize(("first", "second"), [(1, 0), (7, 5), (14, 34), (42, 30), (3, 11)])
def test_equals_the_definition_added_up_pair_by_pair_ties_included(first, second):
    """(7, 5), (14, 34) and (42, 30) have ties that floating point would tell apart."""
    assert float(e_test(first, second)) == pytest.approx(
        _by_adding_up_every_pair(first, second), abs=1e-12
    )


@pytest.mark.parametrize(("first", "second"), [(12, 25), (172, 180), (1000, 900)])
def test_agrees_with_scipy(first, second):
    """Where exposures are equal; scipy leaves out some ties, hence the tolerance."""
    peer = stats.poisson_means_test(first, 1, second, 1).pvalue
    assert float(e_test(first, second)) == pytest.approx(peer, abs=3e-4)


def test_nothing_and_nothing_tell_nothing():
    assert np.isnan(e_test(0, 0))


def test_areas_are_tested_element_by_element():
    p = e_test([15, 0, 6], [5, 0, 2])
    assert p.shape == (3,)
    assert [float(value) for value in p[[0, 2]]] == [float(e_test(15, 5)), float(e_test(6, 2))]


def test_a_county_is_tested_beside_an_empty_ward():
    p = e_test([11_060, 0, 1], [10_500, 1, 0])
    assert p[0] == pytest.approx(2 * stats.norm.sf(560 / np.sqrt(21_560)), rel=0.02)
    assert p[1] == p[2]


@given(st.integers(0, 300), st.integers(0, 300))
@settings(max_examples=60)
def test_the_order_of_the_counts_does_not_matter_and_p_is_a_probability(first, second):
    if first + second == 0:
        return
    p = float(e_test(first, second))
    assert p == pytest.approx(float(e_test(second, first)), abs=1e-12)
    assert 0 <= p <= 1


def test_its_size_is_five_percent_or_less_where_nothing_changed():
    """The paper's own claim, by adding up: at a true mean of 4, 10 and 30."""
    for mean in (4, 10, 30):
        counts = np.arange(int(mean + 9 * mean**0.5 + 10))
        chance = stats.poisson.pmf(counts, mean)
        rejects = np.nan_to_num(e_test(counts[:, None], counts[None, :]), nan=1.0) < 0.05
        assert (chance[:, None] * chance[None, :] * rejects).sum() < 0.0505
