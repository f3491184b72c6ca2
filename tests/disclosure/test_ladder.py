"""Which sensitive counts are shown to a role that does not task."""

from __future__ import annotations

import pytest

from geo_csp.disclosure import release
from geo_csp.months import parse_span
from geo_csp.roles import ROLES, Viewer

BOARD = Viewer(ROLES["board"])
YEAR = [f"2025-{month:02d}" for month in range(1, 13)]
CENTRAL, TUPSLEY, LEDBURY = "E05009449", "E05009486", "E05009465"


def hate(ward: str, month: str, count: int, strands: int = 1) -> list[dict[str, object]]:
    return [{"ward": ward, "month": month, "is_hate": True, "strands": strands}] * count


def shown(data, level, selection, span, area):
    table = release.figures(data, BOARD, level, selection, parse_span(span)).table
    row = table.set_index("area_code").loc[area]
    return row["suppressed"] or int(row["count"])


@pytest.mark.parametrize(
    ("level", "span", "area", "expected"),
    [
        # county x month is published: January 5, February 4
        ("county", "2025-01", "E06000019", 5),
        ("county", "2025-02", "E06000019", "fewer than 5"),
        ("county", "2025-03", "E06000019", "fewer than 5"),  # zeros are hidden too
        ("county", "2025-01:2025-02", "E06000019", "not shown"),  # one of the two is hidden
        ("county", "2025-04:2025-05", "E06000019", 6 + 7),
        ("county", "2025-01:2025-12", "E06000019", "not shown"),
        # locality x quarter: Hereford 5 + 4 = 9 in the first
        ("locality", "2025-01:2025-03", "hereford", 9),
        ("locality", "2025-01:2025-03", "ledbury", "fewer than 5"),
        ("locality", "2025-01:2025-06", "hereford", 9 + 6),
        ("locality", "2025-01:2025-06", "ledbury", "not shown"),  # 0, then 7
        ("locality", "2025-04:2025-06", "ledbury", 7),
        ("locality", "2025-01", "hereford", "not shown"),
        ("locality", "2025-02:2025-04", "hereford", "not shown"),  # no quarter
        # ward x calendar year: Central 5 + 6 = 11, Tupsley 4, Ledbury North 7
        ("ward", "2025-01:2025-12", CENTRAL, 11),
        ("ward", "2025-01:2025-12", TUPSLEY, "fewer than 5"),
        ("ward", "2025-01:2025-12", LEDBURY, 7),
        ("ward", "2025-01:2025-06", CENTRAL, "not shown"),
        ("ward", "2025-01", CENTRAL, "not shown"),
    ],
)
def test_hate_is_shown_by_its_published_cells_only(data_set, level, span, area, expected):
    rows = [
        *hate(CENTRAL, "2025-01", 5),
        *hate(TUPSLEY, "2025-02", 4),
        *hate(CENTRAL, "2025-04", 6),
        *hate(LEDBURY, "2025-05", 7),
    ]
    assert shown(data_set(YEAR, rows), level, "hate", span, area) == expected


def test_a_ward_year_is_not_the_twelve_months_that_are_not_a_calendar_year(data_set):
    months = [f"2024-{m:02d}" for m in range(7, 13)] + YEAR[:6]
    data = data_set(months, hate(CENTRAL, "2025-01", 30))
    assert shown(data, "ward", "hate", "2024-07:2025-06", CENTRAL) == "not shown"


@pytest.mark.parametrize(
    ("quarters", "span", "expected"),
    [
        ((6, 7, 8, 9), "2025-01:2025-03", 6),
        ((6, 7, 8, 9), "2025-01:2025-12", 30),
        ((6, 7, 8, 9), "2025-01:2025-06", 13),
        ((6, 7, 8, 9), "2025-01", "not shown"),  # strands have no month
        ((4, 7, 8, 9), "2025-01:2025-03", "fewer than 5"),
        # The year less the three shown quarters would be the hidden one.
        ((4, 7, 8, 9), "2025-01:2025-12", "not shown"),
        ((4, 7, 8, 9), "2025-01:2025-06", "not shown"),
        # No quarter is shown: the year is a published cell of its own.
        ((1, 2, 1, 3), "2025-01:2025-12", 7),
        ((1, 0, 1, 2), "2025-01:2025-12", "fewer than 5"),
        ((0, 0, 0, 0), "2025-01:2025-12", "fewer than 5"),
    ],
)
def test_strands_are_shown_by_county_quarter_and_year(data_set, quarters, span, expected):
    rows = [
        row
        for month, count in zip(("2025-01", "2025-04", "2025-07", "2025-10"), quarters, strict=True)
        for row in hate(CENTRAL, month, count)
    ]
    assert shown(data_set(YEAR, rows), "county", "hate-race", span, "E06000019") == expected


@pytest.mark.parametrize("level", ["locality", "ward"])
def test_strands_are_shown_below_the_county_to_nobody_who_does_not_task(data_set, level):
    data = data_set(YEAR, hate(CENTRAL, "2025-01", 50))
    table = release.figures(data, BOARD, level, "hate-race", parse_span("2025-01:2025-12")).table
    assert set(table["suppressed"]) == {"not shown"}


def test_an_incident_of_two_strands_counts_in_both(data_set):
    data = data_set(YEAR, hate(CENTRAL, "2025-01", 6, strands=1 + 4))
    for strand, expected in (("race", 6), ("sexual-orientation", 6), ("religion", "fewer than 5")):
        found = shown(data, "county", f"hate-{strand}", "2025-01:2025-03", "E06000019")
        assert found == expected


def test_the_threshold_is_the_profiles(data_set, herefordshire):
    strict = herefordshire.model_copy(update={"suppression_threshold": 10})
    data = data_set(YEAR, hate(CENTRAL, "2025-01", 9), profile=strict)
    assert shown(data, "county", "hate", "2025-01", "E06000019") == "fewer than 10"
