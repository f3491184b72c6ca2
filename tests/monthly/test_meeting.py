"""What the register gives to the month's run: reports count once, and proposals make candidates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.geography.places import Place
from geo_csp.monthly.meeting import meeting, put_on_record
from geo_csp.monthly.run import run_month
from geo_csp.register import priorities as on_record
from geo_csp.register.actions import add_action
from geo_csp.register.agreed import Agreed
from geo_csp.register.opening import Register, open_register
from geo_csp.register.proposals import put_forward, withdraw
from geo_csp.register.voices import Told, add_report
from geo_csp.tasking.candidates import Voice
from tests.monthly.conftest import MakeStore

HIGH_TOWN, CHURCH_STREET = (
    Place(f"35100{n}-240000", name, "Central", ((351_000 + n, 240_000),))
    for n, name in enumerate(("High Town", "Church Street"))
)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = open_register(tmp_path / "register")
    yield opened
    opened.close()


@pytest.fixture
def scene(herefordshire: AreaProfile) -> SimpleNamespace:
    """What of a scene is read: the month, the settings and the places."""
    return SimpleNamespace(
        month="2025-12", profile=herefordshire, places=(HIGH_TOWN, CHURCH_STREET)
    )


def propose(register: Register, place: str, day: date, organisation: str = "Housing") -> int:
    return put_forward(register, place, organisation, "bins", day=day, who="an").number


def test_without_a_register_nothing_is_said(scene: SimpleNamespace) -> None:
    assert meeting(None, scene).voices == ()


def test_reports_of_one_incident_count_once_and_a_place_goes_by_its_code_or_its_name(
    register: Register, scene: SimpleNamespace
) -> None:
    days = (date(2025, 12, 1), date(2025, 12, 1), date(2025, 12, 2))
    for place, day in zip((HIGH_TOWN.code, "high town", "High Town"), days, strict=True):
        add_report(register, Told("partner", "Council", day, day, place), "an")
    add_report(register, Told("resident", "Council", *days[:2], "somewhere else"), "an")
    assert meeting(register, scene).voices == (Voice(HIGH_TOWN.code, 2),)


def test_a_proposal_stands_for_the_voice_months_unless_it_is_withdrawn(
    register: Register, scene: SimpleNamespace
) -> None:
    assert scene.profile.tasking.voice_months == 6
    propose(register, "High Town", date(2025, 7, 1), "Fire")
    propose(register, HIGH_TOWN.code, date(2025, 12, 31))
    propose(register, CHURCH_STREET.code, date(2025, 6, 30))
    propose(register, CHURCH_STREET.code, date(2026, 1, 1))
    withdraw(register, propose(register, CHURCH_STREET.code, date(2025, 12, 1)), "an")
    assert meeting(register, scene).voices == (Voice(HIGH_TOWN.code, 0, ("Fire", "Housing")),)


def test_a_quiet_place_that_a_partner_put_forward_is_on_the_list(
    make_store: MakeStore, quick: AreaProfile, register: Register
) -> None:
    store = make_store()
    without = run_month(store, quick, "2025-12")
    listed = {each.place_code for each in without.priorities}
    quiet = next(p for p in _places(store, quick) if p not in listed)
    propose(register, quiet, date(2025, 12, 3))
    made = run_month(store, quick, "2025-12", register=register)
    assert {each.place_code for each in made.priorities} == {*listed, quiet}
    (added,) = (each for each in made.priorities if each.place_code == quiet)
    assert "Housing" in " ".join(added.why)


def test_the_list_is_on_record_as_published_and_gives_an_action_its_theme(
    make_store: MakeStore, quick: AreaProfile, register: Register, scene: SimpleNamespace
) -> None:
    made = run_month(make_store(), quick, "2025-12", register=register)
    for _ in range(2):
        put_on_record(register, made, "an")
    kept = on_record.priorities(register, "2025-12")
    assert [(p.place, p.edition) for p in kept] == [(p.place_code, 1) for p in made.priorities]
    assert kept[0].body["score"] == made.priorities[0].score
    agreed = Agreed(
        "Patrols",
        "A sergeant",
        date(2025, 10, 1),
        date(2026, 1, 10),
        place=kept[0].place,
        status="under_way",
        priority=kept[0].number,
    )
    add_action(register, agreed, "an")
    (acted,) = meeting(register, scene).actions
    assert acted.theme == made.priorities[0].theme == "asb"


def test_an_empty_list_is_not_on_record(
    make_store: MakeStore, quick: AreaProfile, register: Register
) -> None:
    made = run_month(make_store(), quick, "2025-12")
    put_on_record(register, replace(made, priorities=()), "an")
    put_on_record(None, made, "an")
    assert on_record.published_months(register) == ()


def _places(store: Path, profile: AreaProfile) -> list[str]:
    from geo_csp.monthly.published import folder_of, part

    return [each["code"] for each in part(folder_of(store, profile.name, "2025-12"), "places")]
