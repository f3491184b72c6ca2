from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from geo_csp.disclosure import data_set, release
from geo_csp.months import Span
from geo_csp.pages import choices, one_ward
from geo_csp.roles import ROLES, Viewer
from tests.pages.reading import html_of, tables_of, words_of

DEMONSTRATION = {"data": "Demonstration"}
HATE_IN_JUNE = {**DEMONSTRATION, "category": "Hate crime", "from_": "June 2025"}
CENTRAL = "E05009449"


def wards_table(app) -> pd.DataFrame:
    return tables_of(app)[-1]


def test_it_opens_on_real_open_data_with_every_ward(open_page, ready):
    app = open_page()
    shown = ready["open"]
    newest = shown.coverage.newest_complete
    expected = release.figures(
        shown, Viewer(ROLES["partner"]), "ward", "neighbourhood", Span(newest, newest)
    )
    assert expected.sentence.split(":")[0] in html_of(app)
    assert len(wards_table(app)) == 53


def test_the_table_says_what_the_release_says(open_page, ready):
    app = open_page(**HATE_IN_JUNE)
    released = release.figures(
        ready["demonstration"],
        Viewer(ROLES["partner"]),
        "ward",
        "hate",
        Span("2025-06", "2025-06"),
    ).table
    expected = dict(zip(released["area_name"], released["count"].astype(str), strict=True))
    assert wards_table(app)["Count"].to_dict() == expected


def test_an_address_opens_the_view_it_names(open_page):
    app = open_page(
        **DEMONSTRATION,
        category="Acquisitive crime: burglary",
        from_="March 2025",
        to="June 2025",
        show="Rate",
        locality="Leominster",
        ward="Hampton",
        role="Analyst",
    )
    state = {key: app.session_state[key] for key in ("category", "from", "to", "show", "role")}
    assert state == {
        "category": "burglary",
        "from": "2025-03",
        "to": "2025-06",
        "show": "rate",
        "role": "analyst",
    }
    assert "Hampton ward" in words_of(app)
    assert len(wards_table(app)) == 6  # the wards of Leominster in the profile


def test_months_named_backwards_are_the_same_span(open_page):
    app = open_page(**DEMONSTRATION, from_="June 2025", to="March 2025")
    assert "March 2025 to June 2025" in html_of(app)


def test_the_demonstration_says_on_its_page_that_it_is_made_up(open_page):
    app = open_page(**DEMONSTRATION)
    assert "This is synthetic demonstration data" in words_of(app)
    assert "synthetic" not in words_of(open_page(data="Open data")).lower()


def test_roles_can_be_switched_in_the_demonstration_only(open_page):
    assert "Looking as" in [box.label for box in open_page(**DEMONSTRATION).selectbox]
    assert "Looking as" not in [box.label for box in open_page(data="Open data").selectbox]


def test_hate_crime_in_open_data_is_no_figure_and_not_zero(open_page):
    app = open_page(data="Open data", category="Hate crime")
    assert set(wards_table(app)["Count"]) == {"not in the source"}
    assert "no figure, not a figure of zero" in html_of(app)


def test_the_board_sees_no_hate_crime_of_a_ward_in_a_month_and_no_points(open_page):
    app = open_page(**HATE_IN_JUNE, role="Board member", ward="Central")
    assert set(wards_table(app)["Count"]) == {"not shown"}
    assert "not shown does not mean none. Figures stay as first published" in words_of(app)
    assert "Points and streets are released only to roles that task" in words_of(app)
    assert "<strong>OFFICIAL</strong>" in html_of(app)


def test_what_only_a_tasking_role_sees_is_marked_sensitive(open_page):
    assert "<strong>OFFICIAL-SENSITIVE</strong>" in html_of(open_page(**HATE_IN_JUNE))


def test_points_of_an_extract_are_sensitive_though_the_counts_are_not(open_page):
    counts = {**DEMONSTRATION, "category": "Acquisitive crime", "from_": "June 2025"}
    assert "<strong>OFFICIAL</strong>" in html_of(open_page(**counts))
    assert "<strong>OFFICIAL-SENSITIVE</strong>" in html_of(open_page(**counts, ward="Central"))


def test_a_team_sees_the_points_of_its_own_wards_only(open_page):
    team = {"role": "Neighbourhood policing team", "wards": ["Central"]}
    own = open_page(**HATE_IN_JUNE, **team, ward="Central")
    other = open_page(**HATE_IN_JUNE, **team, ward="College")
    assert "points and streets of its own wards only" not in words_of(own)
    assert "points and streets of its own wards only" in words_of(other)


def test_a_role_that_sees_no_figures_is_told_so(open_page):
    app = open_page(**DEMONSTRATION, role="Administrator")
    assert "it sees no figures" in words_of(app)
    assert not tables_of(app)


def test_months_across_a_gap_are_refused_by_name_and_the_map_has_no_figures(open_page):
    app = open_page(data="Open data", from_="April 2024", to="February 2025")
    assert "May 2024 to December 2024" in words_of(app)
    assert not tables_of(app)


def test_how_asb_is_counted_is_said(open_page):
    app = open_page(data="Open data", category="Anti-social behaviour")
    assert "criminal damage and arson are counted apart" in html_of(app)


def test_change_without_evidence_is_said_in_those_words(open_page):
    app = open_page(**DEMONSTRATION, category="Anti-social behaviour", show="Change")
    assert wards_table(app)["Against a year before"].str.contains("no evidence of change").any()


@pytest.mark.parametrize("synthetic_months", [0, 12])
def test_a_real_extract_is_not_shown_without_sign_in(
    open_page, ready, monkeypatch, synthetic_months
):
    """Not even beside months that are made up."""
    made_up = ready["demonstration"]
    months = [
        dataclasses.replace(month, is_synthetic=number < synthetic_months)
        for number, month in enumerate(made_up.counted_months)
    ]
    own = dataclasses.replace(
        made_up,
        name="own",
        counted_months=tuple(months),
        is_protected=data_set.is_protected(months),
    )
    monkeypatch.setattr(choices, "data_sets", lambda: (own, ready["open"]))
    for page in ("", "about_the_data.py"):
        app = open_page(page)
        assert "only to people who have signed in" in words_of(app)
        assert not tables_of(app)
        assert "Central" not in html_of(app)
        assert [box.label for box in app.selectbox] == ["Data"]
    assert len(wards_table(open_page(data="Open data"))) == 53


def test_a_street_named_like_a_script_is_only_a_name(open_page, monkeypatch):
    hostile = "<script>alert(1)</script>"
    streets = pd.DataFrame({"street": [hostile], "count": [3]})
    points = streets.assign(longitude=-2.7, latitude=52.0)
    monkeypatch.setattr(release, "ward_points", lambda *_: points)
    monkeypatch.setattr(release, "ward_streets", lambda *_: streets)
    one_ward._places.cache_clear()
    app = open_page(data="Open data", ward="Central")
    one_ward._places.cache_clear()
    assert tables_of(app)[0].index[0] == hostile
    assert hostile not in html_of(app)


def test_without_localities_there_is_no_filter_for_them(open_page, ready, monkeypatch):
    shown = ready["open"]
    bare = shown.profile.model_copy(update={"localities": ()})
    data = dataclasses.replace(shown, profile=bare)
    monkeypatch.setattr(choices, "data_sets", lambda: (data,))
    assert "Locality" not in [box.label for box in open_page().selectbox]


def test_the_sentence_names_most_incidents_beside_the_highest_rate(open_page):
    assert "Most incidents and highest rate: Central ward (" in html_of(
        open_page(data="Open data", category="Anti-social behaviour")
    )


def test_clicking_the_chosen_ward_again_lets_it_go(monkeypatch):
    state = type("State", (dict,), {"__getattr__": dict.get, "__setattr__": dict.__setitem__})()
    state["map"] = type("Result", (), {"clicked": CENTRAL})()
    monkeypatch.setattr(choices.st, "session_state", state)
    picked = choices.pick_ward("map")
    picked()
    assert state["ward"] == CENTRAL
    picked()
    assert state["ward"] is None
