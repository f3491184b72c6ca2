"""The board's table, sparklines and pictures: read without colour, and without eyes."""

from __future__ import annotations

import dataclasses
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from geo_csp.disclosure.trends import SYMBOLS, WORDS
from geo_csp.drawing.board_map import locality_looks
from geo_csp.drawing.board_pictures import chart_in_words, chart_png, funnel_in_words, funnel_png
from geo_csp.drawing.board_table import (
    board_table_html,
    change_html,
    key_html,
    reasons,
    themes_html,
)
from geo_csp.drawing.sparkline import sparkline_html, sparkline_in_words
from geo_csp.months import Span
from geo_csp.trends.find import trends
from geo_csp.trends.funnels import Counted, funnel
from geo_csp.trends.trend import Figure
from tests.trends.samples import asked_of, months_of

QUARTER = Span("2025-10", "2025-12")
YEARS = months_of("2023-01", "2025-12")
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def trend(herefordshire):
    return trends(asked_of(herefordshire, [[9, 11] * 17 + [30, 10]], YEARS), QUARTER)[0]


def svg_of(image):
    source = re.search(r'src="data:image/svg\+xml,(.*?)"', image)[1]
    return ElementTree.fromstring(unquote(source))


def tags(svg):
    return [element.tag.rpartition("}")[2] for element in svg]


def test_a_sparkline_has_a_line_a_last_mark_and_its_words(trend):
    assert tags(svg_of(sparkline_html(trend))) == ["polyline", "rect"]
    words = sparkline_in_words(trend)
    assert words.startswith("By quarter: 2023Q1 29, ")
    assert f'alt="{words}"' in sparkline_html(trend)


def test_a_missing_quarter_breaks_the_line(trend):
    gappy = dataclasses.replace(
        trend, quarters=("a", "b", "c", "d", "e"), quarter_counts=(3, 4, None, 5, None)
    )
    assert tags(svg_of(sparkline_html(gappy))) == ["polyline", "circle"]
    assert "c no figure" in sparkline_in_words(gappy)
    nothing = dataclasses.replace(trend, quarter_counts=(None,) * 12)
    assert sparkline_html(nothing) == ""


def test_a_sparkline_starts_at_nought(trend):
    """Ten and eleven look alike: the foot of the picture is 0."""
    flat = dataclasses.replace(trend, quarters=("a", "b"), quarter_counts=(10, 11))
    points = svg_of(sparkline_html(flat))[0].get("points")
    heights = [float(pair.split(",")[1]) for pair in points.split()]
    assert abs(heights[0] - heights[1]) < 2


def test_every_word_is_said_with_its_symbol_and_explained(trend):
    assert "exceptional, up" in change_html(trend)
    assert "▲▲" in change_html(trend)
    key = key_html()
    for word in WORDS:
        assert f"<strong>{word}</strong>" in key
    assert all(symbol in key for symbol in SYMBOLS.values())


def test_the_table_parses_and_escapes_what_profiles_say(trend):
    named = dataclasses.replace(trend, area_name=HOSTILE, phrase=HOSTILE)
    found = board_table_html([named], [("asb", HOSTILE)], HOSTILE, lambda _: 'board?a="b"&c')
    ElementTree.fromstring(found)
    assert HOSTILE not in found


def test_a_cell_without_a_figure_says_why_in_short(trend):
    unseen = dataclasses.replace(trend, quarter=Figure(None, "not shown: not published yet"))
    assert ">not shown</span>" in board_table_html([unseen], [("asb", "ASB")], "caption")


def test_reasons_are_said_once_with_what_they_are_true_of(trend):
    alone = dataclasses.replace(trend, why="no figures for May 2024")
    other = dataclasses.replace(alone, phrase="Drugs", quarter=Figure(None, "x"), why="x")
    assert reasons([alone, alone, other, trend]) == (
        "not comparable: Anti-social behaviour: no figures for May 2024",
        "no figure: Drugs: x",
    )


def test_pictures_are_the_same_bytes_each_time_and_say_what_they_show(trend, herefordshire):
    assert chart_png(trend)[:8] == b"\x89PNG\r\n\x1a\n"
    first = chart_png(trend)
    chart_png.cache_clear()
    assert chart_png(trend) == first
    words = chart_in_words(trend)
    assert words.startswith("Control chart of anti-social behaviour in Area 0: October 2025 11,")
    assert "30 in November 2025, where the 24 months before" in words
    asb = herefordshire.selections["asb"]
    areas = [Counted(f"w{n}", f"Ward {n}", 1000.0, 10 + 40 * (n == 3)) for n in range(30)]
    found = funnel("Wards", asb, QUARTER, areas)
    assert funnel_png(found)[:4] == b"\x89PNG"
    assert "Ward 3 200.0, above the 99.8 % limits" in funnel_in_words(found)


def test_a_locality_s_wards_carry_its_symbol_on_the_map(trend):
    looks = locality_looks([trend], {"E1": "a0", "E2": "a0", "E3": "elsewhere"})
    assert set(looks) == {"E1", "E2"}
    assert looks["E1"]["mark"] == "▲▲"
    assert trend.sentence in looks["E1"]["lines"]
    silent = dataclasses.replace(trend, change="not comparable", direction="")
    assert locality_looks([silent], {"E1": "a0"})["E1"]["hatched"]


def test_a_theme_says_that_police_found_it(herefordshire):
    from tests.trends.test_themes import line_of, theme_total

    counts = {"2025-10:2025-12": Figure(60), "2024-10:2024-12": Figure(30)}
    total = dataclasses.replace(
        theme_total(line_of(counts), QUARTER, ()), is_police_found=True, phrase=HOSTILE
    )
    found = themes_html([total], "Theme")
    ElementTree.fromstring(found)
    assert "mostly found by police" in found
    assert "<strong>60</strong>, a year before 30: change" in found
