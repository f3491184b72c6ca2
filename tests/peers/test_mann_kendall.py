from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pymannkendall
import pytest

from geo_csp.statistics.mann_kendall import mann_kendall, seasonal_mann_kendall

GOLDEN = json.loads((Path(__file__).parent / "golden" / "mann_kendall.json").read_text())
# The file writes two of its series in words.
IN_WORDS = {"1..100": np.arange(1.0, 101.0), "c x 360": np.full(360, 3.0)}


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_golden_cases(case):
    series = IN_WORDS[case["x"]] if isinstance(case["x"], str) else np.array(case["x"], dtype=float)
    trend, published = mann_kendall(series), case["published"]
    exact = case.get("recomputed") or published
    assert trend.score == exact["S"]
    assert trend.variance == pytest.approx(exact["varS"], rel=1e-12)
    assert trend.z == pytest.approx(exact["Z"], rel=1e-12)
    assert trend.p == pytest.approx(exact["p"], rel=1e-9)
    # The printed value has three decimals.
    assert trend.z == pytest.approx(published["Z"], abs=5e-4)


def test_random_series_with_ties_equal_pymannkendall():
    series = np.random.default_rng(12).poisson(1.5, (200, 24)).astype(float)
    own = mann_kendall(series)
    for i, values in enumerate(series):
        peer = pymannkendall.original_test(values)
        assert (own.score[i], own.variance[i]) == (peer.s, pytest.approx(peer.var_s))
        assert own.z[i] == pytest.approx(peer.z, abs=1e-12)
        # The peer takes the tail as 1 - cdf, which loses digits.
        assert own.p[i] == pytest.approx(peer.p, abs=1e-12)


@pytest.mark.parametrize(("period", "steps"), [(12, 36), (4, 30)])
def test_seasonal_series_equal_pymannkendall(period, steps):
    series = np.random.default_rng(13).poisson(2.0, (60, steps)).astype(float)
    own = seasonal_mann_kendall(series, period)
    for i, values in enumerate(series):
        peer = pymannkendall.seasonal_test(values, period=period)
        assert (own.score[i], own.variance[i]) == (peer.s, pytest.approx(peer.var_s))
        assert own.z[i] == pytest.approx(peer.z, abs=1e-12)
