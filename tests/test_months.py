from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_csp.errors import GeoCspError
from geo_csp.months import (
    Span,
    from_ordinal,
    gaps,
    ordinal,
    parse_month,
    parse_quarter,
    parse_span,
    quarter_of,
    runs,
    shift,
    spans_in_words,
)

months = st.integers(ordinal("1950-01"), ordinal("2090-12")).map(from_ordinal)


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-00", "2025-6", "25-06", "2025/06", "", " 2025-06"]
)
def test_what_is_no_month_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(GeoCspError, match="expected YYYY-MM, for example 2025-06"):
        parse_month(text)


@given(months, st.integers(-500, 500))
def test_shifting_there_and_back_is_the_same_month(month: str, by: int) -> None:
    assert shift(shift(month, by), -by) == month


def test_a_span_counts_both_ends() -> None:
    span = parse_span("2024-11:2025-02")
    assert span.months() == ("2024-11", "2024-12", "2025-01", "2025-02")
    assert len(span) == 4
    assert span.a_year_before() == Span("2023-11", "2024-02")
    assert span.in_words() == "November 2024 to February 2025"


def test_a_span_of_one_month_is_written_as_the_month() -> None:
    assert str(parse_span("2025-06")) == "2025-06"
    assert parse_span("2025-06").in_words() == "June 2025"


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(GeoCspError, match="end before they begin"):
        parse_span("2025-06:2025-01")


def test_gaps_are_the_months_missing_between_months() -> None:
    loaded = ["2022-02", "2022-03", "2024-01", "2024-04"]
    assert gaps(loaded) == [Span("2022-04", "2023-12"), Span("2024-02", "2024-03")]
    assert gaps(["2025-01"]) == []
    assert gaps([]) == []


def test_months_in_any_order_are_told_as_the_longest_spans() -> None:
    months = ["2025-01", "2024-12", "2024-03", "2024-11", "2024-12"]
    assert runs(months) == [Span("2024-03", "2024-03"), Span("2024-11", "2025-01")]
    assert spans_in_words(months) == "March 2024, November 2024 to January 2025"
    assert spans_in_words([]) == ""


def test_a_quarter_is_its_three_months_and_nothing_else_is_one() -> None:
    assert parse_quarter("2025Q4") == Span("2025-10", "2025-12")
    assert parse_quarter("2024Q1") == Span("2024-01", "2024-03")
    assert [quarter_of(month) for month in ("2025-01", "2025-03", "2025-04", "2025-12")] == [
        *("2025Q1", "2025Q1", "2025Q2", "2025Q4")
    ]
    for wrong in ("2025Q5", "2025-Q4", "25Q4", "2025Q4 "):
        with pytest.raises(GeoCspError, match="expected for example 2025Q4"):
            parse_quarter(wrong)
