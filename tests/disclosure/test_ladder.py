"""Roles that do not task see of sensitive categories what is published, and nothing else."""

from __future__ import annotations

import itertools

import pytest

from geo_csp.disclosure import release
from geo_csp.errors import GeoCspError
from geo_csp.incidents.manifest import manifest_text
from geo_csp.monthly.sensitive_tables import read_tables
from geo_csp.months import Span, from_ordinal, parse_span
from geo_csp.roles import ROLES, Viewer
from geo_csp.statistics.published_cells import MONTHS_IN, Rung
from tests.disclosure.conftest import published, stored
from tests.disclosure.hate_rows import hate_rows

BOARD, ANALYST = Viewer(ROLES["board"]), Viewer(ROLES["analyst"])
YEAR = [f"2025-{month:02d}" for month in range(1, 13)]
CENTRAL, TUPSLEY, LEDBURY = "E05009449", "E05009486", "E05009465"
COUNTY = "E06000019"
LEVEL = {Rung.GROUP_QUARTER: "locality", Rung.UNIT_YEAR: "ward"}


def hate(ward: str, month: str, count: int, strands: int = 1) -> list[dict[str, object]]:
    return [{"ward": ward, "month": month, "is_hate": True, "strands": strands}] * count


def shown(data, level, selection, span, area, *, viewer=BOARD):
    table = release.figures(data, viewer, level, selection, parse_span(span)).table
    row = table.set_index("area_code").loc[area]
    return row["suppressed"] or int(row["count"])


@pytest.fixture
def like_hate(data_set, herefordshire):
    return published(data_set(YEAR, hate_rows(herefordshire, YEAR)))


def test_every_published_cell_is_shown_or_hidden_as_the_pattern_has_it(like_hate):
    (table,) = read_tables(like_hate.store, "herefordshire")
    cells, values = table.pattern.cells, table.pattern.values
    seen = {True: 0, False: 0}
    for rung, area, period, value in zip(
        cells.rung.tolist(), cells.area.tolist(), cells.period.tolist(), values, strict=True
    ):
        code = table.areas_of(Rung(rung))[area]
        is_whole = rung not in LEVEL
        if not is_whole and not code:
            continue  # no role that does not task has a figure of those in no ward
        months = MONTHS_IN[Rung(rung)]
        span = Span(from_ordinal(period * months), from_ordinal(period * months + months - 1))
        selection = f"hate-{code}" if rung >= Rung.MARK_QUARTER else "hate"
        answer = shown(
            like_hate,
            LEVEL.get(Rung(rung), "county"),
            selection,
            str(span),
            COUNTY if is_whole else code,
        )
        assert answer == ("not shown" if value != value else int(value))  # noqa: PLR0124
        seen[isinstance(answer, int)] += 1
    assert min(seen.values()) > 30


def test_every_hidden_count_wears_the_same_words(like_hate):
    spans = [*YEAR, "2025-01:2025-03", "2025-04:2025-06", "2025-01:2025-06", "2025-01:2025-12"]
    words = {
        word
        for level, selection, span in itertools.product(
            ("county", "locality", "ward"), ("hate", "hate-race", "hate-religion"), spans
        )
        for word in release.figures(like_hate, BOARD, level, selection, parse_span(span)).table[
            "suppressed"
        ]
    }
    assert words == {"", "not shown"}


@pytest.mark.parametrize(
    ("level", "span", "area", "expected"),
    [
        # county x month is published: January 5, February 4, March 0
        ("county", "2025-01", COUNTY, 5),
        ("county", "2025-02", COUNTY, "not shown"),
        ("county", "2025-03", COUNTY, "not shown"),  # zeros are hidden too
        ("county", "2025-01:2025-02", COUNTY, "not shown"),  # one of the two is hidden
        ("county", "2025-04:2025-05", COUNTY, 6 + 7),  # anyone can add them up
        ("county", "2025-01:2025-12", COUNTY, "not shown"),
        ("locality", "2025-01", "hereford", "not shown"),
        ("locality", "2025-02:2025-04", "hereford", "not shown"),  # no quarter
        ("locality", "2025-01:2025-03", "ledbury", "not shown"),
        ("ward", "2025-01:2025-12", TUPSLEY, "not shown"),  # 4
        ("ward", "2025-01:2025-06", CENTRAL, "not shown"),
        ("ward", "2025-01", CENTRAL, "not shown"),
        ("lsoa", "2025-01:2025-12", "E01014001", "not shown"),
    ],
)
def test_hate_is_shown_by_its_published_cells_only(data_set, level, span, area, expected):
    rows = [
        *hate(CENTRAL, "2025-01", 5),
        *hate(TUPSLEY, "2025-02", 4),
        *hate(CENTRAL, "2025-04", 6),
        *hate(LEDBURY, "2025-05", 7),
    ]
    viewer = Viewer(ROLES["public"])
    data = published(data_set(YEAR, rows))
    if level == "lsoa":
        area = release.figures(data, viewer, level, "hate", parse_span(span)).table["area_code"][0]
    assert shown(data, level, "hate", span, area, viewer=viewer) == expected


def test_a_ward_year_is_a_calendar_year(data_set):
    months = [f"2024-{m:02d}" for m in range(7, 13)] + YEAR[:6]
    data = published(data_set(months, hate(CENTRAL, "2025-01", 30)))
    assert shown(data, "ward", "hate", "2024-07:2025-06", CENTRAL) == "not shown"


@pytest.mark.parametrize("level", ["locality", "ward"])
def test_strands_are_shown_below_the_county_to_nobody_who_does_not_task(like_hate, level):
    table = release.figures(like_hate, BOARD, level, "hate-race", parse_span("2025-01:2025-12"))
    assert set(table.table["suppressed"]) == {"not shown"}


def test_an_incident_of_two_strands_counts_in_both(data_set):
    rows = [row for m in YEAR for row in hate(CENTRAL, m, 9, strands=1 + 4)]
    data = published(data_set(YEAR, rows))
    for strand in ("race", "sexual-orientation"):
        assert shown(data, "county", f"hate-{strand}", "2025-01:2025-03", COUNTY) == 27


def test_the_threshold_is_the_profiles(data_set, herefordshire):
    strict = herefordshire.model_copy(update={"suppression_threshold": 10})
    data = published(data_set(YEAR, hate(CENTRAL, "2025-01", 9), profile=strict))
    assert shown(data, "county", "hate", "2025-01", COUNTY) == "not shown"


def test_what_is_not_published_yet_says_so(data_set):
    data = data_set(YEAR, [row for month in YEAR for row in hate(CENTRAL, month, 9)])
    yet = "not shown: not published yet"
    assert shown(data, "county", "hate", "2025-01", COUNTY) == yet
    assert shown(data, "ward", "hate", "2025-01", CENTRAL) == "not shown"  # it never will be
    said = release.figures(data, BOARD, "county", "hate", parse_span("2025-01")).sentence
    assert said.endswith("January 2025: total not shown: not published yet.")
    data = published(data, "2025-11")
    assert shown(data, "county", "hate", "2025-11", COUNTY) == 9
    assert shown(data, "county", "hate", "2025-12", COUNTY) == yet
    assert shown(data, "ward", "hate", "2025-01:2025-12", CENTRAL) == yet
    assert shown(published(data), "county", "hate", "2025-12", COUNTY) == 9


def test_figures_stay_as_first_published_and_those_who_task_see_them_revised(data_set):
    rows = [row for month in YEAR for row in hate(CENTRAL, month, 9)]
    data = published(data_set(YEAR, rows))
    entries = [
        stored(data.store, data.profile, "extract", month, [*hate(CENTRAL, month, 10)])
        for month in YEAR
    ]
    (data.store / "manifest.json").write_text(manifest_text(entries))
    revised = published(release.open_data_set("own", "Yours", data.store, data.profile))
    assert shown(revised, "county", "hate", "2025-06", COUNTY) == 9
    assert shown(revised, "county", "hate", "2025-06", COUNTY, viewer=ANALYST) == 10
    released = release.figures(revised, ANALYST, "county", "hate", parse_span("2025-06"))
    assert released.marking == "OFFICIAL-SENSITIVE"


def test_the_ladder_is_explained_to_those_who_see_it_only(like_hate):
    def notices(viewer, selection):
        return release.figures(like_hate, viewer, "ward", selection, parse_span("2025-06")).notices

    assert (
        "Hate crime is published of the county by month, of localities by quarter, of wards by "
        "calendar year. Few people stand behind some of these figures: one that could point to "
        "somebody is not shown, nor one that would give it away; not shown does not mean none. "
        "Figures stay as first published; later corrections are not in them"
    ) in notices(BOARD, "hate")
    assert any(
        notice.startswith(
            "Hate crime: race is published of the county by quarter and by calendar year"
        )
        for notice in notices(BOARD, "hate-race")
    )
    assert not any("is published" in n for n in notices(ANALYST, "hate"))
    assert not any("is published" in n for n in notices(BOARD, "violence"))


def test_a_team_sees_its_own_wards_as_they_are_and_the_rest_as_published(like_hate):
    team = Viewer(ROLES["neighbourhood"], frozenset({CENTRAL}))
    span = parse_span("2025-06")
    own = release.figures(like_hate, team, "ward", "hate", span).table.set_index("area_code")
    all_of_it = release.figures(like_hate, ANALYST, "ward", "hate", span).table
    assert own.loc[CENTRAL, "count"] == all_of_it.set_index("area_code").loc[CENTRAL, "count"]
    assert set(own.drop(CENTRAL)["suppressed"]) == {"not shown"}
    year = parse_span("2025-01:2025-12")
    published_to_all = release.figures(like_hate, BOARD, "ward", "hate", year).table
    other = release.figures(like_hate, team, "ward", "hate", year).table
    is_other = other["area_code"] != CENTRAL
    assert other[is_other].equals(published_to_all[is_other])


def test_a_damaged_table_is_refused_in_words(like_hate):
    (like_hate.store / "published" / "herefordshire" / "sensitive.json").write_text("{")
    with pytest.raises(GeoCspError, match="put back this file from a backup"):
        shown(release.as_now_published(like_hate), "county", "hate", "2025-06", COUNTY)
