"""The actions board and one action's page, written in the register of the data set shown."""

from __future__ import annotations

from datetime import date

import pytest

from geo_csp.register import action_log, actions
from geo_csp.register.agreed import Agreed
from tests.pages.meeting import press, said
from tests.pages.reading import html_of, tables_of, words_of

BOARD, ONE = "actions.py", "action.py"
CENTRAL, TUPSLEY = "E05009449", "E05009486"
HOSTILE = "<script>alert(1)</script>"
MEMBER = "MATAC member"


@pytest.fixture
def agree(register):
    def agreed(what: str = "Patrols on Friday nights", **changes: object) -> int:
        made = {"place": CENTRAL, "owner": "Sgt Ann Hill", "status": "under_way"} | changes
        made = {"starts": date(2025, 12, 8), "review_on": date(2026, 1, 30)} | made
        return actions.add_action(register, Agreed(what, **made), "minutes").number

    return agreed


def test_the_board_says_what_is_open_overdue_and_carried_over(open_desk, agree):
    agree()
    agree("Lighting of the footpath", review_on=date(2026, 1, 12))
    agree("Letters to tenants", status="done")
    app = open_desk(BOARD)
    words = html_of(app)
    assert "2 actions are open: 1 is past the review date, 2 carried over" in words
    assert ">Under way: 2</h3>" in words
    assert "Done: 1" not in words
    app.checkbox(key="closed").check().run()
    assert ">Done: 1</h3>" in html_of(app)


def test_the_boards_table_says_the_same_as_its_cards(open_desk, agree):
    agree("Lighting of the footpath", review_on=date(2026, 1, 12))
    (table,) = tables_of(open_desk(BOARD))
    assert table.loc["Lighting of the footpath"].to_dict() == {
        "Where": "Central ward",
        "Owner": "Sgt Ann Hill",
        "Status": "Under way",
        "Review": "12 January 2026, overdue",
        "Done so far": "",
    }


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("owner", ["Mr Bob Lane: 1", "Sgt Ann Hill: 2"]),
        ("review", ["Past the review date: 1", "This month: 1", "Later: 1"]),
        ("agreed", ["Carried over from earlier months: 3"]),
    ],
)
def test_the_board_is_arranged_by_owner_review_date_and_month(open_desk, agree, by, headings):
    agree()
    agree("Lighting of the footpath", review_on=date(2026, 1, 12), owner="Mr Bob Lane")
    agree("Young people's evenings", review_on=date(2026, 3, 2))
    app = open_desk(BOARD)
    app.selectbox(key="arranged").set_value(by).run()
    for heading in headings:
        assert f">{heading}</h3>" in html_of(app)


def test_an_action_is_added_and_stands_on_the_board(open_desk, register):
    app = open_desk(ONE, action="new", place=CENTRAL)
    app.text_area(key="new-what").set_value("Patrols on Friday nights")
    app.text_input(key="new-owner").set_value("Sgt Ann Hill")
    press(app, "Keep this action")
    assert "Action 1 is kept: Sgt Ann Hill looks at it again on 12 February 2026." in said(app)
    (kept,) = actions.actions(register)
    assert (kept.agreed.place, kept.who) == (CENTRAL, MEMBER)
    assert "Patrols on Friday nights" in html_of(open_desk(BOARD))


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("review_on", "30 Feb", 'Review date: "30 Feb" is no day'),
        ("review_on", "30/02/2026", 'there is no day "30/02/2026"'),
        ("ends", "01/01/2020", "is before the first day"),
        ("owner", "  ", "Owner: this must not be empty"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words_and_stays_in_the_form(
    open_desk, register, field, typed, words
):
    app = open_desk(ONE, action="new", place=CENTRAL)
    app.text_area(key="new-what").set_value("Patrols")
    app.text_input(key="new-owner").set_value("Sgt Ann Hill")
    app.text_input(key=f"new-{field}").set_value(typed)
    press(app, "Keep this action")
    assert words in said(app)
    assert app.text_area(key="new-what").value == "Patrols"
    assert actions.actions(register) == ()


def test_a_drawn_area_stands_in_for_a_place(open_desk, register):
    ring = "[[-2.72,52.05],[-2.71,52.05],[-2.71,52.06],[-2.72,52.05]]"
    app = open_desk(ONE, action="new")
    app.text_area(key="new-what").set_value("Patrols")
    app.text_input(key="new-owner").set_value("Sgt Ann Hill")
    app.text_area(key="new-area").set_value('{"type":"Polygon","coordinates":[' + ring + "]}")
    press(app, "Keep this action")
    assert actions.actions(register)[0].agreed.area["type"] == "Polygon"
    assert "A drawn area" in html_of(open_desk(BOARD))


def test_the_second_of_two_editors_is_told_and_shown_the_difference(open_desk, agree, register):
    number = agree()
    first = open_desk(ONE, action="1")
    second = open_desk(ONE, action="1")
    first.selectbox(key="action-1-status").set_value("done")
    first.text_input(key="action-1-owner").set_value("Sgt Bob Lane")
    press(first, "Save")
    second.text_input(key="action-1-owner").set_value("Insp Cath Moor")
    press(second, "Save")

    assert "Nothing was overwritten" in said(second)
    assert actions.action_history(register, number)[-1].agreed.owner == "Sgt Bob Lane"
    differences = next(table for table in tables_of(second) if table.index.name == "Field")
    assert differences.loc["Owner"].to_dict() == {
        "When you opened it": "Sgt Ann Hill",
        "Now": "Sgt Bob Lane",
        "Yours": "Insp Cath Moor",
    }

    press(second, "Save")
    latest = actions.action_history(register, number)[-1].agreed
    assert (latest.owner, latest.status) == ("Insp Cath Moor", "done")


def test_notes_visits_and_questions_are_kept_beside_the_action(open_desk, agree, register):
    number = agree()
    app = open_desk(ONE, action="1")
    app.text_input(key="dosage-1-amount").set_value("2.5")
    app.selectbox(key="dosage-1-unit").set_value("hours")
    press(app, "Enter it")
    app.text_area(key="note-1-text").set_value("Two letters came back.")
    press(app, "Add the note")
    app.text_area(key="question-1-text").set_value("May we pay for the lights?")
    press(app, "Put it to the board")
    assert action_log.dosage_totals(register) == {number: {"hours": 2.5}}
    assert action_log.notes(register, number)[0].who == MEMBER
    assert "With the board: May we pay for the lights?" in html_of(open_desk(BOARD))

    app.text_area(key="answer-1-text").set_value("Yes, up to £500.")
    press(app, "Enter the answer")
    assert action_log.escalations(register)[0].answer == "Yes, up to £500."
    assert "The board: Yes, up to £500." in html_of(app)


@pytest.mark.parametrize("role", ["public", "board", "administrator"])
@pytest.mark.parametrize("page", [BOARD, ONE])
def test_who_may_not_see_actions_is_told_that_they_exist_and_who_may(open_desk, agree, page, role):
    agree()
    app = open_desk(page, role=role, action="1")
    assert "shown to those who carry them out (MATAC members" in words_of(app)
    assert "Patrols" not in words_of(app)
    assert not app.text_area


def test_a_team_sees_and_writes_actions_of_its_own_wards_only(open_desk, agree, register):
    agree()
    agree("Lighting in Tupsley", place=TUPSLEY)
    team = {"role": "neighbourhood", "wards": [CENTRAL]}
    assert "Lighting in Tupsley" not in words_of(open_desk(BOARD, **team))
    other = open_desk(ONE, action="2", **team)
    assert "Lighting in Tupsley" not in words_of(other)
    assert not other.text_area
    own = open_desk(ONE, action="1", **team)
    assert TUPSLEY not in own.selectbox(key="action-1-place").options
    own.text_area(key="note-1-text").set_value("Done on Friday.")
    press(own, "Add the note")
    assert action_log.notes(register, 1)[0].who == "Neighbourhood policing team"


def test_open_data_that_comes_with_the_program_keeps_nothing(open_desk, agree):
    agree()
    for page in (BOARD, ONE):
        app = open_desk(page, data="open", action="new")
        assert "is replaced with each version, so nothing is kept beside it" in words_of(app)
        assert "Patrols" not in words_of(app)
        assert not app.text_area


def test_an_action_named_like_a_script_is_only_a_name(open_desk, agree):
    agree(HOSTILE, owner=HOSTILE)
    for page in (BOARD, ONE):
        assert HOSTILE not in html_of(open_desk(page, action="1"))


def test_pages_of_actions_are_marked_sensitive_and_made_up(open_desk, agree):
    agree()
    for page in (BOARD, ONE):
        app = open_desk(page, action="1")
        assert "<strong>OFFICIAL-SENSITIVE</strong>" in html_of(app)
        assert "This is synthetic demonstration data" in words_of(app)
