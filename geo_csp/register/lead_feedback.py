"""What officers found where a lead had sent them. It goes into the next run, never over a lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from geo_csp.register import audit, checked
from geo_csp.register.columns import now
from geo_csp.register.opening import Register
from geo_csp.register.tables import lead_feedback

VERDICTS: dict[str, str] = {
    "confirmed": "Confirmed",
    "not_county_lines": "Not county lines",
    "unknown": "Unknown",
}


@dataclass(frozen=True)
class Feedback:
    """``lead``: the lead's own name in the published month. ``found_on``: the day of the visit."""

    number: int
    lead: str
    verdict: str
    found_on: date
    note: str
    at: datetime
    who: str


def add_feedback(
    register: Register, lead: str, verdict: str, *, found_on: date, note: str = "", who: str
) -> Feedback:
    values: dict[str, Any] = {
        "lead": checked.required(lead, "lead"),
        "verdict": checked.one_of(verdict, "verdict", VERDICTS),
        "found_on": checked.day(found_on, "date"),
        "note": checked.optional(note, "note", checked.LONGEST_TEXT),
        "at": now(),
        "who": checked.required(who, "who"),
    }
    with register.writing() as connection:
        added = connection.execute(sa.insert(lead_feedback).values(**values)).inserted_primary_key
        assert added is not None
        told = {"lead": lead, "number": added[0]}
        audit.append(register, connection, audit.Entry(who, "collection", "lead feedback", told))
    return Feedback(added[0], **values)


def feedback(register: Register, lead: str = "") -> tuple[Feedback, ...]:
    """All that was said of a lead, or of any, in the order in which it was entered."""
    query = sa.select(lead_feedback).order_by(lead_feedback.c.number)
    if lead:
        query = query.where(lead_feedback.c.lead == lead)
    with register.reading() as connection:
        return tuple(Feedback(**row) for row in connection.execute(query).mappings())
