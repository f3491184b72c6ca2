"""How hotspots are marked, listed and put in words."""

from __future__ import annotations

import re

import pytest

from geo_csp.disclosure.hotspots import KINDS as ALL_KINDS
from geo_csp.drawing import hotspot_marks
from geo_csp.drawing.backtest_tables import areas_scored, overview, scores_table
from geo_csp.drawing.hotspot_figures import figures_table, months_table
from geo_csp.drawing.hotspot_list import entry_html, key_html
from geo_csp.drawing.hotspot_map import grounds, spot_looks, with_spots
from geo_csp.drawing.hotspot_marks import GROUPS, group_of, mark_image, mark_svg, mark_text
from tests.hotspot_samples import FINDINGS, MONTH, PERSISTENT, TESTED, WATCHED, hotspot

PHRASES = {"asb": "Anti-social behaviour", "weapons": "Weapons", "violence": "Violence"}


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_kind_has_its_words_and_one_mark(kind):
    phrase, explanation = hotspot_marks.KINDS[kind]
    assert phrase
    assert explanation.endswith(".")
    assert [kind in group.kinds for group in GROUPS].count(True) == 1


def test_marks_are_told_apart_without_colour():
    assert len({group.shape for group in GROUPS}) == len(GROUPS)


def test_a_mark_carries_its_number_and_a_question_mark_where_it_is_not_stable():
    assert ">7</text>" in mark_svg(group_of(FINDINGS[0]), mark_text(7, FINDINGS[0]))
    assert mark_text(2, WATCHED) == "2?"
    assert mark_text(None, FINDINGS[0]) == ""


def test_on_the_map_a_hotspot_reads_as_in_the_list():
    spot = spot_looks([(2, WATCHED)], PHRASES)[0]
    assert spot["lines"] == [
        "2. High Street and Bewell Street, Central",
        "To watch: Weapons",
        "20 incidents, 4.0 expected",
        "not stable: stands in 2 of 8 settings",
    ]
    assert spot["outline"]["type"] == "Polygon"


def test_a_mark_stands_inside_its_outline():
    """The outline is the triangle (-2.72, 52.05), (-2.71, 52.05), (-2.71, 52.06)."""
    spot = spot_looks([(1, FINDINGS[0])], PHRASES)[0]
    assert -2.72 < spot["longitude"] < -2.71
    assert 52.05 < spot["latitude"] < 52.05 + (spot["longitude"] + 2.72)


def test_the_sign_of_what_is_shown_changes_with_the_hotspots():
    data = {"shown": "0123456789ab", "areas": grounds(["E05009449"])}
    one, other = (with_spots(data, spot_looks([(1, each)], PHRASES)) for each in FINDINGS[:2])
    assert re.fullmatch("[0-9a-f]{12}", one["shown"])
    assert one["shown"] != other["shown"] != data["shown"]
    assert one["areas"] == data["areas"]


def test_what_comes_from_a_file_is_text_in_the_list():
    hostile = "<img src=x>"
    entry = entry_html(1, hotspot("asb-1", sentence=hostile, break_words=hostile), hostile)
    assert hostile not in entry
    assert entry.count("&lt;img src=x&gt;") == 3


def test_the_key_names_every_mark():
    assert all(
        group.title in key_html() and mark_image(group, "") in key_html() for group in GROUPS
    )


def test_what_else_could_explain_it_stands_only_where_something_could():
    assert "What else could explain it" not in entry_html(1, FINDINGS[0], "")
    assert "snap points were issued anew" in entry_html(1, WATCHED, "")


def test_a_window_of_all_months_is_not_compared_with_itself():
    table = figures_table(PERSISTENT, MONTH)
    figures = dict(zip(table["What"], table["Figure"], strict=True))
    assert figures["Usual for these months"].startswith("these are all its months")
    assert "Times the usual" not in figures
    assert "How rare by chance" not in figures


@pytest.mark.parametrize(("p", "words"), [(0.00004, "under 0.0001"), (0.0372, "0.037")])
def test_a_p_is_written_to_two_figures_and_never_as_nought(p, words):
    table = figures_table(hotspot("asb-1", p=p), MONTH)
    assert f"{words}, allowing for all places looked at" in table["Figure"]


def test_the_months_of_the_chart_are_those_of_the_hotspot():
    table = months_table(FINDINGS[0])
    assert table["month"].tolist()[-2:] == ["2025-11", "2025-12"]
    assert table["count"].tolist()[-2:] == [9, 11]


def test_a_score_of_no_month_is_not_known_and_one_of_one_month_says_so():
    assert areas_scored(TESTED) == (2.0,)
    table = scores_table(TESTED, 2.0)
    assert table["Foreseen for each that came (RRI)"] == ["not known"]
    assert table["Times the density (PAI)"] == ["18.1 (one month only)"]
    assert table["Share held"] == ["37% (34% to 41%)"]


def test_every_category_says_what_came_of_it():
    assert overview((TESTED,), PHRASES) == {
        "Category": ["Anti-social behaviour"],
        "What came of it": ["Plain ways do as well: counts."],
    }
