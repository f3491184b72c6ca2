"""The board's page: figures held against csv, addresses, and what no board may see."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs

import pytest

from geo_csp.disclosure.trends import board
from geo_csp.months import Span, parse_quarter
from geo_csp.roles import ROLES, Viewer
from tests.csv_counts import TYPES, Counted, rows_of_zip
from tests.pages.conftest import ROOT
from tests.pages.reading import board_tables, html_of, words_of

CATEGORIES = ("neighbourhood", "asb", "acquisitive")
Q1, Q4 = "January to March 2025", "October to December 2025"


@pytest.fixture(scope="module")
def counted(herefordshire):
    rows = rows_of_zip(ROOT / "data" / "open" / "herefordshire.zip")
    return Counted(rows, herefordshire.folder, herefordshire.locality_of_ward)


def number(cell):
    found = re.match(r"[\d,]+", cell)
    return int(found[0].replace(",", "")) if found else None


@pytest.mark.parametrize("quarter", ["2024Q1", "2025Q1", "2025Q3", "2025Q4"])
def test_every_figure_of_the_localities_is_that_of_the_files(
    open_board, counted, herefordshire, quarter
):
    codes = {each.name: each.code for each in herefordshire.localities}
    rows = board_tables(open_board(quarter=quarter))[0]
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
    found = board_tables(open_board(quarter="2025Q4", locality="leominster"))
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
    found = board_tables(open_board(quarter="2025Q4"))
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
    rows = board_tables(open_board("demonstration", "board"))[0][1:]
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
