"""The list of priorities, one priority's page, the meeting view and the ward's own list."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

import pytest

from geo_csp.monthly.publish import publish
from geo_csp.register import actions
from geo_csp.register import priorities as on_record
from geo_csp.register.agreed import Agreed
from geo_csp.tasking.priority import Factor, Part, Priority
from tests.hotspot_samples import CENTRAL, COLLEGE, FINDINGS, MONTH, TESTED
from tests.lead_samples import lead
from tests.packs.samples import effect, priority
from tests.pages.meeting import links_of, press, said
from tests.pages.reading import html_of, tables_of, words_of
from tests.published_samples import published_month

LIST, ONE, MEETING = "priorities.py", "priority.py", "meeting.py"
HOSTILE = "<script>alert(1)</script>"
TEAM = {"role": "neighbourhood", "wards": [CENTRAL]}

PARTS = {
    "harm": (
        Part("Anti-social behaviour", 41.0, 10 / 1000, "10 days of harm each", "asb"),
        Part("Drugs", 7.0, 3.66 / 1000, "3.66 days of harm each", "drugs", police_found=True),
    ),
    "likelihood": (Part("Incidents", 48.0, 0.2 / 100, "48 in 6 months", "volume"),),
    "confidence": (
        Part("Stability", 7 / 8, 1 / 3, "stands in 7 of 8 settings"),
        Part("Data", 0.987654321, 1 / 3, "2 in 100 have no place"),
        Part("Held", 2 / 3, 1 / 3, "hotspots like it held"),
    ),
    "capacity": (Part("Herefordshire Council", 1.0, 0.9, "street cleaning"),),
    "voice": (Part("Reports", 2.0, 1 / 5, "2 in 6 months"),),
}
WEIGHTS = {"harm": 20.0, "likelihood": 50.0, "confidence": 10.0, "capacity": 10.0, "voice": 10.0}


def factors(parts: dict[str, tuple[Part, ...]]) -> tuple[Factor, ...]:
    made = []
    for name, weight in WEIGHTS.items():
        value = sum(part.value for part in parts[name])
        made.append(Factor(name, value, weight, weight * value, f"The {name} of it.", parts[name]))
    return tuple(made)


def listed(rank: int, harm: float = 41.0, **changes: object) -> Priority:
    """``harm``: incidents of anti-social behaviour."""
    asb, drugs = PARTS["harm"]
    made = factors(PARTS | {"harm": (replace(asb, figure=harm), drugs)})
    score, why = sum(each.points for each in made), tuple(each.sentence for each in made)
    return priority(rank, factors=made, score=score, why=why, **changes)


FIRST = listed(1, found_from=("asb-1",), police_found_share=0.06)
SECOND = listed(2, 60.0, theme="acquisitive", ward_code=COLLEGE, rank_low=1, rank_high=4)
ORGANISED = listed(3, theme="soc", marking="OFFICIAL-SENSITIVE", has_lead=True)


@pytest.fixture
def publish_list(ready):
    data = ready["demonstration"]

    def published(*listed, month=MONTH, effects=(), leads=()):
        made = published_month(
            data.profile,
            month,
            data.store,
            scanned={"asb": "2023-01"},
            findings=FINDINGS,
            backtests=(TESTED,),
            leads=leads,
            priorities=listed,
            effects=effects,
        )
        publish(data.store, made, (), ())

    published(FIRST, SECOND, ORGANISED, effects=(effect(1),))
    return published


@pytest.fixture
def agree(register):
    def agreed(what: str = "Patrols on Friday nights", **changes: object) -> int:
        made = {"place": "p1", "owner": "Sgt Ann Hill", "status": "under_way"} | changes
        made = {"starts": date(2025, 7, 1), "review_on": date(2026, 1, 30)} | made
        return actions.add_action(register, Agreed(what, **made), "minutes").number

    return agreed


def test_the_list_has_each_place_with_rank_theme_ward_reason_and_suggested_lead(
    open_desk, publish_list
):
    words = html_of(open_desk(LIST))
    assert "1. Street 1 and Market Place, Central" in words
    assert "Anti-social behaviour. Central ward, Hereford." in words
    assert "Rank 1; could as well be 1 to 3" in words
    assert "The harm of it." in words
    assert "No owner yet. Suggested lead: Herefordshire Council." in words
    assert "6% of the harm police find by looking" in words


def test_an_action_that_is_open_gives_the_place_its_owner(open_desk, publish_list, agree):
    agree()
    agree("Letters", owner="Mr Bob Lane", status="done")
    app = open_desk(LIST)
    assert "Owner: Sgt Ann Hill." in html_of(app)
    assert tables_of(app)[-1].loc["1", "Owner"] == "Sgt Ann Hill"


def test_serious_organised_crime_has_its_own_section(open_desk, publish_list):
    app = open_desk(LIST)
    assert "Serious organised crime: 1" in [each.value for each in app.subheader]


def test_the_table_says_the_same_as_the_list(open_desk, publish_list):
    (table,) = tables_of(open_desk(LIST))
    assert table.loc["2"].to_dict() == {
        "Could as well be": "1 to 4",
        "Place": "Street 2 and Market Place, Central",
        "Ward": "College",
        "Locality": "Hereford",
        "Theme": "Acquisitive crime",
        "Score": f"{SECOND.score:.2f}",
        "Owner": "",
        "Suggested lead": "Herefordshire Council",
    }


def test_other_weights_put_the_list_in_order_anew_and_are_kept_nowhere(
    open_desk, publish_list, register
):
    app = open_desk(LIST)
    assert tables_of(app)[0].loc["1", "Place"].startswith("Street 1")
    app.slider(key="weight-harm").set_value(100.0).run()
    assert "Weights tried out: this order is kept nowhere." in html_of(app)
    assert tables_of(app)[0].loc["1", "Place"].startswith("Street 2")
    press(app, "Back to the partnership's weights")
    assert "this order is kept nowhere" not in html_of(app)
    assert tables_of(app)[0].loc["1", "Place"].startswith("Street 1")
    assert on_record.published_months(register) == ()


def test_the_list_is_shown_without_what_police_find_by_looking(open_desk, publish_list):
    publish_list(FIRST, listed(2, is_police_found=True))
    app = open_desk(LIST)
    app.checkbox(key="police-found").uncheck().run()
    assert "without what police find by looking" in html_of(app)
    assert "Street 2" not in html_of(app)


def test_each_score_is_rederived_from_the_figures_on_the_screen(open_desk, publish_list):
    app = open_desk(ONE, priority="p1")
    tables = tables_of(app)
    score = next(table for table in tables if table.index.name == "Factor")
    parts = [table for table in tables if "One counts" in table.columns]
    points = [
        sum(float(row["Figure"]) * float(row["One counts"]) for _, row in table.iterrows())
        * float(score["Weight"].iloc[number])
        for number, table in enumerate(parts)
    ]
    assert sum(points) == pytest.approx(FIRST.score, abs=1e-9)
    for shown, derived in zip(score["Points"], points, strict=False):
        assert float(shown) == pytest.approx(derived, abs=0.0005)
    assert float(score.loc["Score", "Points"]) == pytest.approx(FIRST.score, abs=0.0005)


def test_what_brought_a_place_on_the_list_has_its_own_page(open_desk, publish_list):
    publish_list(listed(1, found_from=("asb-1", "lead-1")), leads=(lead("lead-1"),))
    words = html_of(open_desk(ONE, priority="p1"))
    assert "Hotspot: anti-social behaviour" in words
    assert "Likely county-lines location, tier " in words
    assert "lead=lead-1" in words


def test_a_figure_that_follows_the_police_is_labelled(open_desk, publish_list):
    app = open_desk(ONE, priority="p1")
    assert "Drugs (police find this by looking)" in html_of(app)


def test_one_priority_has_its_streets_its_hotspot_and_its_actions_with_effect(
    open_desk, publish_list, agree
):
    agree()
    app = open_desk(ONE, priority="p1")
    words = html_of(app)
    streets = next(table for table in tables_of(app) if table.index.name == "Street")
    assert streets["Count"].to_dict() == {"Market Place": "13", "Street 1": "7"}
    assert FINDINGS[0].sentence in words
    assert "Patrols on Friday nights" in words
    assert "Incidents fell by about 104 against places like it." in words
    change = next(table for table in tables_of(app) if "Counted" in table.index)
    assert "-104.0 (between -140.5 and -67.5, 9 times out of 10)" in change["Figure"].tolist()
    asked = parse_qs(links_of(app)["Add an action"].partition("?")[2])
    assert (asked["place"], asked["partner"]) == (["p1"], ["Herefordshire Council"])


def test_the_action_has_its_effect_on_its_own_page(open_desk, publish_list, agree):
    agree()
    app = open_desk("action.py", action="1")
    assert "Incidents fell by about 104 against places like it." in html_of(app)


@pytest.mark.parametrize("page", [LIST, ONE, MEETING])
@pytest.mark.parametrize("role", ["public", "administrator"])
def test_who_may_not_see_priorities_is_told_that_they_exist_and_who_may(
    open_desk, publish_list, page, role
):
    app = open_desk(page, role=role, priority="p1")
    assert "are shown to those who sit in the meeting" in words_of(
        app
    ) or "shown to those who carry them out" in words_of(app)
    assert "Market Place" not in words_of(app)


def test_the_board_sees_wards_and_themes_and_no_place(open_desk, publish_list, agree):
    agree()
    app = open_desk(LIST, role="board")
    words = html_of(app)
    assert "1. Central ward" in words
    for hidden in ("Market Place", "Sgt Ann Hill", "Serious organised crime", "The harm of it"):
        assert hidden not in words
    assert not links_of(app)
    assert "Market Place" not in words_of(open_desk(ONE, role="board", priority="asb-1"))
    assert "Market Place" not in words_of(open_desk(MEETING, role="board", priority="p1"))


def test_a_team_sees_its_own_wards_places_only(open_desk, publish_list):
    words = html_of(open_desk(LIST, **TEAM))
    assert "Street 1" in words
    assert "Street 2" not in words
    assert "Street 2" not in words_of(open_desk(ONE, priority="p2", **TEAM))


@pytest.mark.parametrize("page", [LIST, MEETING, "hotspots.py", "county_lines.py"])
def test_a_team_without_wards_is_told_to_choose_them(open_desk, publish_list, page):
    app = open_desk(page, role="neighbourhood")
    assert "Choose the team's wards under “Data and role”" in words_of(app)


def test_the_ranks_that_the_list_leaves_out_are_told_with_where_they_stand(open_desk, publish_list):
    assert re.search(r"Under serious organised crime, below: \d+\.", html_of(open_desk(LIST)))


def test_a_month_that_was_not_run_says_so_with_the_command(open_desk, publish_list):
    for page in (LIST, ONE, MEETING):
        app = open_desk(page, priority="p1")
        app.selectbox(key="month").set_value("2025-10").run()
        assert "geo-csp run --month 2025-10 --store" in app.code[0].value


def test_the_meeting_begins_with_what_was_carried_over(open_desk, publish_list, agree):
    agree()
    app = open_desk(MEETING)
    assert "1 action is open: none are past the review date, 1 carried over" in html_of(app)
    assert "Incidents fell by about 104" in html_of(app)
    press(app, "Next")
    assert app.header[0].value.replace("\\", "") == "1. Street 1 and Market Place, Central"
    press(app, "Next")
    assert app.header[0].value.replace("\\", "") == "2. Street 2 and Market Place, Central"
    press(app, "Before")
    assert "Priority 1 of 3" in html_of(app)


def test_a_decision_is_kept_as_an_action_of_its_priority_and_the_next_is_shown(
    open_desk, publish_list, register
):
    (published, *_) = on_record.publish(register, MONTH, [("p1", {"theme": "asb"})], "run")
    app = open_desk(MEETING, priority="p1")
    app.text_area(key="decided-p1-what").set_value("Patrols on Friday nights")
    app.text_input(key="decided-p1-owner").set_value("Sgt Ann Hill")
    press(app, "Keep it and go on")
    assert "Action 1 is kept: Sgt Ann Hill reports on 12 February 2026." in said(app)
    assert app.header[0].value.replace("\\", "").startswith("2. ")
    (kept,) = actions.actions(register)
    assert kept.agreed.place == "p1"
    assert kept.agreed.priority == published.number
    assert kept.agreed.partner == "Herefordshire Council"


def test_a_decision_without_an_owner_is_refused_and_stays(open_desk, publish_list, register):
    app = open_desk(MEETING, priority="p1")
    app.text_area(key="decided-p1-what").set_value("Patrols")
    press(app, "Keep it and go on")
    assert "Owner: this must not be empty." in said(app)
    assert app.text_area(key="decided-p1-what").value == "Patrols"
    assert actions.actions(register) == ()


def test_the_wards_page_has_its_priorities_their_date_and_what_was_done(
    open_desk, publish_list, agree
):
    agree("Patrols in Central", place=CENTRAL)
    agree("Lighting in College", place=COLLEGE)
    app = open_desk("wards.py", **TEAM)
    app.selectbox(key="ward").set_value(CENTRAL).run()
    words = html_of(app)
    assert "Street 1 and Market Place, Central" in words
    assert "for the meeting of January 2026: the next is due by April 2026." in words
    assert "Patrols in Central" in words
    assert "Lighting in College" not in words
    assert "<strong>OFFICIAL-SENSITIVE</strong>" in words


def test_a_wards_priorities_that_were_not_renewed_in_three_months_are_late(
    open_desk, publish_list, monkeypatch
):
    app = open_desk("wards.py")
    monkeypatch.setattr("geo_csp.pages.desk._made_up_today", lambda _data: date(2026, 5, 1))
    app.selectbox(key="ward").set_value(CENTRAL).run()
    assert ">late</span>" in html_of(app)
    assert "late, a new one was due by April 2026." in html_of(app)


@pytest.mark.parametrize("role", ["public", "board"])
def test_who_does_not_task_finds_no_priorities_on_the_wards_page(open_desk, publish_list, role):
    app = open_desk("wards.py", role=role)
    app.selectbox(key="ward").set_value(CENTRAL).run()
    assert "Market Place" not in words_of(app)
    assert "Priorities here" not in [each.value for each in app.subheader]


def test_a_place_named_like_a_script_is_only_a_name(open_desk, publish_list):
    publish_list(
        priority(1, place=HOSTILE, why=(HOSTILE,), streets=((HOSTILE, 1),), partner=HOSTILE)
    )
    for page in (LIST, ONE, MEETING):
        assert HOSTILE not in html_of(open_desk(page, priority="p1"))
