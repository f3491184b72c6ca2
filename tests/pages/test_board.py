"""The board's page: figures held against csv, addresses, and what no board may see."""

from __future__ import annotations

import html
import re
import shutil
from datetime import date
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest

from geo_csp.disclosure.trends import board
from geo_csp.monthly.publish import publish
from geo_csp.monthly.published import FOLDER, PublishedMonth
from geo_csp.months import Span, parse_quarter
from geo_csp.register import action_log, actions, voices
from geo_csp.register.agreed import Agreed
from geo_csp.register.opening import open_register
from geo_csp.register.voices import Told
from geo_csp.roles import ROLES, Viewer
from tests.csv_counts import TYPES, Counted, rows_of_zip
from tests.packs.samples import effect
from tests.pages.conftest import ROOT
from tests.pages.reading import html_of, words_of

CATEGORIES = ("neighbourhood", "asb", "acquisitive")
Q1, Q4 = "January to March 2025", "October to December 2025"


@pytest.fixture
def open_board(open_page):
    def opened(data="open", role=None, locality=None, quarter=None):
        app = open_page("board.py")
        app.selectbox(key="data").set_value(data).run()
        if role:
            app.selectbox(key="role").set_value(role).run()
        if quarter:
            app.selectbox(key="quarter").set_value(quarter).run()
        if locality:
            app.selectbox(key="locality").set_value(locality).run()
        assert not app.exception
        return app

    return opened


@pytest.fixture(scope="module")
def counted(herefordshire):
    rows = rows_of_zip(ROOT / "data" / "open" / "herefordshire.zip")
    return Counted(rows, herefordshire.folder, herefordshire.locality_of_ward)


def tables(app):
    """Each table as rows of the words in its cells."""
    found = re.findall(r"<table.*?</table>", html_of(app), flags=re.DOTALL)
    return [
        [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in tree.iter("tr")]
        for tree in map(ElementTree.fromstring, found)
    ]


def number(cell):
    found = re.match(r"[\d,]+", cell)
    return int(found[0].replace(",", "")) if found else None


@pytest.mark.parametrize("quarter", ["2024Q1", "2025Q1", "2025Q3", "2025Q4"])
def test_every_figure_of_the_localities_is_that_of_the_files(
    open_board, counted, herefordshire, quarter
):
    codes = {each.name: each.code for each in herefordshire.localities}
    rows = tables(open_board(quarter=quarter))[0]
    assert rows[0][1:] == [
        *("Neighbourhood crime", "Anti-social behaviour", "Acquisitive crime", "Hate crime")
    ]
    assert [row[0] for row in rows[1:]] == ["Herefordshire", *codes]
    months = parse_quarter(quarter).months()
    for name, *cells in rows[1:]:
        code = codes.get(name, "county")
        found = [number(cell) for cell in cells[:3]]
        assert found == [counted.of(code, category, months) for category in CATEGORIES]
        assert cells[3] == "not in the source"


def test_every_figure_of_a_locality_and_its_wards_is_that_of_the_files(
    open_board, counted, herefordshire
):
    locality = next(each for each in herefordshire.localities if each.code == "leominster")
    found = tables(open_board(quarter="2025Q4", locality="leominster"))
    quarter = Span("2025-10", "2025-12").months()
    year = Span("2025-01", "2025-12").months()
    for table, category in zip(found[:3], CATEGORIES, strict=True):
        told = dict(table[1:])
        count = counted.of("leominster", category, quarter)
        assert told["This quarter"] == f"{count:,}"
        before = told["The same quarter a year before"]
        assert before == "no figures for October 2024 to December 2024"
        whole = counted.of("leominster", category, year)
        assert told["12 months to the end of the quarter"] == f"{whole:,}"
        residents = sum(
            int(line.split(",")[at])
            for head, *lines in [population(herefordshire)]
            for at in [head.split(",").index("population")]
            for line in lines
            if any(ward in line for ward in locality.wards)
        )
        rate = told["Per 1,000 residents a year"]
        assert rate.startswith(f"{1000 * whole / residents:,.1f} (likely range ")
    wards = {row[0]: row[1:] for row in found[4][1:]}
    assert len(wards) == len(locality.wards)
    counts = sorted(
        tuple(counted.of(ward, category, quarter) for category in CATEGORIES)
        for ward in locality.wards
    )
    assert sorted(tuple(number(c) for c in cells[:3]) for cells in wards.values()) == counts


def population(profile):
    return profile.file("population_ward_mid2020.csv").read_text(encoding="utf-8").splitlines()


def test_the_funnel_s_table_and_the_themes_are_of_the_files(open_board, counted, herefordshire):
    found = tables(open_board(quarter="2025Q4"))
    funnel = next(table for table in found if table[0][0] == "Name")
    year = Span("2025-01", "2025-12").months()
    counts = sorted(counted.of(ward, "asb", year) for ward in herefordshire.locality_of_ward)
    assert sorted(number(row[1]) for row in funnel[1:]) == counts
    names = {"Possession of weapons, mostly found by police": "weapons", "Robbery": "robbery"}
    names |= {"Violence and sexual offences": "violence", "Burglary": "burglary"}
    names |= {"Drugs, mostly found by police": "drugs", "Vehicle crime": "vehicle-crime"}
    quarter = Span("2025-10", "2025-12").months()
    seen = set()
    for table in found:
        for name, *cells in table[1:]:
            if name in names:
                seen.add(names[name])
                assert number(cells[0]) == counted.of("county", names[name], quarter)
                assert number(cells[1]) == counted.of("county", names[name], year)
    assert seen == set(names.values()) <= set(TYPES)


def test_the_words_of_change_are_those_of_the_release(open_board, ready):
    released = board(ready["demonstration"], Viewer(ROLES["board"]), "2025Q4")
    rows = tables(open_board("demonstration", "board"))[0][1:]
    cells = [cell for row in rows for cell in row[1:]]
    for cell, trend in zip(cells, released.rows, strict=True):
        assert (trend.change in cell) == (trend.quarter.count is not None)
        assert trend.symbol in cell or trend.quarter.count is None


def test_a_locality_has_its_own_address(open_board):
    app = open_board("demonstration", "board")
    found = re.findall(r'<a class="geo-link" href="(board\?.*?)">(.*?)</a>', html_of(app))
    links = {words: parse_qs(html.unescape(href).partition("?")[2]) for href, words in found}
    assert len(links) == 9
    assert links["Leominster"] == {
        "data": ["Demonstration"],
        "role": ["Board member"],
        "quarter": [Q4],
        "locality": ["Leominster"],
    }


def test_charts_and_funnels_have_words_for_those_who_cannot_see_them(open_board):
    told = html_of(open_board("demonstration", "board", locality="hereford"))
    pictures = re.findall(r'<img class="geo-picture" alt="(.*?)"', told)
    assert len(pictures) == 3
    assert all(alt.startswith("Control chart of ") for alt in pictures)
    assert "By quarter: 2023Q1 " in told


def test_why_nothing_is_compared_is_said_once(open_board):
    told = html_of(open_board(quarter="2025Q4"))
    assert told.count("no figures for October 2024 to December 2024") == 1


def test_the_administrator_sees_no_figure(open_board):
    told = words_of(open_board("demonstration", "administrator"))
    assert "it sees no figures" in told
    assert "geo-board" not in told.replace("geo-board-key", "").split("</style>")[-1]


@pytest.fixture
def with_register(ready):
    """What a meeting wrote beside the demonstration."""
    store = ready["demonstration"].store
    register = open_register(store)
    agreed = Agreed(
        "Patrol", "Sgt A", date(2025, 11, 3), date(2025, 12, 1), place="E05009449", status="done"
    )
    first = actions.add_action(register, agreed, "chair")
    asked = action_log.escalate(register, first.number, "Who pays for lighting?", "chair")
    action_log.escalate(register, first.number, "May we close the alley?", "chair")
    action_log.answer_escalation(register, asked.number, "The council does.", "board")
    for day in range(1, 9):
        on = date(2025, 11, day)
        told = Told("resident", "Council", on, on, "E05009449", text="noise in Canary Row")
        voices.add_report(register, told, "officer")
    voices.add_report(
        register, Told("partner", "Fire", on, on, "E05009467", text="bins"), "officer"
    )
    yield
    for path in store.glob("register.*"):
        path.unlink()


@pytest.mark.usefixtures("with_register")
def test_escalations_stand_with_state_and_answer_and_reports_by_locality(open_board):
    app = open_board("demonstration", "board")
    told = html_of(app)
    assert re.search(r"Waits since \d+ \w+ \d{4}, 0 days</strong>: May we close the alley", told)
    assert "Who pays for lighting?" in told
    assert "The council does." in told
    heard = next(table for table in tables(app) if table[0][1] == "Reports in the quarter")
    rows = {row[0]: row[1:] for row in heard[1:]}
    assert rows["Hereford"] == ["8", "1", "1"]
    assert rows["Ledbury"] == ["not shown", "0", "0"]
    assert "Canary Row" not in told


@pytest.fixture
def with_effect(ready):
    """What the newest run found of an action; the run as it was made is put back afterwards."""
    data = ready["demonstration"]
    folder = data.store / FOLDER
    kept = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    made = PublishedMonth(
        area=data.profile.name,
        month="2025-12",
        version="of a test",
        made_at="2026-01-05T09:00:00+00:00",
        is_synthetic=True,
        settings={},
        scanned={},
        not_scanned={},
        no_history={},
        findings=(),
        backtests=(),
        effects=(effect(1, what="Patrols in Canary Row", place="Canary Row"),),
    )
    publish(data.store, made, (), ())
    yield
    shutil.rmtree(folder)
    for path, content in kept.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.mark.usefixtures("with_effect")
def test_what_an_action_did_is_one_line_without_place_or_typed_words(open_board):
    for role in ("board", "analyst"):
        told = html_of(open_board("demonstration", role))
        assert "Action 1 (Central): about 104 fewer than without it (68 to 140)" in told
        assert "Canary Row" not in told
    assert "about 104 fewer" not in html_of(open_board("demonstration", "public"))


@pytest.mark.usefixtures("with_register")
def test_the_public_sees_neither_escalations_nor_reports(open_board):
    told = words_of(open_board("demonstration", "public"))
    assert "for the partnership" in told
    assert "lighting" not in told
