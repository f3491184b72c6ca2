"""Actions that the meeting agreed. Each change is a new version; none is overwritten or removed.

Whoever changes an action says which version they had before them. If another has been written
since, theirs is refused and the difference shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geo_csp.errors import ChangedMeanwhileError, GeoCspError
from geo_csp.register import audit, checked
from geo_csp.register.agreed import Agreed, as_row, changed_fields, checked_agreed, differences
from geo_csp.register.columns import now
from geo_csp.register.opening import Register
from geo_csp.register.tables import action, action_version, priority


@dataclass(frozen=True)
class Action:
    """``at`` and ``who``: of this version. The first version is 1."""

    number: int
    version: int
    agreed: Agreed
    at: datetime
    who: str


def add_action(register: Register, agreed: Agreed, who: str) -> Action:
    agreed, who, at = checked_agreed(agreed), checked.required(who, "who"), now()
    with register.writing() as connection:
        added = connection.execute(sa.insert(action).values(at=at, who=who))
        assert added.inserted_primary_key is not None
        first = Action(added.inserted_primary_key[0], 1, agreed, at, who)
        _write(register, connection, first, tuple(as_row(agreed)))
    return first


def change_action(
    register: Register, number: int, version: int, agreed: Agreed, who: str
) -> Action:
    """``version``: the one that was on the editor's screen.

    Raises ChangedMeanwhileError, with the differences, where it is no longer the latest.
    """
    agreed, who = checked_agreed(agreed), checked.required(who, "who")
    with register.writing() as connection:
        history = _history(connection, number)
        if not 1 <= version <= len(history):
            raise GeoCspError(f"action {number} has no version {version}")
        latest = history[-1]
        if latest.version != version:
            raise _changed_meanwhile(history[version - 1], latest, agreed)
        changed = changed_fields(latest.agreed, agreed)
        if not changed:
            return latest
        after = Action(number, version + 1, agreed, now(), who)
        _write(register, connection, after, changed)
    return after


def actions(register: Register) -> tuple[Action, ...]:
    """Every action as it now stands, in the order in which they were added."""
    latest = (
        sa.select(action_version.c.action, sa.func.max(action_version.c.version).label("version"))
        .group_by(action_version.c.action)
        .subquery()
    )
    query = (
        sa.select(action_version)
        .join(
            latest,
            (action_version.c.action == latest.c.action)
            & (action_version.c.version == latest.c.version),
        )
        .order_by(action_version.c.action)
    )
    with register.reading() as connection:
        return tuple(_action(row) for row in connection.execute(query).mappings())


def added_at(register: Register) -> Mapping[int, datetime]:
    """When each action was first agreed, by its number."""
    with register.reading() as connection:
        rows = connection.execute(sa.select(action.c.number, action.c.at))
        return {row.number: row.at for row in rows}


def action_history(register: Register, number: int) -> tuple[Action, ...]:
    """Every version of one action, the first first."""
    with register.reading() as connection:
        return _history(connection, number)


def _changed_meanwhile(seen: Action, latest: Action, yours: Agreed) -> ChangedMeanwhileError:
    return ChangedMeanwhileError(
        f"{latest.who} changed action {latest.number} at {latest.at:%H:%M on %d %B %Y} (UTC), "
        "after you opened it. Nothing was overwritten: look at the differences and save again.",
        differences(seen.agreed, latest.agreed, yours),
    )


def _history(connection: sa.Connection, number: int) -> tuple[Action, ...]:
    query = (
        sa.select(action_version)
        .where(action_version.c.action == number)
        .order_by(action_version.c.version)
    )
    found = tuple(_action(row) for row in connection.execute(query).mappings())
    if not found:
        raise GeoCspError(f"there is no action {number}")
    return found


def _write(
    register: Register, connection: sa.Connection, version: Action, changed: tuple[str, ...]
) -> None:
    named = version.agreed.priority
    if named is not None and not connection.scalar(
        sa.select(sa.exists().where(priority.c.number == named))
    ):
        raise GeoCspError(f"Priority: none was published with the number {named}")
    connection.execute(
        sa.insert(action_version).values(
            action=version.number,
            version=version.version,
            at=version.at,
            who=version.who,
            **as_row(version.agreed),
        )
    )
    told = {"action": version.number, "version": version.version, "fields": sorted(changed)}
    audit.append(register, connection, audit.Entry(version.who, "alteration", "actions", told))


def _action(row: sa.RowMapping) -> Action:
    values: dict[str, Any] = {field.name: row[field.name] for field in fields(Agreed)}
    return Action(row["action"], row["version"], Agreed(**values), row["at"], row["who"])
