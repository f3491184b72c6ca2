"""What is written beside an action: notes, dosage, escalations to the board and their answers.

Each is added and stays. An amount that was entered wrongly is taken back by one below zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from geo_csp.errors import GeoCspError
from geo_csp.register import audit, checked
from geo_csp.register.columns import now
from geo_csp.register.opening import Register
from geo_csp.register.tables import action, action_note, dosage, escalation, escalation_answer

UNITS: dict[str, str] = {"visits": "Visits", "hours": "Hours"}


@dataclass(frozen=True)
class Note:
    number: int
    action: int
    text: str
    at: datetime
    who: str


@dataclass(frozen=True)
class Dosage:
    """How much was done on a day. ``reference``: its own in the file it was imported from."""

    action: int
    day: date
    amount: float
    unit: str
    note: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Escalation:
    """``answer`` and what follows is None until the board has answered."""

    number: int
    action: int
    question: str
    at: datetime
    who: str
    answer: str | None
    answered_at: datetime | None
    answered_by: str | None


def add_note(register: Register, number: int, text: str, who: str) -> Note:
    values: dict[str, Any] = {
        "action": number,
        "text": checked.required(text, "note", checked.LONGEST_TEXT),
        "at": now(),
        "who": checked.required(who, "who"),
    }
    with register.writing() as connection:
        return Note(_added(register, connection, action_note, values, "notes"), **values)


def notes(register: Register, number: int) -> tuple[Note, ...]:
    query = sa.select(action_note).where(action_note.c.action == number)
    with register.reading() as connection:
        rows = connection.execute(query.order_by(action_note.c.number)).mappings()
        return tuple(Note(**row) for row in rows)


def record_dosage(register: Register, entries: Sequence[Dosage], who: str) -> int:
    """Keeps all entries or none; returns how many are new. A known reference is passed over."""
    rows = [_dosage_row(entry) for entry in entries]
    who = checked.required(who, "who")
    with register.writing() as connection:
        known = set(connection.scalars(sa.select(dosage.c.reference)))
        fresh = 0
        for row in rows:
            if row["reference"] is not None and row["reference"] in known:
                continue
            known.add(row["reference"])
            _added(register, connection, dosage, {**row, "at": now(), "who": who}, "dosage")
            fresh += 1
    return fresh


def dosages(register: Register, number: int) -> tuple[Dosage, ...]:
    query = sa.select(dosage).where(dosage.c.action == number)
    with register.reading() as connection:
        return tuple(
            Dosage(row.action, row.day, row.amount, row.unit, row.note, row.reference or "")
            for row in connection.execute(query.order_by(dosage.c.day, dosage.c.number))
        )


def dosage_totals(register: Register) -> Mapping[int, Mapping[str, float]]:
    """Action to unit to amount, over all days; an action without an entry is not in it."""
    query = sa.select(dosage.c.action, dosage.c.unit, sa.func.sum(dosage.c.amount)).group_by(
        dosage.c.action, dosage.c.unit
    )
    totals: dict[int, dict[str, float]] = {}
    with register.reading() as connection:
        for number, unit, amount in connection.execute(query):
            totals.setdefault(number, {})[unit] = amount
    return totals


def escalate(register: Register, number: int, question: str, who: str) -> Escalation:
    """Puts a question about an action to the board."""
    values: dict[str, Any] = {
        "action": number,
        "question": checked.required(question, "question", checked.LONGEST_TEXT),
        "at": now(),
        "who": checked.required(who, "who"),
    }
    with register.writing() as connection:
        added = _added(register, connection, escalation, values, "escalations")
        return Escalation(added, **values, answer=None, answered_at=None, answered_by=None)


def answer_escalation(register: Register, number: int, answer: str, who: str) -> Escalation:
    """The board's answer. There is one; a second thought is a new escalation."""
    answer = checked.required(answer, "answer", checked.LONGEST_TEXT)
    who = checked.required(who, "who")
    with register.writing() as connection:
        found = _escalations(connection, escalation.c.number == number)
        if not found:
            raise GeoCspError(f"there is no escalation {number}")
        if found[0].answer is not None:
            raise GeoCspError(
                f"{found[0].answered_by} has answered this already: {found[0].answer}"
            )
        values = {"escalation": number, "answer": answer, "at": now(), "who": who}
        connection.execute(sa.insert(escalation_answer).values(values))
        told = {"action": found[0].action, "escalation": number, "answered": True}
        audit.append(register, connection, audit.Entry(who, "alteration", "escalations", told))
        return _escalations(connection, escalation.c.number == number)[0]


def escalations(register: Register) -> tuple[Escalation, ...]:
    """All of them, oldest first, with their answers."""
    with register.reading() as connection:
        return _escalations(connection, sa.true())


def _escalations(
    connection: sa.Connection, which: sa.ColumnElement[bool]
) -> tuple[Escalation, ...]:
    query = (
        sa.select(
            escalation,
            escalation_answer.c.answer,
            escalation_answer.c.at.label("answered_at"),
            escalation_answer.c.who.label("answered_by"),
        )
        .outerjoin(escalation_answer)
        .where(which)
        .order_by(escalation.c.number)
    )
    return tuple(Escalation(**row) for row in connection.execute(query).mappings())


def _dosage_row(entry: Dosage) -> dict[str, Any]:
    return {
        "action": entry.action,
        "day": checked.day(entry.day, "day"),
        "amount": checked.amount(entry.amount, "dosage"),
        "unit": checked.one_of(entry.unit, "unit", UNITS),
        "note": checked.optional(entry.note, "note", checked.LONGEST_TEXT),
        "reference": checked.optional(entry.reference, "reference") or None,
    }


def _added(
    register: Register,
    connection: sa.Connection,
    table: sa.Table,
    values: Mapping[str, Any],
    about: str,
) -> int:
    number = values["action"]
    if not connection.scalar(sa.select(sa.exists().where(action.c.number == number))):
        raise GeoCspError(f"there is no action {number}")
    added = connection.execute(sa.insert(table).values(**values)).inserted_primary_key
    assert added is not None
    told = {"action": number, "number": added[0]}
    audit.append(register, connection, audit.Entry(values["who"], "alteration", about, told))
    return int(added[0])
