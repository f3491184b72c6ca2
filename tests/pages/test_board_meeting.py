"""What the board's page tells of the meeting: to whom, in which words, and how it is answered."""

from __future__ import annotations

import re
import shutil
from datetime import date

import pytest

from geo_csp.incidents.load import load
from geo_csp.monthly.publish import publish
from geo_csp.monthly.published import FOLDER
from geo_csp.pages import server_setup
from geo_csp.register import action_log, actions, audit, voices
from geo_csp.register.agreed import Agreed
from geo_csp.register.voices import Told
from tests.packs.samples import effect
from tests.pages.conftest import CENTRAL, ROOT
from tests.pages.meeting import press, said
from tests.pages.protected import claims, with_roles
from tests.pages.reading import board_tables, html_of, words_of
from tests.pages.test_entrance import visit
from tests.published_samples import published_month

LEDBURY = "E05009467"
WARNING = "name no street, no address and no person"


def write_meeting(register) -> None:
    """Two questions, one of them answered; nine reports."""
    agreed = Agreed(
        "Patrol", "Sgt A", date(2025, 11, 3), date(2025, 12, 1), place=CENTRAL, status="done"
    )
    first = actions.add_action(register, agreed, "chair")
    asked = action_log.escalate(register, first.number, "Who pays for lighting?", "chair")
    action_log.escalate(register, first.number, "May we close the alley?", "chair")
    action_log.answer_escalation(register, asked.number, "The council does.", "board")
    for day in range(1, 9):
        on = date(2025, 11, day)
        told = Told("resident", "Council", on, on, CENTRAL, text="noise in Canary Row")
        voices.add_report(register, told, "officer")
    told = Told("partner", "Fire", on, on, LEDBURY, text="bins")
    voices.add_report(register, told, "officer")


@pytest.fixture
def with_meeting(register):
    """What a meeting wrote beside the demonstration."""
    write_meeting(register)
    return register


@pytest.mark.usefixtures("with_meeting")
def test_escalations_stand_with_state_and_answer_and_reports_by_locality(open_board):
    app = open_board("demonstration", "board")
    told = html_of(app)
    assert re.search(r"Waits since \d+ \w+ \d{4}, 0 days</strong>: May we close the alley", told)
    assert "Who pays for lighting?" in told
    assert "The council does." in told
    heard = next(table for table in board_tables(app) if table[0][1] == "Reports in the quarter")
    rows = {row[0]: row[1:] for row in heard[1:]}
    assert rows["Hereford"] == ["8", "1", "1"]
    assert rows["Ledbury"] == ["not shown", "0", "0"]
    assert "Canary Row" not in told


@pytest.mark.usefixtures("with_meeting")
def test_the_public_sees_neither_escalations_nor_reports(open_board):
    app = open_board("demonstration", "public")
    assert "for the partnership" in words_of(app)
    assert "lighting" not in words_of(app)
    assert not app.text_area


def test_the_board_s_answer_is_entered_where_the_board_looks(open_board, with_meeting):
    app = open_board("demonstration", "analyst")
    assert WARNING in app.caption[0].value
    app.text_area(key="answer-2-text").set_value("Yes, from March.")
    press(app, "Enter the answer")
    assert "The board's answer is kept" in said(app)
    answered = action_log.escalations(with_meeting)[1]
    assert (answered.answer, answered.answered_by) == ("Yes, from March.", "Analyst")
    assert answered.answered_at is not None
    assert "<em>Yes, from March.</em>" in html_of(app)
    assert not app.text_area
    assert audit.lines(with_meeting, who="Analyst")[-1].entry.about == "escalations"


def test_the_second_to_answer_is_told_what_the_first_said_and_overwrites_nothing(
    open_board, with_meeting
):
    first, second = (open_board("demonstration", role) for role in ("analyst", "partner"))
    for app, answer in ((first, "Yes."), (second, "No.")):
        app.text_area(key="answer-2-text").set_value(answer)
        press(app, "Enter the answer")
    assert "Analyst has answered this already: Yes." in said(second)
    assert action_log.escalations(with_meeting)[1].answer == "Yes."


@pytest.mark.usefixtures("with_meeting")
@pytest.mark.parametrize("role", ["board", "neighbourhood"])
def test_who_may_not_answer_is_told_who_does(open_board, role):
    app = open_board("demonstration", role)
    assert not app.text_area
    assert "answer is entered by MATAC members and analysts. They can do so here." in words_of(app)


@pytest.mark.usefixtures("with_meeting")
def test_whoever_puts_a_question_is_told_that_the_board_reads_it_as_it_stands(open_desk):
    app = open_desk("action.py", action="1")
    notes = [each.value for each in app.caption if WARNING in each.value]
    # Under the question and under the answer to the one that waits.
    assert len(notes) == 2


@pytest.fixture
def own_open_data(tmp_path, herefordshire, monkeypatch):
    """Open data of one's own with a meeting beside them, on a server that others can reach."""
    store = tmp_path / "store"
    load([ROOT / "data" / "open" / "herefordshire.zip"], herefordshire, store)
    roles = {"ann": "analyst", "bob": "board", "paul": "public", "adam": "administrator"}
    register = with_roles(store, herefordshire, roles)
    write_meeting(register)
    monkeypatch.setenv("GEO_CSP_STORE", str(store))
    get = server_setup.st.get_option
    address = {"server.address": "0.0.0.0"}
    monkeypatch.setattr(server_setup.st, "get_option", lambda name: address.get(name) or get(name))
    yield
    register.close()


@pytest.mark.usefixtures("own_open_data")
@pytest.mark.parametrize(
    ("who", "reads", "reports"),
    [("ann", True, "1"), ("bob", True, "not shown"), ("paul", False, ""), ("adam", False, "")],
)
def test_beside_open_data_the_meeting_is_told_to_the_role_that_signed_in(who, reads, reports):
    """Figures of open data are everybody's; what a meeting wrote beside them is not."""
    app = visit(claims(who))
    app.switch_page("board.py").run()
    app.selectbox(key="quarter").set_value("2025Q4").run()
    assert not app.exception
    assert "Anti-social behaviour" in words_of(app)
    assert ("May we close the alley?" in words_of(app)) == reads
    heard = [
        row
        for table in board_tables(app)
        if table[0][1:2] == ["Reports in the quarter"]
        for row in table
    ]
    assert [row[1] for row in heard if row[0] == "Ledbury"] == ([reports] if reads else [])
    assert bool(app.text_area) == (who == "ann")


@pytest.fixture
def with_effect(ready):
    """What the newest run found of an action; the run as it was made is put back afterwards."""
    data = ready["demonstration"]
    folder = data.store / FOLDER
    kept = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    made = published_month(
        data.profile,
        "2025-12",
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
