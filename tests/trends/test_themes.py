"""Themes, baselines and surveys: totals of the county, with what cannot be known left open."""

from __future__ import annotations

import pyarrow as pa
import pytest

from geo_csp.board_settings import StrategyFigure, SurveyMeasure, Theme, ThemeLine
from geo_csp.months import Span
from geo_csp.trends.themes import Line, baseline, is_told_by, survey, theme_total
from geo_csp.trends.trend import CHANGE, NOT_COMPARABLE, Figure


def line_of(counts, **facts):
    line = ThemeLine(phrase="Fraud", offences=("Fraud",))
    return Line(
        theme=Theme(title="Theme", lines=(line,)),
        line=line,
        code="fraud",
        phrase="Fraud",
        figure=lambda span: counts.get(str(span), Figure(None, "not in the source")),
        why_not=lambda _: "",
        **facts,
    )


def test_a_total_is_told_for_the_quarter_and_for_the_year(herefordshire):
    counts = {
        "2025-04:2025-06": Figure(60),
        "2024-04:2024-06": Figure(30),
        "2024-07:2025-06": Figure(200),
    }
    found = theme_total(line_of(counts), Span("2025-04", "2025-06"), ())
    assert (found.quarter.count, found.quarter_before.count, found.change) == (60, 30, CHANGE)
    assert (found.year.count, found.year_change) == (200, NOT_COMPARABLE)
    assert found.sentence == "Change, up: 60 in the quarter, 30 a year before."


@pytest.mark.parametrize(
    ("quarter", "year"),
    [
        (Span("2025-04", "2025-06"), "2024-01:2024-12"),
        (Span("2025-10", "2025-12"), "2025-01:2025-12"),
    ],
)
def test_hate_is_compared_year_against_year_by_calendar_years(quarter, year):
    """As it is published: strands by calendar year."""
    found = theme_total(line_of({}, is_by_calendar_year=True), quarter, ())
    assert str(found.year_span) == year


def test_markers_are_whole_words_and_offences_are_told_by_their_beginning():
    rows = pa.table(
        {
            "markers": ["DA; child at risk", "da", "DALES", None, "Domestic abuse", ""],
            "offence_words": ["Assault", "Rape of a female", "Grape theft", "RAPE", None, "Fraud"],
        }
    )
    abuse = ThemeLine(phrase="Domestic abuse", markers=("DA", "Domestic abuse"))
    assert is_told_by(abuse, rows).tolist() == [True, True, False, False, True, False]
    sexual = ThemeLine(phrase="Sexual violence", offences=("Rape",))
    assert is_told_by(sexual, rows).tolist() == [False, True, False, True, False, False]


def test_a_baseline_stands_beside_what_the_files_come_to():
    figure = StrategyFigure(
        phrase="Acquisitive crime",
        categories=("acquisitive",),
        first="2021-04",
        last="2022-03",
        value=2397,
        source="strategy",
    )
    counts = {"2021-04:2022-03": Figure(2602)}
    found = baseline(
        figure,
        lambda span: counts.get(str(span), Figure(None, "no figures for May 2024")),
        Span("2024-04", "2025-03"),
    )
    assert (found.value, found.counted.count, found.now.count) == (2397, 2602, None)
    assert "2,397 by the strategy; 2,602 in the loaded files" in found.sentence
    assert "none (no figures for May 2024)" in found.sentence


MEASURE = {"question": "How safe?", "answer": "safe", "asked": "2023", "source": "strategy"}


def test_a_survey_has_wilsons_interval_where_its_base_is_known():
    """65 of 100: 55.25 to 73.64 %, as the golden table byars_wilson_limits.csv prints."""
    found = survey(SurveyMeasure(**MEASURE, share=65, base=100))
    assert found.lower == pytest.approx(55.25, abs=0.005)
    assert found.upper == pytest.approx(73.64, abs=0.005)
    assert "likely range 55 to 74 %, of 100 asked" in found.sentence


def test_without_a_base_or_with_a_range_there_is_no_interval_and_it_says_why():
    found = survey(SurveyMeasure(**MEASURE, share=73))
    assert found.lower is found.upper is None
    assert "how many were asked is not given" in found.sentence
    ranged = survey(SurveyMeasure(**MEASURE, share=9, to=15, base=1000))
    assert ranged.lower is None
    assert "9 to 15 %" in ranged.sentence
