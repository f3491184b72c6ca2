from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo_csp.statistics.false_discovery import adjusted, discoveries

# Benjamini & Hochberg 1995, section 4.1: of these 15 the first four are discoveries at 0.05.
_CLEAR = [0.0001, 0.0004, 0.0019, 0.0095]
_OTHERS = [0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1.0]
THROMBOLYSIS = np.array([*_CLEAR, *_OTHERS])


def test_the_papers_example_has_four_discoveries():
    assert discoveries(THROMBOLYSIS).tolist() == [True] * 4 + [False] * 11


def test_a_later_pass_takes_the_earlier_ones_with_it():
    # 0.03 > 0.05 x 1/3 fails alone, but 0.033 <= 0.05 x 2/3 passes and takes it along.
    assert discoveries(np.array([0.03, 0.033, 0.9])).tolist() == [True, True, False]


def test_nothing_is_discovered_among_none_or_large():
    assert discoveries(np.array([])).size == 0
    assert adjusted(np.array([])).size == 0
    assert not discoveries(np.ones((3, 4))).any()


@given(
    arrays(np.float64, (4, 6), elements=st.floats(1e-9, 1.0)), st.sampled_from([0.01, 0.05, 0.2])
)
def test_the_adjusted_p_says_the_same_as_the_discoveries(p, rate):
    close = np.isclose(adjusted(p), rate, rtol=1e-9)
    assert np.array_equal((adjusted(p) <= rate)[~close], discoveries(p, rate)[~close])


@given(arrays(np.float64, 20, elements=st.floats(0.0, 1.0)))
def test_the_order_of_the_p_values_does_not_matter(p):
    assert np.array_equal(discoveries(p[::-1])[::-1], discoveries(p))


def test_the_adjusted_p_agrees_with_scipy():
    from scipy.stats import false_discovery_control

    p = np.random.default_rng(1).uniform(size=(30, 4)) ** 3
    assert adjusted(p) == pytest.approx(false_discovery_control(p.ravel()).reshape(p.shape))
