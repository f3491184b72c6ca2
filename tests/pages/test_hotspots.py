"""The pages of hotspots, on a month that was published before."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from geo_csp.monthly.publish import publish
from geo_csp.pages import made_at_start
from tests.hotspot_samples import FINDINGS, MONTH, TESTED, WATCHED, hotspot
from tests.pages.meeting import links_of
from tests.pages.reading import html_of, tables_of, words_of
from tests.published_samples import published_month

LIST, ONE, HELD = "hotspots.py", "hotspot.py", "backtest.py"
TEAM = {"role": "Neighbourhood policing team", "wards": ["Central"]}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def publish_month(ready):
    """Publishes these findings as the demonstration's newest month, or as another."""
    data = ready["demonstration"]

    def published(*findings, month=MONTH):
        made = published_month(
            data.profile,
            month,
            data.store,
            scanned={"asb": "2023-01", "weapons": "2023-01", "violence": "2023-01"},
            findings=findings,
            backtests=(TESTED,),
        )
        publish(data.store, made, (), ())

    return published


@pytest.fixture
def open_hotspots(open_page, publish_month):
    publish_month(*FINDINGS)

    def opened(page: str, hotspot: str = "", data: str = "demonstration", **state) -> AppTest:
        """A test session forgets the address when it goes to another page: choose anew there."""
        frame = {key: state.pop(key) for key in TEAM if key in state}
        app = open_page(data="Demonstration", **frame)
        role = app.session_state["role"]
        wards = app.session_state["wards"] if "wards" in frame else []
        app.switch_page(page).run()
        app.selectbox(key="data").set_value(data)
        if data == "demonstration":
            app.selectbox(key="role").set_value(role)
        if hotspot:
            app.query_params["hotspot"] = hotspot
        app.run()
        if wards:
            app.multiselect(key="wards").set_value(wards).run()
        for key, value in state.items():
            app.selectbox(key=key).set_value(value).run()
        assert not app.exception
        return app

    return opened


def test_the_list_has_emerging_first_then_watch_then_the_others(open_hotspots):
    app = open_hotspots(LIST)
    places = [f"{n}. {found.place}" for n, found in enumerate(FINDINGS, start=1)]
    assert list(links_of(app)) == places
    assert [heading.value for heading in app.subheader] == ["Emerging: 1", "To watch: 1"]
    assert [each.label for each in app.expander] == ["High, not rising just now: 1"]


def test_each_hotspot_in_the_list_has_its_kind_category_and_sentence(open_hotspots):
    said = html_of(open_hotspots(LIST))
    for found, head in zip(
        FINDINGS,
        (
            "Emerging: Anti-social behaviour.",
            "To watch: Possession of weapons.",
            "Long high: Violence and sexual offences.",
        ),
        strict=True,
    ):
        assert head in said
        assert found.sentence in said


@pytest.mark.parametrize(("page", "code"), [(LIST, ""), (ONE, "weapons-2")])
def test_what_stands_in_under_half_of_the_settings_is_marked(open_hotspots, page, code):
    said = html_of(open_hotspots(page, code))
    assert "not stable: stands in 2 of 8 settings" in said
    assert "snap points were issued anew in November 2025" in said


def test_a_hotspots_own_page_says_the_same_figures(open_hotspots):
    app = open_hotspots(ONE, "asb-1")
    assert FINDINGS[0].sentence in html_of(app)
    assert FINDINGS[0].place in words_of(app)
    streets, figures = tables_of(app)
    assert streets["Count"].to_dict() == {"High Street": "13", "Bewell Street": "7"}
    assert figures["Figure"].to_dict() == {
        "Months counted": "November 2025 to December 2025",
        "Incidents": "20",
        "Usual for these months": "4.0",
        "Times the usual": "5.0 (between 3.0 and 7.6)",
        "How rare by chance": "about once in 9 years",
        "Probability of chance (p)": "0.0002, allowing for all places looked at",
        "Stability": "stands in 8 of 8 settings",
        "In all its months": "On and off",
    }
    assert "One incident here tends to bring others." in html_of(app)
    assert "Nothing in the data that is known." in html_of(app)


def test_a_link_keeps_whose_data_who_looks_and_which_month(open_hotspots):
    href = next(iter(links_of(open_hotspots(LIST, about="asb", **TEAM)).values()))
    assert parse_qs(href.removeprefix("hotspot?")) == {
        "data": ["Demonstration"],
        "role": ["Neighbourhood policing team"],
        "wards": ["Central"],
        "month": ["December 2025"],
        "about": ["Anti-social behaviour"],
        "hotspot": ["asb-1"],
    }


def test_a_category_that_is_chosen_leaves_the_others_out(open_hotspots):
    app = open_hotspots(LIST, about="weapons")
    assert list(links_of(app)) == ["1. High Street and Bewell Street, Central"]
    assert "Possession of weapons in December 2025" in html_of(app)


def test_a_month_that_was_not_run_says_so_with_the_command(open_hotspots):
    app = open_hotspots(LIST, month="2025-10")
    assert "the hotspots of 2025-10 are not made yet" in words_of(app).lower()
    assert "geo-csp run --month 2025-10 --store" in app.code[0].value


def test_hotspots_that_are_being_made_at_the_first_start_are_announced(open_hotspots, monkeypatch):
    monkeypatch.setattr(made_at_start, "is_being_made", lambda _: True)
    app = open_hotspots(LIST, month="2025-10")
    assert made_at_start.BEING_MADE in words_of(app)
    assert not app.code


@pytest.mark.parametrize("role", ["Public", "Board member"])
@pytest.mark.parametrize("page", [LIST, ONE])
def test_who_may_not_see_places_is_told_that_they_exist_and_who_may(open_hotspots, page, role):
    app = open_hotspots(page, "asb-1", role=role)
    assert "released to those who send people to places (MATAC members" in words_of(app)
    assert FINDINGS[0].place not in words_of(app)
    assert FINDINGS[0].place not in " ".join(links_of(app))


def test_a_team_sees_the_hotspots_of_its_own_wards_only(open_hotspots):
    assert len(links_of(open_hotspots(LIST, **TEAM))) == 2
    other = open_hotspots(ONE, "weapons-2", **TEAM)
    assert "This is no hotspot that is shown to you in December 2025" in words_of(other)
    assert not tables_of(other)


def test_a_hotspot_that_is_not_there_says_so_and_leads_to_the_list(open_hotspots):
    unknown = open_hotspots(ONE, "asb-99")
    assert "This is no hotspot that is shown to you" in words_of(unknown)
    assert list(links_of(unknown)) == ["All hotspots"]


def test_a_hotspot_of_another_month_leads_there(open_hotspots, publish_month):
    publish_month(WATCHED, month="2025-09")
    app = open_hotspots(ONE, "asb-1", month="2025-09")
    assert list(links_of(app)) == ["All hotspots", "It was one in December 2025"]


def test_without_a_hotspot_the_page_leads_to_the_list(open_hotspots):
    app = open_hotspots(ONE)
    assert "No hotspot is chosen" in words_of(app)
    assert list(links_of(app)) == ["All hotspots"]


@pytest.mark.parametrize(("page", "code"), [(LIST, ""), (ONE, "asb-1"), (HELD, "")])
def test_pages_of_the_demonstration_say_that_it_is_made_up(open_hotspots, page, code):
    assert "This is synthetic demonstration data" in words_of(open_hotspots(page, code))


def test_places_of_an_extract_are_marked_sensitive(open_hotspots):
    for page, code in ((LIST, ""), (ONE, "asb-1")):
        assert "<strong>OFFICIAL-SENSITIVE</strong>" in html_of(open_hotspots(page, code))


@pytest.mark.parametrize(("page", "code"), [(LIST, ""), (ONE, "asb-1")])
def test_a_place_named_like_a_script_is_only_a_name(open_hotspots, publish_month, page, code):
    publish_month(
        hotspot("asb-1", place=HOSTILE, sentence=HOSTILE, streets=((HOSTILE, 3),), near_repeat="")
    )
    app = open_hotspots(page, code)
    assert HOSTILE not in html_of(app)
    assert not any("<script>" in heading.value for heading in app.header)


def test_how_well_it_worked_has_its_intervals_and_says_when_plain_counts_do_as_well(open_hotspots):
    app = open_hotspots(HELD, about="asb")
    assert "Plain ways do as well: counts." in html_of(app)
    scores, categories = tables_of(app)
    assert scores.loc["Counts of the last 12 months"].to_dict() == {
        "Share held": "37% (34% to 41%)",
        "Of the best (PEI)": "90% (88% to 93%)",
        "Foreseen for each that came (RRI)": "not known",
        "Times the density (PAI)": "18.1 (one month only)",
    }
    assert categories["What came of it"].to_dict() == {
        "Anti-social behaviour": "Plain ways do as well: counts."
    }
