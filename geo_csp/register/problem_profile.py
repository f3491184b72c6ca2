"""The themes of the partnership's problem profile on serious organised crime, as last typed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from geo_csp.register import audit, checked
from geo_csp.register.columns import now
from geo_csp.register.opening import Register
from geo_csp.register.tables import problem_profile


@dataclass(frozen=True)
class Themes:
    """``themes``: one a line. Each saving is an edition of the whole."""

    number: int
    themes: tuple[str, ...]
    at: datetime
    who: str


def save_themes(register: Register, text: str, *, who: str) -> Themes:
    """``text``: one theme a line; empty lines fall away, and with none the section is empty."""
    kept = checked.optional(text, "themes", checked.LONGEST_TEXT)
    lines = tuple(line.strip() for line in kept.splitlines() if line.strip())
    at, by = now(), checked.required(who, "who")
    values = {"themes": "\n".join(lines), "at": at, "who": by}
    with register.writing() as connection:
        added = connection.execute(sa.insert(problem_profile).values(**values)).inserted_primary_key
        assert added is not None
        told = {"edition": added[0], "themes": len(lines)}
        audit.append(register, connection, audit.Entry(who, "alteration", "problem profile", told))
    return Themes(added[0], lines, at, by)


def themes(register: Register) -> Themes | None:
    """None before the first saving."""
    query = sa.select(problem_profile).order_by(problem_profile.c.number.desc()).limit(1)
    with register.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        return None
    lines = tuple(line for line in row["themes"].splitlines() if line)
    return Themes(row["number"], lines, row["at"], row["who"])
