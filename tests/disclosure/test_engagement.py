"""What was reported and done, by locality: numbers only, and none that could point to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo_csp.disclosure.engagement import engagement, successes
from geo_csp.errors import NotReleasedError
from geo_csp.monthly.publish import publish
from geo_csp.months import parse_quarter
from geo_csp.register import actions, voices
from geo_csp.register.agreed import Agreed
from geo_csp.register.opening import open_register
from geo_csp.register.voices import Told
from geo_csp.roles import ROLES, Viewer
from tests.packs.samples import effect
from tests.published_samples import published_month

BOARD, PUBLIC, ANALYST = (Viewer(ROLES[code]) for code in ("board", "public", "analyst"))
QUARTER = parse_quarter("2025Q4")
CENTRAL, LEDBURY_WEST = "E05009449", "E05009467"


@pytest.fixture
def register(tmp_path):
    return open_register(tmp_path / "register")


@pytest.fixture
def data(data_set):
    return data_set(["2025-10", "2025-11", "2025-12"], [])


def report(register, day, place=CENTRAL, **facts):
    said = Told("resident", "Council", day, day, place, **facts)
    return voices.add_report(register, said, "officer")


def heard(data, viewer, register):
    found = engagement(data, viewer, register, QUARTER)
    return {each.name: each for each in found.heard}


def test_reports_of_the_quarter_are_counted_by_the_place_s_locality(data, register):
    for day in range(1, 7):
        report(register, date(2025, 12, day))
    report(register, date(2025, 9, 30))
    report(register, date(2026, 1, 1))
    report(register, date(2025, 10, 1), "a place nobody knows")
    rows = heard(data, ANALYST, register)
    assert rows["Hereford"].reports.count == 6
    assert rows["Ledbury"].reports.count == 0
    assert rows["no locality given"].reports.count == 1


def test_reports_that_tell_of_one_incident_are_one(data, register):
    first = report(register, date(2025, 11, 1))
    report(register, date(2025, 11, 2), same_as=first.number)
    assert heard(data, ANALYST, register)["Hereford"].reports.count == 1


def test_the_board_reads_no_small_number_and_nothing_of_hate(data, register):
    for day in range(1, 5):
        report(register, date(2025, 12, day))
        report(register, date(2025, 11, day), is_hate=True)
    assert heard(data, BOARD, register)["Hereford"].reports.words == "not shown"
    assert heard(data, ANALYST, register)["Hereford"].reports.count == 8
    report(register, date(2025, 12, 9))
    assert heard(data, BOARD, register)["Hereford"].reports.count == 5


def test_actions_are_counted_when_begun_and_when_done(data, register):
    agreed = Agreed(
        "Patrol", "Sgt A", date(2025, 10, 3), date(2025, 12, 1), place=LEDBURY_WEST, status="done"
    )
    actions.add_action(register, agreed, "chair")
    earlier = replace(agreed, starts=date(2025, 7, 3), ends=date(2025, 9, 3))
    actions.add_action(register, earlier, "chair")
    actions.add_action(register, replace(agreed, status="planned"), "chair")
    row = heard(data, BOARD, register)["Ledbury"]
    assert (row.begun, row.done) == (2, 2)


def test_it_is_for_the_partnership_s_members(data, register):
    for ask in (
        lambda: engagement(data, PUBLIC, register, QUARTER),
        lambda: successes(data, PUBLIC, QUARTER),
    ):
        with pytest.raises(NotReleasedError, match="for the partnership's members"):
            ask()


def publish_effects(data, month, *effects):
    made = published_month(data.profile, month, is_synthetic=False, effects=effects)
    publish(data.store, made, (), ())


@pytest.mark.parametrize("viewer", [BOARD, ANALYST])
def test_what_an_action_did_is_told_by_ward_and_never_by_place(data, viewer):
    """Nor in the words that the meeting typed; whoever looks at the board's page reads the same."""
    canaries = {"what": "Patrols on Canary Row", "place": "Canary Row", "sentence": "Canary Row."}
    publish_effects(data, "2025-11", effect(3, first="2025-06", last="2025-08", **canaries))
    publish_effects(data, "2026-01", effect(4, **canaries))
    (found,) = successes(data, viewer, QUARTER)
    assert (found.where, found.months) == ("Hereford", "June 2025 to August 2025")
    assert found.sentence.startswith(
        "Action 3 (Central): about 104 fewer than without it (68 to 140): from 200 to 100 incidents"
    )
    assert "Canary" not in repr(found)


@pytest.mark.parametrize("theme", ["hate", "soc"])
def test_of_hate_and_of_what_answers_a_lead_the_board_s_page_tells_nothing(data, theme):
    publish_effects(data, "2025-11", effect(3, theme=theme))
    assert successes(data, ANALYST, QUARTER) == ()


def test_without_a_measured_action_there_is_nothing_to_tell(data):
    assert successes(data, BOARD, QUARTER) == ()
