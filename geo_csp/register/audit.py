"""Who did what with the data, and when: one line for each operation that must be logged.

Data Protection Act 2018 s.62(1): collection, alteration, consultation, disclosure, combination,
erasure; for a disclosure also its justification and, as far as known, its recipient.

The chain is a table of the register, not a file beside it. What the register alters and the line
that says so are then one transaction: after a crash both are there or neither, and no line can be
torn. Several servers over one PostgreSQL write one chain, and one backup holds all. Writers queue
for the register's write lock, so a line always follows the one before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from geo_csp.errors import RegisterError
from geo_csp.register import checked
from geo_csp.register.chain import head_seal, line_seal
from geo_csp.register.columns import canonical_json, instant_text, now
from geo_csp.register.opening import Register
from geo_csp.register.tables import audit_head, audit_line

KINDS: dict[str, str] = {
    "collection": "Collection",
    "alteration": "Alteration",
    "consultation": "Consultation",
    "disclosure": "Disclosure",
    "combination": "Combination",
    "erasure": "Erasure",
}


_NOT_AS_WRITTEN = (
    "the audit is not as it was written, so nothing can be added and nothing is done: "
    "geo-csp audit verify names what was changed"
)


@dataclass(frozen=True)
class Entry:
    """``who``: the viewer's subject, or the name of the computer's user for a command.

    ``about``: the page, command or table. ``filter``: what was chosen there, as JSON holds it.
    """

    who: str
    kind: str
    about: str
    filter: Mapping[str, Any] = field(default_factory=dict)
    justification: str = ""
    recipient: str = ""


@dataclass(frozen=True)
class Line:
    number: int
    at: datetime
    entry: Entry
    seal: str


def record(register: Register, entry: Entry) -> Line:
    with register.writing() as connection:
        return append(register, connection, entry)


def append(register: Register, connection: sa.Connection, entry: Entry) -> Line:
    """A line in the transaction of what it tells; ``connection`` is from ``register.writing()``."""
    entry = _checked(entry)
    last, previous = _end_of_chain(connection)
    number, at = last + 1, now()
    seal = line_seal(
        register.key,
        number,
        instant_text(at),
        entry.who,
        entry.kind,
        entry.about,
        canonical_json(dict(entry.filter)),
        entry.justification,
        entry.recipient,
        previous,
    )
    values = {**vars(entry), "filter": dict(entry.filter)}
    try:
        connection.execute(
            sa.insert(audit_line).values(
                number=number, at=at, previous=previous, seal=seal, **values
            )
        )
    except sa.exc.IntegrityError as error:
        raise RegisterError(_NOT_AS_WRITTEN) from error
    connection.execute(
        sa.update(audit_head).values(
            lines=number, seal=seal, head_seal=head_seal(register.key, number, seal)
        )
    )
    return Line(number, at, entry, seal)


def _end_of_chain(connection: sa.Connection) -> tuple[int, str]:
    """The number and the seal of the last line, as the head says."""
    heads = connection.execute(sa.select(audit_head.c.lines, audit_head.c.seal)).all()
    if len(heads) != 1 or not isinstance(heads[0].lines, int):
        raise RegisterError(_NOT_AS_WRITTEN)
    return heads[0].lines, heads[0].seal


def lines(
    register: Register,
    *,
    who: str = "",
    kind: str = "",
    first: date | None = None,
    last: date | None = None,
    newest: int | None = None,
) -> tuple[Line, ...]:
    """Newest first, of days in UTC from ``first`` to ``last``, both included; empty means any."""
    query = sa.select(audit_line).order_by(audit_line.c.number.desc()).limit(newest)
    if who:
        query = query.where(audit_line.c.who == who)
    if kind:
        query = query.where(audit_line.c.kind == checked.one_of(kind, "kind", KINDS))
    if first:
        query = query.where(sa.type_coerce(audit_line.c.at, sa.Text) >= first.isoformat())
    if last:
        end = last + timedelta(days=1)
        query = query.where(sa.type_coerce(audit_line.c.at, sa.Text) < end.isoformat())
    with register.reading() as connection:
        try:
            return tuple(_line(row) for row in connection.execute(query))
        except (ValueError, TypeError) as error:
            raise RegisterError(
                "a line of the audit is damaged: geo-csp audit verify names it"
            ) from error


def _line(row: sa.Row[Any]) -> Line:
    entry = Entry(row.who, row.kind, row.about, row.filter, row.justification, row.recipient)
    return Line(row.number, row.at, entry, row.seal)


def _checked(entry: Entry) -> Entry:
    of_disclosure = entry.kind == "disclosure"
    justify = checked.required if of_disclosure else checked.optional
    return Entry(
        checked.required(entry.who, "who"),
        checked.one_of(entry.kind, "kind", KINDS),
        checked.required(entry.about, "about"),
        entry.filter,
        justify(entry.justification, "justification", checked.LONGEST_TEXT),
        checked.optional(entry.recipient, "recipient"),
    )
