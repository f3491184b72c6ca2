"""What residents, partners and officers told: reports of incidents, and feedback on leads.

Who reported is kept as a keyed hash only, enough to know that two reports are one person's.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from geo_csp.errors import GeoCspError
from geo_csp.months import Month, parse_month
from geo_csp.register import audit, checked
from geo_csp.register.columns import now
from geo_csp.register.key import keyed_hash
from geo_csp.register.opening import Register
from geo_csp.register.tables import report

TOLD_BY: dict[str, str] = {"resident": "Resident", "partner": "Partner"}


@dataclass(frozen=True)
class Told:
    """One report as it is entered. ``organisation``: whom it was made to, or who made it.

    ``reporter`` is what they are known by (an e-mail address, a telephone number, a name); empty
    where they would not say. It is hashed before anything is kept. ``same_as``: the number of an
    earlier report of the same incident, made to another agency.
    """

    told_by: str
    organisation: str
    incident_on: date
    reported_on: date
    place: str
    text: str = ""
    is_hate: bool = False
    reporter: str = ""
    same_as: int | None = None


@dataclass(frozen=True)
class Report:
    """``reporter``: hashed, empty where not known. ``incident``: shared by reports of one incident
    where someone has linked them, else empty.
    """

    number: int
    told_by: str
    organisation: str
    incident_on: date
    reported_on: date
    place: str
    is_hate: bool
    text: str
    reporter: str
    incident: str
    at: datetime
    who: str


def reporter_hash(register: Register, reporter: str) -> str:
    """The same for spellings that differ in capitals, width or space; empty for nobody."""
    plain = _plain(reporter)
    return keyed_hash(register.key, "reporter", plain) if plain else ""


def add_report(register: Register, told: Told, who: str) -> Report:
    values = {
        **_checked(told),
        "reporter": reporter_hash(register, checked.optional(told.reporter, "reporter")),
        "incident": "",
        "at": now(),
        "who": checked.required(who, "who"),
    }
    with register.writing() as connection:
        added = connection.execute(sa.insert(report).values(**values)).inserted_primary_key
        assert added is not None
        entry = audit.Entry(who, "collection", "reports", {"report": added[0]})
        audit.append(register, connection, entry)
        if told.same_as is not None:
            _link(register, connection, added[0], told.same_as, who)
        return _reports(connection, report.c.number == added[0])[0]


def link_reports(register: Register, number: int, same_as: int, who: str) -> Report:
    """Says that two reports tell of one incident. The audit keeps what stood there before."""
    with register.writing() as connection:
        _link(register, connection, number, same_as, checked.required(who, "who"))
        return _reports(connection, report.c.number == number)[0]


def reports(register: Register, first: date | None = None) -> tuple[Report, ...]:
    """Those made on or after ``first``, in the order in which they were entered."""
    with register.reading() as connection:
        return _reports(connection, report.c.reported_on >= first if first else sa.true())


def erase_reports(register: Register, before: Month, who: str, justification: str) -> int:
    """Removes the reports made before a month, and says how many. The audit keeps that it was done.

    What is erased is gone from the tables, not from the backups: those have their own retention.
    """
    first_kept = date.fromisoformat(f"{parse_month(before)}-01")
    with register.writing() as connection:
        removed = connection.execute(sa.delete(report).where(report.c.reported_on < first_kept))
        told = {"before": before, "reports": removed.rowcount}
        entry = audit.Entry(who, "erasure", "reports", told, justification)
        audit.append(register, connection, entry)
    return removed.rowcount


def _link(
    register: Register, connection: sa.Connection, number: int, same_as: int, who: str
) -> None:
    by_number = {
        found.number: found
        for found in _reports(connection, report.c.number.in_((number, same_as)))
    }
    for wanted in (number, same_as):
        if wanted not in by_number:
            raise GeoCspError(f"there is no report {wanted}")
    if number == same_as:
        raise GeoCspError(f"report {number} cannot be linked to itself")
    own, other = by_number[number].incident, by_number[same_as].incident
    incident = other or own or f"incident {min(number, same_as)}"
    # Whatever was linked to either is now one incident with both.
    both = report.c.number.in_((number, same_as))
    linked = both | report.c.incident.in_([name for name in (own, other) if name])
    connection.execute(sa.update(report).where(linked).values(incident=incident))
    told = {"report": number, "same_as": same_as, "was": [own, other], "is": incident}
    audit.append(register, connection, audit.Entry(who, "combination", "reports", told))


def _reports(connection: sa.Connection, which: sa.ColumnElement[bool]) -> tuple[Report, ...]:
    query = sa.select(report).where(which).order_by(report.c.number)
    return tuple(Report(**row) for row in connection.execute(query).mappings())


def _checked(told: Told) -> dict[str, Any]:
    incident_on = checked.day(told.incident_on, "date of the incident")
    reported_on = checked.day(told.reported_on, "date of the report")
    if reported_on < incident_on:
        raise GeoCspError(
            f"date of the report: {reported_on} is before the incident, {incident_on}"
        )
    text = checked.optional(told.text, "report", checked.LONGEST_TEXT)
    names = _plain(told.reporter)
    if names and names in _plain(text):
        raise GeoCspError("report: leave out who reported it; that is kept hashed only")
    return {
        "told_by": checked.one_of(told.told_by, "told by", TOLD_BY),
        "organisation": checked.required(told.organisation, "organisation"),
        "incident_on": incident_on,
        "reported_on": reported_on,
        "place": checked.required(told.place, "place"),
        "is_hate": bool(told.is_hate),
        "text": text,
    }


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
