from __future__ import annotations

import pandas as pd

from geo_csp.drawing.area_figures import (
    area_figures,
    figure_lines,
    screen_table,
    unknown_figures,
    why_none_compared,
)
from geo_csp.geography.areas import areas
from geo_csp.vocabulary import NO_EVIDENCE_OF_CHANGE

TABLE = pd.DataFrame(
    {
        "area_code": ["W1", "W2", "W3", "W4"],
        "area_name": ["Arrow", "Birch", "Castle", "Dinedor"],
        "category": "hate",
        "months": "2025-06",
        "count": pd.array([12, 1, None, 1200], dtype="Int64"),
        "population": pd.array([1000, 1000, 1000, None], dtype="Int64"),
        "rate_per_1000": [144.0, 12.0, None, None],
        "lower": [74.4, 0.3, None, None],
        "upper": [251.5, 66.9, None, None],
        "change_count": pd.array([9, 0, None, None], dtype="Int64"),
        "change_words": ["up from 3", NO_EVIDENCE_OF_CHANGE, "", "no figures for June 2024"],
        "suppressed": ["", "", "not shown", ""],
    }
)


def test_an_area_reads_as_name_count_rate_and_change():
    assert figure_lines(area_figures(TABLE)[0]) == [
        "Arrow",
        "12 incidents",
        "144.0 per 1,000 residents a year (likely range 74.4 to 251.5)",
        "Against a year before: up from 3 (+9)",
    ]


def test_no_evidence_of_change_is_said_in_those_words():
    lines = figure_lines(area_figures(TABLE)[1])
    assert "1 incident" in lines
    assert lines[-1] == "Against a year before: no evidence of change (+0)"


def test_a_suppressed_figure_is_words_everywhere():
    row = area_figures(TABLE)[2]
    assert figure_lines(row) == ["Castle", "Not shown"]
    assert table_of(area_figures(TABLE))["Castle"] == ["not shown", "not shown", ""]


def test_without_residents_there_is_no_rate_and_the_table_says_so():
    assert table_of(area_figures(TABLE))["Dinedor"][:2] == ["1,200", "no population given"]


def test_the_table_begins_with_the_highest_and_ends_with_what_is_not_shown():
    rows = area_figures(TABLE)
    assert list(screen_table(rows, "count", "Ward")["Ward"]) == [
        "Dinedor",
        "Arrow",
        "Birch",
        "Castle",
    ]
    assert list(screen_table(rows, "rate", "Ward")["Ward"])[:2] == ["Arrow", "Birch"]


def test_one_reason_for_no_comparison_is_told_once():
    rows = area_figures(TABLE)
    assert why_none_compared(rows) is None
    assert why_none_compared(rows[3:]) == "no figures for June 2024"
    assert "Against a year before" not in screen_table(rows[3:], "count", "Ward")


def test_areas_without_figures_say_why(herefordshire):
    rows = unknown_figures(areas(herefordshire, "ward"), "not loaded")
    assert len(rows) == 53
    assert all(figure_lines(row) == [row.name, "Not loaded"] for row in rows)


def table_of(rows):
    wards, *columns = screen_table(rows, "count", "Ward").values()
    return {ward: list(cells) for ward, *cells in zip(wards, *columns, strict=True)}
