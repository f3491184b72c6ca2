"""Funnels: the published lines and bands, and what becomes of them when all areas scatter."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.dispersed_counts import dispersed_counts
from geo_csp.statistics.funnel import (
    ALARM,
    WARNING,
    expected_at_limits,
    funnel_bands,
    funnel_dispersion,
    proportion_limits,
    ratio_limits,
)

BANDS = {
    "High (0.001)": 2,
    "High (0.025)": 1,
    "Not significant": 0,
    "Low (0.025)": -1,
    "Low (0.001)": -2,
}


def _column(rows, name):
    return np.array([float(row[name]) for row in rows])


def _line_by_halving(observed, band):
    """Expected events at which ``funnel_bands`` first says ``band``, searched as the published.

    Their search halves the range of v = E / (E + 1 + observed) until the step is below 1e-7, which
    leaves about six good digits; the printed ones beyond show where the search stopped.
    """
    v, step = np.full(observed.shape, 0.5), 0.5
    while step > 1e-7:
        step /= 2
        found = funnel_bands(observed, (1 + observed) * v / (1 - v))
        v += np.where(found >= band if band > 0 else found > band, step, -step)
    return (1 + observed) * v / (1 - v)


LINES = {"lower_2s": -1, "upper_2s": 1, "lower_3s": -2, "upper_3s": 2}


def _exact_line(observed, band):
    lower, upper = expected_at_limits(observed, WARNING if abs(band) == 1 else ALARM)
    return upper if band > 0 else lower


@pytest.mark.parametrize(("line", "band"), LINES.items())
def test_lines_of_ratios_equal_the_published_ones(golden_rows, equals_printed, line, band):
    """funnel_ratio_limits.csv: test data of PHEindicatormethods, ratios times 100."""
    rows = golden_rows("funnel_ratio_limits.csv")
    observed = _column(rows, "Observed_events")
    assert observed.size == 100
    searched, exact = _line_by_halving(observed, band), _exact_line(observed, band)
    assert searched == pytest.approx(exact, rel=1e-6, abs=1e-7)
    other_digits = [
        events
        for row, events, due in zip(rows, observed, searched, strict=True)
        if not equals_printed(due, row[f"{line}_exp_events"])
        or not equals_printed(events / due - 1, row[f"{line}_count"])
        or not equals_printed(100 * events / due, row[f"{line}_isr"])
    ]
    # Here the last halving falls on the limit itself: the published search took one step more.
    assert other_digits == ([328] if line == "upper_3s" else [])
    published = _column(rows, f"{line}_exp_events")
    assert searched == pytest.approx(published, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("line", "band"), LINES.items())
def test_lines_of_rates_equal_the_published_ones(golden_rows, equals_printed, line, band):
    """funnel_rate_limits.csv: per 100,000 a year, three years of data, populations of one year."""
    inputs = golden_rows("funnel_rate_inputs.csv")
    person_years = 3 * _column(inputs, "denominator_derived_crude").sum()
    overall = _column(inputs, "ev").sum() / person_years
    rows = golden_rows("funnel_rate_limits.csv")
    observed = _column(rows, "Events")
    assert equals_printed(1e5 * overall, rows[0]["baseline"])
    for row, events, due in zip(rows, observed, _line_by_halving(observed, band), strict=True):
        assert equals_printed(due / overall / 3, row[f"{line}_population_1_year"])
        assert equals_printed(1e5 * overall * events / due, row[f"{line}_limit"])


def test_lines_of_shares_equal_the_published_ones(golden_rows):
    """funnel_proportion_limits.csv. The overall share is printed to 8 digits, which costs one."""
    rows = golden_rows("funnel_proportion_limits.csv")
    totals, overall = _column(rows, "Population"), _column(rows, "Baseline")[0] / 100
    for confidence, name in ((WARNING, "2s0025limit"), (ALARM, "3s0001limit")):
        lower, upper = proportion_limits(totals, overall, confidence)
        assert 100 * lower == pytest.approx(_column(rows, f"Lower{name}"), abs=1.5e-6)
        assert 100 * upper == pytest.approx(_column(rows, f"Upper{name}"), abs=1.5e-6)


def test_limits_at_given_expected_events_equal_the_published_ones(golden_json, equals_printed):
    """funnel_poisson_limits.json: the tests of FunnelPlotR."""
    case = golden_json("funnel_poisson_limits.json")
    for confidence, name in ((WARNING, "95"), (ALARM, "99")):
        lower, upper = ratio_limits(case["expected"], confidence)
        assert all(map(equals_printed, lower, case[f"ll{name}"]))
        assert all(map(equals_printed, upper, case[f"ul{name}"]))


def test_bands_of_ratios_equal_the_published_ones(golden_rows):
    rows = golden_rows("funnel_ratio_inputs_significance.csv")
    found = funnel_bands(_column(rows, "obs"), _column(rows, "expected"))
    assert found.tolist() == [BANDS[row["significance"]] for row in rows]
    assert set(found.tolist()) == {-2, -1, 0, 1, 2}


@pytest.mark.parametrize("zero_area", ["with_0", "without_0"])
@pytest.mark.parametrize("kind", ["crude", "dsr"])
def test_bands_of_rates_equal_the_published_ones(golden_rows, kind, zero_area):
    """Directly standardised rates stand for their count over the population it implies."""
    rows = [
        row
        for row in golden_rows("funnel_rate_significance.csv")
        if float(row["count"]) > 0 or (kind == "crude" and zero_area == "with_0")
    ]
    counts = _column(rows, "count")
    population = (
        _column(rows, "pop") if kind == "crude" else 1e5 * counts / _column(rows, "rate_dsr")
    )
    found = funnel_bands(counts, population * counts.sum() / population.sum())
    column = f"{kind}_per_100000_{zero_area}"
    assert found.tolist() == [BANDS[row[column]] for row in rows]
    assert len(rows) >= 39


def test_the_line_and_the_bands_are_one_rule():
    observed, dispersion = np.array([3.0, 12.0, 140.0]), 1.7
    for confidence, band in ((WARNING, 1), (ALARM, 2)):
        at_lower, at_upper = expected_at_limits(observed, confidence, dispersion)
        low = np.abs(funnel_bands(observed, at_lower * np.array([[0.999], [1.001]]), dispersion))
        assert low.tolist() == [[band - 1] * 3, [band] * 3]
        high = funnel_bands(observed, at_upper * np.array([[1.001], [0.999]]), dispersion)
        assert high.tolist() == [[band - 1] * 3, [band] * 3]


@pytest.mark.parametrize("dispersion", [1.0, 2.0])
def test_areas_that_all_scatter_alike_are_seldom_exceptional(dispersion):
    """At most 5 % and 0.2 % of areas, were the dispersion known; it is estimated from 60."""
    chance = np.random.default_rng(8)
    expected = chance.uniform(10, 200, 60)
    bands, unadjusted = [], []
    for _ in range(300):
        observed = dispersed_counts(chance, expected, dispersion, (60,))
        scatter = funnel_dispersion(observed, expected)
        bands.append(funnel_bands(observed, expected, scatter))
        unadjusted.append(funnel_bands(observed, expected))
    beyond = np.mean(np.abs(bands) >= 1), np.mean(np.abs(bands) == 2)
    assert beyond[0] <= 0.06
    assert beyond[1] <= 0.006
    if dispersion > 1:
        assert np.mean(np.abs(unadjusted) >= 1) > 0.12


def test_few_expected_events_do_not_estimate_a_dispersion():
    assert funnel_dispersion([1, 0, 9], [2.0, 1.0, 3.0]) == 1.0
