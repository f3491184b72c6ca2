from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_csp.errors import ChangedMeanwhileError, Difference, GeoCspError
from geo_csp.register import audit
from geo_csp.register.actions import action_history, actions, add_action, change_action
from geo_csp.register.agreed import FIELDS, STATUSES, Agreed, as_row
from geo_csp.register.chain import verify
from geo_csp.register.priorities import publish
from tests.register.processes import kill_after, start

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[-2.7, 52.0], [-2.6, 52.0], [-2.6, 52.1], [-2.7, 52.0]]],
}
PATROL = Agreed("Patrol at dusk", "Sgt A", date(2026, 1, 5), date(2026, 2, 1), place="high-town")


def test_an_action_reads_back_as_it_was_agreed(register):
    (first,) = publish(register, "2025-12", [("high-town", {})], "an")
    agreed = Agreed(
        what="Lighting",
        owner="Council",
        partner="Housing",
        starts=date(2026, 1, 5),
        ends=date(2026, 3, 31),
        review_on=date(2026, 2, 29 - 1),
        area=SQUARE,
        status="under_way",
        priority=first.number,
    )
    added = add_action(register, agreed, "an")
    assert actions(register) == (added,)
    assert added.agreed == agreed
    assert (added.version, added.who) == (1, "an")


def test_every_field_of_an_action_has_its_words():
    assert set(FIELDS) == set(as_row(PATROL))


def test_a_change_is_a_new_version_and_the_history_is_readable(register):
    number = add_action(register, PATROL, "an").number
    later = replace(PATROL, status="done", review_on=date(2026, 3, 1))
    change_action(register, number, 1, later, "bo")
    history = action_history(register, number)
    assert [(a.version, a.who, a.agreed) for a in history] == [(1, "an", PATROL), (2, "bo", later)]
    assert actions(register) == (history[1],)
    told = [(line.entry.who, line.entry.filter) for line in audit.lines(register, newest=1)]
    assert told == [("bo", {"action": number, "version": 2, "fields": ["review_on", "status"]})]


def test_the_second_editor_is_told_and_shown_and_nothing_is_overwritten(register):
    number = add_action(register, PATROL, "an").number
    theirs = replace(PATROL, owner="Sgt B", status="under_way")
    yours = replace(PATROL, owner="Sgt C", ends=date(2026, 4, 1))
    change_action(register, number, 1, theirs, "bo")
    with pytest.raises(ChangedMeanwhileError, match="bo changed action 1 at") as refused:
        change_action(register, number, 1, yours, "cy")
    assert refused.value.differences == (
        Difference("Owner", "Sgt A", "Sgt B", "Sgt C"),
        Difference("To", "", "", "2026-04-01"),
        Difference("Status", "Planned", "Under way", "Planned"),
    )
    assert [a.agreed for a in action_history(register, number)] == [PATROL, theirs]
    # Having looked, the second editor saves upon what now stands.
    change_action(register, number, 2, yours, "cy")
    assert actions(register)[0].agreed == yours


def test_saving_without_a_change_writes_nothing(register):
    first = add_action(register, PATROL, "an")
    assert change_action(register, first.number, 1, replace(PATROL), "bo") == first
    assert len(action_history(register, first.number)) == 1
    assert len(audit.lines(register)) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"what": " "}, "What: this must not be empty"),
        ({"owner": ""}, "Owner: this must not be empty"),
        ({"place": ""}, "Place: choose a place or draw an area"),
        ({"status": "finished"}, '"finished" is none of planned'),
        ({"ends": date(2026, 1, 4)}, "To: 2026-01-04 is before the first day"),
        ({"review_on": date(1066, 1, 1)}, "Review date: 1066-01-01 is not a day"),
        ({"review_on": date(2026, 1, 4)}, "Review date: 2026-01-04 is before the first day"),
        ({"priority": 77}, "Priority: none was published with the number 77"),
        ({"what": "a" * 10_001}, "10001 characters, at most 10000"),
        ({"area": {"type": "Point", "coordinates": [0, 0]}}, "expected a drawn area"),
        ({"area": {"type": "Polygon", "coordinates": []}}, "has no outline"),
        ({"area": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}}, "four or more"),
        (
            {"area": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 0], [0, 1]]]}},
            "the last is the first",
        ),
        (
            {"area": {"type": "Polygon", "coordinates": [[[351000, 240000]] * 4]}},
            "longitude, latitude",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(register, change, said):
    with pytest.raises(GeoCspError, match=said):
        add_action(register, replace(PATROL, **change), "an")
    assert actions(register) == ()


def test_an_action_or_version_that_is_not_there_is_said(register):
    with pytest.raises(GeoCspError, match="there is no action 5"):
        change_action(register, 5, 1, PATROL, "an")
    with pytest.raises(GeoCspError, match="there is no action 5"):
        action_history(register, 5)
    number = add_action(register, PATROL, "an").number
    for version in (0, 2, -1):
        with pytest.raises(GeoCspError, match=f"has no version {version}"):
            change_action(register, number, version, PATROL, "an")


@pytest.mark.parametrize(
    ("status", "today", "overdue"),
    [
        ("under_way", date(2026, 2, 1), False),
        ("under_way", date(2026, 2, 2), True),
        ("planned", date(2026, 2, 2), True),
        ("done", date(2026, 2, 2), False),
        ("stopped", date(2026, 2, 2), False),
    ],
)
def test_an_action_is_overdue_the_day_after_its_review_while_it_is_open(status, today, overdue):
    assert replace(PATROL, status=status).is_overdue(today) is overdue


days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.tuples(st.text(), st.text(), st.text(), st.text()),
    dates=st.tuples(days, days),
    status=st.sampled_from(sorted(STATUSES)),
    area=st.none() | st.just(SQUARE) | st.dictionaries(st.text(), st.integers()),
)
def test_whatever_is_agreed_reads_back_the_same_or_is_refused(register, texts, dates, status, area):
    what, owner, place, partner = texts
    agreed = Agreed(what, owner, *dates, place=place, partner=partner, status=status, area=area)
    try:
        added = add_action(register, agreed, "an")
    except GeoCspError:
        return
    assert actions(register)[-1] == added


@pytest.mark.parametrize("saves", [1, 9, 30])
def test_killed_in_a_save_the_action_is_the_old_or_the_new(place, register, saves):
    number = add_action(register, replace(PATROL, what="step 1", owner="owner 1"), "an").number
    saver = start("action_saver.py", place.store, place.url, number)
    said = kill_after(saver, saves)
    history = action_history(register, number)
    for version in history:
        assert version.agreed.what == f"step {version.version}"
        assert version.agreed.owner == f"owner {version.version}"
    assert history[-1].version in (said[-1], said[-1] + 1)
    verdict = verify(register)
    assert verdict.is_whole
    # Each version has its line of audit and each line its version.
    assert verdict.lines == len(history)
