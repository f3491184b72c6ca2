"""Counts, rates and change, an area a row."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo_csp.counts.cube import Cube
from geo_csp.counts.figures import COLUMNS, figures
from geo_csp.geography.areas import Areas
from geo_csp.months import parse_span

MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]
CODES = ("A", "B", "C")


@pytest.fixture
def cube_of(herefordshire):
    """Three wards of 1,000, 2,000 and 500 residents; counts of anti-social behaviour by month."""

    def make(by_month, level="ward", residents=(1000.0, 2000.0, 500.0), months=MONTHS):
        selections = tuple(herefordshire.selections)
        counts = np.zeros((3, len(months), len(selections)), dtype=np.int64)
        for month, values in by_month.items():
            for code in ("asb", "hate", "noise"):
                counts[:, months.index(month), selections.index(code)] = values
        areas = Areas(level, CODES, ("Arrow", "Birch", "Castle"), np.array(residents), "mid-2020")
        return Cube(areas, tuple(months), selections, counts, counts.sum(axis=0) * 0)

    return make


def test_the_columns_are_those_promised(cube_of, coverage_of, herefordshire):
    table = figures(cube_of({}), coverage_of(MONTHS), herefordshire, "asb", parse_span("2025-06"))
    assert tuple(table.columns) == COLUMNS
    assert list(table["area_code"]) == list(CODES)
    assert set(table["category"]) == {"asb"}
    assert set(table["months"]) == {"2025-06"}
    assert set(table["suppressed"]) == {""}


@pytest.mark.parametrize(
    ("span", "months"), [("2025-06", 1), ("2025-04:2025-06", 3), ("2025-01:2025-12", 12)]
)
def test_the_rate_is_per_thousand_residents_a_year_whatever_the_span(
    cube_of, coverage_of, herefordshire, span, months
):
    cube = cube_of({"2025-06": (20, 5, 0)})
    table = figures(cube, coverage_of(MONTHS), herefordshire, "asb", parse_span(span))
    # 20 in 1,000 residents, 5 in 2,000, 0 in 500
    expected = [20 * 12 / months, 2.5 * 12 / months, 0]
    assert list(table["rate_per_1000"]) == pytest.approx(expected)
    # rates_exact_byars.csv: 20 events have Byar limits 12.2114 and 30.8899 (Area3)
    assert table["lower"][0] == pytest.approx(12.211428834875937 * 12 / months)
    assert table["upper"][0] == pytest.approx(30.889880369197066 * 12 / months)
    # and 5 events the exact limits 1.62349 and 11.66833 (Area2)
    assert table["lower"][1] == pytest.approx(1.62348639011842 / 2 * 12 / months)


def test_change_is_against_the_same_months_a_year_before(cube_of, coverage_of, herefordshire):
    """15 and 5 differ at 5 % (p 0.025, poisson_etest.json), 10 and 5 do not (p 0.206)."""
    cube = cube_of({"2025-06": (15, 5, 10), "2024-06": (5, 15, 5), "2025-05": (99, 99, 99)})
    table = figures(cube, coverage_of(MONTHS), herefordshire, "asb", parse_span("2025-06"))
    assert list(table["change_count"]) == [10, -10, 5]
    assert list(table["change_words"]) == ["up from 5", "down from 15", "no evidence of change"]


def test_nothing_and_nothing_is_no_evidence_of_change(cube_of, coverage_of, herefordshire):
    table = figures(cube_of({}), coverage_of(MONTHS), herefordshire, "asb", parse_span("2025-06"))
    assert set(table["change_words"]) == {"no evidence of change"}
    assert set(table["change_count"]) == {0}
    assert set(table["rate_per_1000"]) == {0}


def test_unknown_residents_leave_counts_and_change_but_no_rate(cube_of, coverage_of, herefordshire):
    cube = cube_of({"2025-06": (15, 5, 10)}, residents=(np.nan,) * 3)
    table = figures(cube, coverage_of(MONTHS), herefordshire, "asb", parse_span("2025-06"))
    assert list(table["count"]) == [15, 5, 10]
    assert list(table["change_count"]) == [15, 5, 10]
    assert table[["population", "rate_per_1000", "lower", "upper"]].isna().all(axis=None)


def test_a_selection_the_source_does_not_record_has_words_and_no_zeros(
    cube_of, coverage_of, herefordshire
):
    coverage = coverage_of(MONTHS, kind="open")
    for selection in ("hate", "noise"):
        table = figures(cube_of({}), coverage, herefordshire, selection, parse_span("2025-06"))
        assert set(table["suppressed"]) == {"not in the source"}
        assert table[["count", "rate_per_1000", "change_count"]].isna().all(axis=None)
        assert list(table["population"]) == [1000, 2000, 500]


def test_counts_stay_whole_numbers(cube_of, coverage_of, herefordshire):
    table = figures(cube_of({}), coverage_of(MONTHS), herefordshire, "asb", parse_span("2025-06"))
    for column in ("count", "population", "change_count"):
        assert pd.api.types.is_integer_dtype(table[column])
