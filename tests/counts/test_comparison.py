"""May these months be compared with those of the year before."""

from __future__ import annotations

import pytest

from geo_csp.counts.comparison import why_not_compared
from geo_csp.incidents.coverage import Break
from geo_csp.months import parse_span

MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]
REISSUED = Break(
    "2024-12", "2025-01", "the police moved their anonymised map points", "words for the screen"
)


def why(herefordshire, coverage, span, selection="asb", level="ward"):
    return why_not_compared(coverage, herefordshire.selections[selection], level, parse_span(span))


def test_whole_months_of_one_source_are_compared(herefordshire, coverage_of):
    assert why(herefordshire, coverage_of(MONTHS), "2025-01:2025-12") == ""


@pytest.mark.parametrize(
    ("loaded", "span", "words"),
    [
        (MONTHS[12:], "2025-06", "no figures for June 2024"),
        (MONTHS[:4] + MONTHS[12:], "2025-04:2025-06", "no figures for May 2024 to June 2024"),
        (
            [m for m in MONTHS if m not in ("2024-02", "2024-05")],
            "2025-01:2025-06",
            "no figures for February 2024, May 2024",
        ),
    ],
)
def test_missing_months_are_named_and_never_taken_for_zero(
    herefordshire, coverage_of, loaded, span, words
):
    assert why(herefordshire, coverage_of(loaded), span) == words


@pytest.mark.parametrize("month", ["2024-06", "2025-06"])
def test_an_incomplete_month_on_either_side_is_not_compared(herefordshire, coverage_of, month):
    coverage = coverage_of(MONTHS, incomplete={month: "ends on the 12th"})
    year = month[:4]
    words = why(herefordshire, coverage, "2025-06")
    assert words == f"not compared: June {year} incomplete"


def test_months_of_other_sources_are_not_compared(herefordshire, coverage_of):
    sources = {month: ("open",) if month < "2025" else ("extract",) for month in MONTHS}
    words = why(herefordshire, coverage_of(MONTHS, sources=sources), "2025-06")
    assert words == "not compared: other sources in June 2024"


def test_hate_is_not_compared_with_a_month_that_does_not_record_it(herefordshire, coverage_of):
    coverage = coverage_of(MONTHS, records_hate=frozenset(MONTHS[12:]))
    assert why(herefordshire, coverage, "2025-06", "hate") == "not in the source for June 2024"
    assert why(herefordshire, coverage, "2025-06", "asb") == ""


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("county", ""),
        (
            "locality",
            "not compared: the police moved their anonymised map points between December",
        ),
        (
            "ward",
            "not compared: the police moved their anonymised map points between December",
        ),
        (
            "lsoa",
            "not compared: the police moved their anonymised map points between December",
        ),
    ],
)
def test_across_a_break_only_the_county_is_compared(herefordshire, coverage_of, level, words):
    coverage = coverage_of(MONTHS, breaks=(REISSUED,))
    found = why(herefordshire, coverage, "2025-06", level=level)
    assert found.startswith(words)
    assert bool(found) == bool(words)


def test_a_break_before_the_year_before_does_not_matter(herefordshire, coverage_of):
    before = Break(
        "2023-03", "2024-01", "the police moved their anonymised map points", "words for the screen"
    )
    coverage = coverage_of(["2023-03", *MONTHS], breaks=(before,))
    assert why(herefordshire, coverage, "2025-01") == ""


def test_more_than_a_year_would_overlap_with_the_year_before(herefordshire, coverage_of):
    months = [f"2023-{month:02d}" for month in range(1, 13)] + MONTHS
    found = why(herefordshire, coverage_of(months), "2024-12:2025-12")
    assert found == "not compared: longer than a year"
