"""The board's quarter behind the gate: what each role reads of it, and what leaves with it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import numpy as np
import pytest

from geo_csp.disclosure import board_export
from geo_csp.disclosure.attribution import attribution
from geo_csp.disclosure.trends import board
from geo_csp.errors import GeoCspError, NotLoadedError, NotReleasedError
from geo_csp.months import Span
from geo_csp.roles import ROLES, Viewer
from tests.disclosure.conftest import published
from tests.disclosure.hate_rows import hate_rows

BOARD, PUBLIC, ANALYST = (Viewer(ROLES[code]) for code in ("board", "public", "analyst"))
MONTHS = Span("2023-01", "2025-12").months()
CENTRAL, KINGTON = "E05009449", "E05009464"
STREET = "Canary Row"


def incidents(month, ward, count, category="asb", **more):
    row = {"month": month, "ward": ward, "category": category, "street": STREET, **more}
    return [row] * count


@pytest.fixture
def extract(data_set, herefordshire):
    rng = np.random.default_rng(5)
    rows = [
        row
        for month in MONTHS
        for ward, mean in ((CENTRAL, 20), (KINGTON, 2))
        for row in incidents(month, ward, int(rng.poisson(mean)))
    ]
    rows += [row for m in MONTHS for row in incidents(m, CENTRAL, 9, "violence", markers="DA")]
    rows += incidents("2025-11", CENTRAL, 3, "other", offence_words="Fraud by false pretences")
    rows += [{**row, "street": STREET} for row in hate_rows(herefordshire, MONTHS)]
    return data_set(MONTHS, rows)


def hate_of(released):
    return [t for t in (*released.rows, *released.wards) if t.category == "hate"]


def everything(released):
    """All that reaches whoever is given the record, as text."""
    return json.dumps(dataclasses.asdict(released), default=str)


@pytest.mark.parametrize("viewer", [BOARD, PUBLIC], ids=["board", "public"])
def test_of_hate_a_board_reads_what_is_published_and_no_more(extract, viewer):
    data = published(extract)
    seen, full = board(data, viewer, "2025Q4"), board(data, ANALYST, "2025Q4")
    hidden = 0
    for trend, whole in zip(hate_of(seen), hate_of(full), strict=True):
        assert trend.quarter.count in (None, whole.quarter.count)
        assert trend.year.count in (None, whole.year.count)
        if trend.quarter.count is None:
            hidden += 1
            assert trend.quarter.words.startswith("not shown")
            assert trend.change == "not comparable"
            assert trend.direction == ""
        if trend.level != "county":
            assert trend.chart is None
            assert set(trend.counts) == {None}
        if trend.level == "ward":
            assert trend.quarter.count is None
        # Nothing under the threshold, in any of the figures.
        shown = [trend.quarter.count, trend.before.count, trend.year.count]
        shown += trend.quarter_counts
        assert all(count is None or count == 0 or count >= 5 for count in shown)
    assert hidden > 53


def test_a_hidden_count_is_in_no_part_of_the_record(extract):
    """Each hidden quarter of a locality, looked for where the board's record differs from one in
    which that count is another.
    """
    data = published(extract)
    seen = board(data, BOARD, "2025Q4")
    for trend in hate_of(seen):
        if trend.quarter.count is None:
            assert trend.rate is None or trend.rate_span != trend.span
            assert trend.p is None
            assert trend.sentence == f"No figure: {trend.quarter.words}."


def test_before_anything_is_published_nothing_of_hate_is_shown(extract):
    for trend in hate_of(board(extract, BOARD, "2025Q4")):
        is_ward = trend.level == "ward"  # by quarter never published
        assert trend.quarter.words == ("not shown" if is_ward else "not shown: not published yet")
        assert trend.rate is trend.year.count is None


def test_no_street_and_no_point_is_in_what_any_role_is_given(extract):
    for viewer in (BOARD, PUBLIC, ANALYST):
        told = everything(board(extract, viewer, "2025Q4"))
        assert STREET not in told
        for trace in ("easting", "longitude", "latitude", "351000", "-2.7157", "52.0567"):
            assert trace not in told


def test_what_an_extract_s_markers_tell_is_a_total_of_the_county_from_five_on(extract):
    totals = {t.phrase: t for t in board(extract, BOARD, "2025Q4").themes}
    assert totals["Domestic abuse"].quarter.count == totals["Domestic abuse"].year.count / 4 == 27
    assert totals["Fraud"].quarter.words == "not shown"
    assert totals["Fraud"].year.words == "not shown"
    analysts = {t.phrase: t for t in board(extract, ANALYST, "2025Q4").themes}
    assert analysts["Fraud"].quarter.count == 3
    assert totals["Sexual violence"].quarter.words.startswith("not in the source")
    assert "Domestic abuse" not in {t.phrase for t in board(extract, PUBLIC, "2025Q4").themes}


def test_open_data_tells_nothing_of_domestic_abuse(data_set):
    rows = incidents("2025-10", CENTRAL, 9, "violence", markers="DA")
    data = data_set(MONTHS, rows, "open")
    totals = {t.phrase: t for t in board(data, BOARD, "2025Q4").themes}
    assert totals["Domestic abuse"].quarter.words.startswith("not in the source")


def test_strands_are_compared_by_calendar_year_as_they_are_published(extract):
    data = published(extract)
    totals = {t.code: t for t in board(data, BOARD, "2025Q2").themes}
    race = totals["hate-race"]
    assert str(race.year_span) == "2024-01:2024-12"
    assert race.year.count > race.year_before.count * 0.5
    full = {t.code: t for t in board(data, ANALYST, "2025Q2").themes}["hate-race"]
    assert race.year.count in (None, full.year.count)


def test_the_marking_is_of_what_the_role_sees(extract, data_set):
    assert board(extract, BOARD, "2025Q4").marking == "OFFICIAL"
    assert board(extract, ANALYST, "2025Q4").marking == "OFFICIAL-SENSITIVE"
    assert board(data_set(MONTHS, [], "open"), ANALYST, "2025Q4").marking == "OFFICIAL"


def test_who_sees_no_figures_is_refused_and_what_is_not_loaded_is_named(extract):
    with pytest.raises(NotReleasedError, match="it sees no figures"):
        board(extract, Viewer(ROLES["administrator"]), "2025Q4")
    with pytest.raises(NotLoadedError, match="no figures for January 2020 to March 2020"):
        board(extract, BOARD, "2020Q1")
    with pytest.raises(GeoCspError, match="is not a quarter"):
        board(extract, BOARD, "2025-Q4")


def test_a_caller_cannot_change_the_table_of_another(extract):
    mine = board(extract, BOARD, "2025Q4").table
    mine["count"] = 0
    assert board(extract, BOARD, "2025Q4").table["count"].sum() > 0


def test_the_notices_say_how_it_is_judged_and_by_whom_it_is_divided(extract):
    notices = " ".join(board(extract, BOARD, "2025Q4").notices)
    assert "rates are per 1,000 residents a year: visitors are not among the residents" in notices
    assert "would give such a signal by chance alone" in notices
    assert "would be marked by chance alone" in notices
    assert "provisional, to be confirmed by the partnership" in notices


def test_a_town_centre_s_rate_carries_its_warning(extract):
    released = board(extract, BOARD, "2025Q4")
    central = [t for t in released.wards if t.area_code == CENTRAL]
    assert all("many of those who come here live elsewhere" in t.notes[0] for t in central)
    assert not next(t for t in released.wards if t.area_code == KINGTON).notes


def test_every_form_says_the_same(extract):
    released = board(published(extract), BOARD, "2025Q4")
    rows = list(csv.DictReader(io.StringIO(board_export.csv_bytes(released).decode())))
    objects = json.loads(board_export.json_bytes(released))
    assert len(rows) == len(objects) == 4 * (1 + 9 + 53)
    assert {row["marking"] for row in rows} == {"OFFICIAL"}
    for row, told, trend in zip(rows, objects, (*released.rows, *released.wards), strict=True):
        assert told["count"] == trend.quarter.count
        assert row["count"] == ("" if trend.quarter.count is None else str(trend.quarter.count))
        assert row["change"] == told["change"] == trend.change
    profile = extract.profile
    made = board_export.geojson_bytes(released, profile, attribution(extract))
    collection = json.loads(made)
    assert len(collection["features"]) == 9 + 53
    hereford = collection["features"][0]["properties"]
    trend = next(t for t in released.rows if t.area_name == "Hereford" and t.category == "asb")
    assert hereford["asb_count"] == trend.quarter.count
    assert hereford["marking"] == collection["marking"] == "OFFICIAL"
    assert STREET not in made.decode()
    assert board_export.file_name(released, "csv") == "OFFICIAL_herefordshire_board_2025Q4.csv"


def test_a_form_that_the_role_may_not_take_away_is_refused(extract):
    released = dataclasses.replace(board(extract, BOARD, "2025Q4"), forms=frozenset())
    with pytest.raises(NotReleasedError):
        board_export.csv_bytes(released)
