"""The month's priorities as they were published. Another list of a month is a new edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geo_csp.errors import GeoCspError
from geo_csp.months import Month, parse_month
from geo_csp.register import audit, checked
from geo_csp.register.columns import canonical_json, now
from geo_csp.register.opening import Register
from geo_csp.register.tables import priority


@dataclass(frozen=True)
class Published:
    """``number`` is its own in each edition. ``body`` is what tasking wrote, not read here."""

    number: int
    month: Month
    edition: int
    rank: int
    place: str
    body: Mapping[str, Any]
    at: datetime
    who: str


def publish(
    register: Register, month: Month, ranked: Sequence[tuple[str, Mapping[str, Any]]], who: str
) -> tuple[Published, ...]:
    """Keeps the list of a month: place and body of each priority, the first in rank first.

    Published again as it stands it stays the edition that it is.
    """
    month, who = parse_month(month), checked.required(who, "who")
    if not ranked:
        raise GeoCspError(f"{month}: a list without a priority cannot be published")
    rows = [
        {
            "month": month,
            "rank": rank,
            "place": checked.required(place, f"place of priority {rank}"),
            "body": _checked_body(body, rank),
            "at": now(),
            "who": who,
        }
        for rank, (place, body) in enumerate(ranked, 1)
    ]
    with register.writing() as connection:
        latest = _latest_edition(connection, month) or 0
        standing = _read(connection, month, latest)
        if _listed((p.place, p.body) for p in standing) == _listed(ranked):
            return standing
        edition = latest + 1
        connection.execute(sa.insert(priority), [{**row, "edition": edition} for row in rows])
        entry = audit.Entry(
            who, "alteration", "priorities", {"month": month, "edition": edition, "rows": len(rows)}
        )
        audit.append(register, connection, entry)
        return _read(connection, month, edition)


def priorities(
    register: Register, month: Month, edition: int | None = None
) -> tuple[Published, ...]:
    """In the order of rank; the latest edition unless another is asked for, () if there is none."""
    with register.reading() as connection:
        wanted = edition or _latest_edition(connection, parse_month(month))
        return () if wanted is None else _read(connection, month, wanted)


def theme_of(register: Register, number: int) -> str:
    """What a priority of any month and edition was about; "" where it does not say."""
    query = sa.select(priority.c.body).where(priority.c.number == number)
    with register.reading() as connection:
        return str((connection.scalar(query) or {}).get("theme", ""))


def published_months(register: Register) -> tuple[Month, ...]:
    with register.reading() as connection:
        query = sa.select(priority.c.month).distinct().order_by(priority.c.month)
        return tuple(connection.scalars(query))


def _latest_edition(connection: sa.Connection, month: Month) -> int | None:
    query = sa.select(sa.func.max(priority.c.edition)).where(priority.c.month == month)
    latest: int | None = connection.scalar(query)
    return latest


def _read(connection: sa.Connection, month: Month, edition: int) -> tuple[Published, ...]:
    query = (
        sa.select(priority)
        .where(priority.c.month == month, priority.c.edition == edition)
        .order_by(priority.c.rank)
    )
    return tuple(Published(**row) for row in connection.execute(query).mappings())


def _listed(ranked: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    return [canonical_json([place, dict(body)]) for place, body in ranked]


def _checked_body(body: Mapping[str, Any], rank: int) -> dict[str, Any]:
    try:
        canonical_json(dict(body))
    except (TypeError, ValueError) as error:
        raise GeoCspError(f"priority {rank} holds what JSON cannot: {error}") from error
    return dict(body)
