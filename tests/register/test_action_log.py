from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from geo_csp.errors import GeoCspError
from geo_csp.register import audit
from geo_csp.register.action_log import (
    Dosage,
    add_note,
    answer_escalation,
    dosage_totals,
    dosages,
    escalate,
    escalations,
    notes,
    record_dosage,
)
from geo_csp.register.actions import add_action
from geo_csp.register.agreed import Agreed
from geo_csp.register.chain import verify

DAY = date(2026, 1, 6)


@pytest.fixture
def number(register):
    agreed = Agreed("patrol", "Sgt A", date(2026, 1, 5), date(2026, 2, 1), place="p1")
    return add_action(register, agreed, "an").number


def test_notes_stay_in_their_order_with_who_wrote_them(register, number):
    first = add_note(register, number, "line one\r\nline two", "an")
    second = add_note(register, number, "<script>alert(1)</script>", "bo")
    assert notes(register, number) == (first, second)
    assert [(n.text, n.who) for n in notes(register, number)] == [
        ("line one\nline two", "an"),
        ("<script>alert(1)</script>", "bo"),
    ]


def test_dosage_is_summed_by_unit_and_a_mistake_is_taken_back(register, number):
    entries = [
        Dosage(number, DAY, 2.5, "hours"),
        Dosage(number, DAY, 1.5, "hours"),
        Dosage(number, DAY, 3, "visits"),
        Dosage(number, DAY, -1, "visits", note="counted twice"),
    ]
    assert record_dosage(register, entries, "an") == 4
    assert dosage_totals(register) == {number: {"hours": 2.5 + 1.5, "visits": 3 - 1}}
    assert dosages(register, number) == tuple(entries)


def test_a_file_imported_twice_counts_once(register, number):
    file = [Dosage(number, DAY, 1, "visits", reference=f"row {n}") for n in range(3)]
    assert record_dosage(register, file, "an") == 3
    more = [*file, Dosage(number, DAY, 1, "visits", reference="row 3"), file[0]]
    assert record_dosage(register, more, "an") == 1
    assert dosage_totals(register)[number]["visits"] == 3 + 1


def test_entries_without_a_reference_are_each_their_own(register, number):
    assert record_dosage(register, [Dosage(number, DAY, 1, "visits")] * 2, "an") == 2
    assert dosage_totals(register)[number]["visits"] == 1 + 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Dosage(1, DAY, 0, "hours"), "expected a number other than 0"),
        (Dosage(1, DAY, float("nan"), "hours"), "expected a number"),
        (Dosage(1, DAY, 1, "days"), '"days" is none of visits, hours'),
        (Dosage(99, DAY, 1, "hours"), "there is no action 99"),
    ],
)
def test_a_file_with_a_wrong_entry_is_refused_whole(register, number, wrong, said):
    right = Dosage(number, DAY, 1, "hours")
    with pytest.raises(GeoCspError, match=said):
        record_dosage(register, [right, wrong], "an")
    assert dosage_totals(register) == {}


def test_the_board_answers_once_and_the_second_is_told(register, number):
    asked = escalate(register, number, "More officers?", "an")
    assert escalations(register) == (asked,)
    assert asked.answer is None
    answered = answer_escalation(register, asked.number, "Two from May", "chair")
    assert escalations(register) == (answered,)
    assert (answered.answer, answered.answered_by) == ("Two from May", "chair")
    with pytest.raises(GeoCspError, match="chair has answered this already: Two from May"):
        answer_escalation(register, asked.number, "None", "deputy")
    assert escalations(register) == (answered,)


def test_what_belongs_to_no_action_is_refused(register):
    for write in (add_note, escalate):
        with pytest.raises(GeoCspError, match="there is no action 9"):
            write(register, 9, "x", "an")
    with pytest.raises(GeoCspError, match="there is no escalation 9"):
        answer_escalation(register, 9, "x", "an")
    assert audit.lines(register) == ()


def test_twenty_writers_at_once_lose_no_entry(place, register, number):
    """Each with a connection of its own, as servers have."""

    def write(writer: int) -> None:
        own = place.open()
        for day in range(1, 6):
            entry = Dosage(number, date(2026, 1, day), 1.0, "visits", reference=f"{writer}/{day}")
            assert record_dosage(own, [entry], f"w{writer}") == 1
        own.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(write, range(20)))
    assert dosage_totals(register) == {number: {"visits": 100.0}}
    assert len({entry.reference for entry in dosages(register, number)}) == 100
    assert verify(register).is_whole
