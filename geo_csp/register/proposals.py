"""Places that partners put forward for the month's list of priorities.

A proposal says which place, who puts it forward and why. It stands for the months in which voices
count, unless it is withdrawn; the list's ranking decides what becomes of it, not the proposal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from geo_csp.errors import GeoCspError
from geo_csp.register import audit, checked
from geo_csp.register.columns import now
from geo_csp.register.opening import Register
from geo_csp.register.tables import proposal, proposal_withdrawal


@dataclass(frozen=True)
class Proposal:
    """``place``: the place's code. The last two are None while it stands."""

    number: int
    place: str
    organisation: str
    reason: str
    put_forward_on: date
    at: datetime
    who: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


def put_forward(
    register: Register, place: str, organisation: str, reason: str, *, day: date, who: str
) -> Proposal:
    values: dict[str, Any] = {
        "place": checked.required(place, "place"),
        "organisation": checked.required(organisation, "organisation"),
        "reason": checked.required(reason, "reason", checked.LONGEST_TEXT),
        "put_forward_on": checked.day(day, "date"),
        "at": now(),
        "who": checked.required(who, "who"),
    }
    with register.writing() as connection:
        added = connection.execute(sa.insert(proposal).values(**values)).inserted_primary_key
        assert added is not None
        told = {"proposal": added[0]}
        audit.append(register, connection, audit.Entry(who, "collection", "proposals", told))
    return Proposal(added[0], **values)


def withdraw(register: Register, number: int, who: str) -> Proposal:
    """It stays on record as withdrawn. Raises GeoCspError where it is none, or was withdrawn."""
    values = {"proposal": number, "at": now(), "who": checked.required(who, "who")}
    with register.writing() as connection:
        found = _proposals(connection, proposal.c.number == number)
        if not found:
            raise GeoCspError(f"there is no proposal {number}")
        if not found[0].stands:
            raise GeoCspError(f"{found[0].withdrawn_by} has withdrawn proposal {number} already")
        connection.execute(sa.insert(proposal_withdrawal).values(**values))
        told = {"proposal": number, "withdrawn": True}
        audit.append(register, connection, audit.Entry(who, "alteration", "proposals", told))
        return _proposals(connection, proposal.c.number == number)[0]


def proposals(register: Register, first: date | None = None) -> tuple[Proposal, ...]:
    """Those put forward on or after ``first``, withdrawn ones too, in the order of entry."""
    with register.reading() as connection:
        return _proposals(connection, proposal.c.put_forward_on >= first if first else sa.true())


def _proposals(connection: sa.Connection, which: sa.ColumnElement[bool]) -> tuple[Proposal, ...]:
    query = (
        sa.select(
            proposal,
            proposal_withdrawal.c.at.label("withdrawn_at"),
            proposal_withdrawal.c.who.label("withdrawn_by"),
        )
        .outerjoin(proposal_withdrawal)
        .where(which)
        .order_by(proposal.c.number)
    )
    return tuple(Proposal(**row) for row in connection.execute(query).mappings())
