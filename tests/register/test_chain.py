"""Whoever owns the database but not the key cannot touch a line without being found out."""

from __future__ import annotations

import pytest

from geo_csp.register import audit
from geo_csp.register.chain import Fault, verify
from tests.register.processes import finish, kill_after, start

COLUMNS = "at, who, kind, about, filter, justification, recipient, previous, seal"


@pytest.fixture
def ten_lines(register):
    for step in range(10):
        entry = audit.Entry("s-1", "consultation", "wards", {"step": step})
        audit.record(register, entry)
    return register


def broken_at(register):
    return [fault.line for fault in verify(register).faults]


def test_an_untouched_chain_is_whole(ten_lines):
    verdict = verify(ten_lines)
    assert verdict.is_whole
    assert (verdict.lines, verdict.seal) == (10, audit.lines(ten_lines, newest=1)[0].seal)


def test_a_register_without_a_line_is_whole(register):
    assert verify(register).is_whole


@pytest.mark.parametrize(
    "change",
    [
        "who = 's-2'",
        "kind = 'collection'",
        "about = 'wards '",
        "at = '2020-01-01T00:00:00.000000+00:00'",
        """filter = '{"step": 4}'""",
        """filter = '{"step":99}'""",
        "justification = 'none'",
        "recipient = 'press'",
        "previous = 'x'",
        "seal = 'abc'",
        "seal = ''",
        "at = 'never'",
    ],
)
def test_a_changed_line_is_named_whatever_was_changed(ten_lines, attack, change):
    attack(f"UPDATE audit_line SET {change} WHERE number = 5")
    assert broken_at(ten_lines) == [5]


def test_a_line_with_bytes_that_are_no_text_is_named(ten_lines, attack):
    if ten_lines.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL takes no such bytes")
    attack("UPDATE audit_line SET who = x'ff41' WHERE number = 5")
    assert broken_at(ten_lines) == [5]


@pytest.mark.parametrize("number", [1, 2, 9, 10])
def test_a_changed_line_is_named_wherever_it_stands(ten_lines, attack, number):
    attack(f"UPDATE audit_line SET who = 's-2' WHERE number = {number}")
    assert broken_at(ten_lines) == [number]


def test_a_removed_line_is_named(ten_lines, attack):
    attack("DELETE FROM audit_line WHERE number = 4")
    assert verify(ten_lines).faults == (Fault(4, "line 4 was removed"),)


def test_removed_lines_are_named_wherever_they_stood(ten_lines, attack):
    attack("DELETE FROM audit_line WHERE number IN (1, 5, 6, 10)")
    assert [fault.words for fault in verify(ten_lines).faults] == [
        "line 1 was removed",
        "lines 5 to 6 were removed",
        "line 10 was removed",
    ]


def test_a_gap_that_was_closed_up_is_found_at_its_place(ten_lines, attack):
    attack(
        "DELETE FROM audit_line WHERE number = 4",
        *(f"UPDATE audit_line SET number = {n - 1} WHERE number = {n}" for n in range(5, 11)),
    )
    assert broken_at(ten_lines)[0] == 4


def test_an_inserted_line_is_found_at_its_place(ten_lines, attack):
    attack(
        *(f"UPDATE audit_line SET number = {n + 1} WHERE number = {n}" for n in range(10, 3, -1)),
        f"INSERT INTO audit_line (number, {COLUMNS}) "
        f"SELECT 4, {COLUMNS} FROM audit_line WHERE number = 3",
    )
    assert broken_at(ten_lines)[0] == 4


@pytest.mark.parametrize("number", [11, 0, -3])
def test_a_line_added_at_either_end_is_named(ten_lines, attack, number):
    attack(
        f"INSERT INTO audit_line (number, {COLUMNS}) "
        f"SELECT {number}, {COLUMNS} FROM audit_line WHERE number = 10"
    )
    assert any(f"{number}" in fault.words for fault in verify(ten_lines).faults)


def test_two_lines_changing_places_are_both_named(ten_lines, attack):
    attack(
        "UPDATE audit_line SET number = 99 WHERE number = 3",
        "UPDATE audit_line SET number = 3 WHERE number = 7",
        "UPDATE audit_line SET number = 7 WHERE number = 99",
    )
    assert broken_at(ten_lines) == [3, 7]


def test_cutting_off_the_end_is_found_even_if_the_head_is_set_back(ten_lines, attack):
    seal = audit.lines(ten_lines)[2].seal
    attack(
        "DELETE FROM audit_line WHERE number > 8",
        f"UPDATE audit_head SET lines = 8, seal = '{seal}'",
    )
    assert "head of the chain was changed" in verify(ten_lines).faults[0].words


def test_removing_everything_is_found(ten_lines, attack):
    attack("DELETE FROM audit_line")
    assert verify(ten_lines).faults == (Fault(1, "lines 1 to 10 were removed"),)
    attack("DELETE FROM audit_head")
    assert verify(ten_lines).faults[0].line == 0


def test_a_register_put_back_to_an_earlier_state_is_found_by_a_seal_noted_outside(
    ten_lines, attack
):
    with ten_lines.reading() as connection:
        earlier = connection.exec_driver_sql("SELECT lines, seal, head_seal FROM audit_head").one()
    noted = audit.record(ten_lines, audit.Entry("s", "erasure", "incidents")).seal
    assert verify(ten_lines, noted).is_whole
    attack(
        "DELETE FROM audit_line WHERE number > 10",
        f"UPDATE audit_head SET lines = 10, seal = '{earlier.seal}', "
        f"head_seal = '{earlier.head_seal}'",
    )
    assert verify(ten_lines).is_whole
    assert "put back to an earlier state" in verify(ten_lines, noted).faults[0].words


def test_another_key_cannot_seal(ten_lines, attack):
    forged = type(ten_lines)(ten_lines.engine, b"0" * 32)
    audit.record(forged, audit.Entry("s-1", "consultation", "wards"))
    assert [fault.line for fault in verify(ten_lines).faults] == [11, 0]


def test_twenty_writers_at_once_lose_no_line(place, register):
    each = 10
    writers = [start("audit_writer.py", place.store, place.url, f"w{n}", each) for n in range(20)]
    said = sorted(number for writer in writers for number in finish(writer))
    assert said == list(range(1, 20 * each + 1))
    verdict = verify(register)
    assert verdict.is_whole
    assert verdict.lines == 20 * each
    for n in range(20):
        steps = [line.entry.filter["step"] for line in audit.lines(register, who=f"w{n}")]
        assert steps == list(reversed(range(each)))


@pytest.mark.parametrize("lines", [1, 7, 40])
def test_killed_while_writing_the_chain_is_whole_and_holds_all_that_was_said(
    place, register, lines
):
    writers = [start("audit_writer.py", place.store, place.url, n, 100_000) for n in "ab"]
    said = [number for writer in writers for number in kill_after(writer, lines)]
    verdict = verify(register)
    assert verdict.is_whole
    # A line may have been committed just before its writer could say so: one each at most.
    assert len(said) <= verdict.lines <= len(said) + 2
    assert set(said) <= {line.number for line in audit.lines(register)}
    assert audit.record(register, audit.Entry("s", "consultation", "wards")).number == (
        verdict.lines + 1
    )
