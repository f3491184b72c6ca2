"""Roles by the subject that the identity provider gives. Whoever is not here sees nothing.

Asked at every rerun and never remembered: a role that was revoked is gone at the next question.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geo_csp.area_profile import AreaProfile, layer_names
from geo_csp.errors import GeoCspError
from geo_csp.register import audit, checked
from geo_csp.register.columns import now
from geo_csp.register.opening import Register
from geo_csp.register.tables import role_change
from geo_csp.roles import ROLES, Viewer


@dataclass(frozen=True)
class RoleChange:
    """``role``: None where it was revoked. ``wards``: only of a role that is bound to its wards."""

    subject: str
    role: str | None
    wards: frozenset[str]
    at: datetime
    who: str


def viewer_of(register: Register, subject: str) -> Viewer | None:
    """What this subject may see now; None is nothing at all."""
    query = (
        sa.select(role_change.c.role, role_change.c.wards)
        .where(role_change.c.subject == subject)
        .order_by(role_change.c.number.desc())
        .limit(1)
    )
    with register.reading() as connection:
        found = connection.execute(query).first()
    # A role that a later version no longer knows gives nothing either.
    if found is None or found.role not in ROLES:
        return None
    return Viewer(ROLES[found.role], frozenset(found.wards))


def grant(
    register: Register,
    profile: AreaProfile,
    subject: str,
    role: str,
    *,
    wards: Collection[str] = (),
    who: str,
) -> RoleChange:
    """Gives the subject this role in place of the one it may have had."""
    checked.one_of(role, "role", ROLES)
    return _change(register, subject, role, _checked_wards(profile, role, wards), who)


def revoke(register: Register, subject: str, who: str) -> RoleChange:
    if viewer_of(register, subject) is None:
        raise GeoCspError(f'"{subject}" has no role that could be revoked')
    return _change(register, subject, None, frozenset(), who)


def roles_held(register: Register) -> tuple[RoleChange, ...]:
    """The roles as they are now, in the order of their subjects."""
    latest = sa.select(sa.func.max(role_change.c.number)).group_by(role_change.c.subject)
    return _changes(
        register,
        sa.select(role_change)
        .where(role_change.c.number.in_(latest), role_change.c.role.is_not(None))
        .order_by(role_change.c.subject),
    )


def role_history(register: Register, subject: str) -> tuple[RoleChange, ...]:
    """Each change of one subject's role, oldest first."""
    return _changes(
        register,
        sa.select(role_change)
        .where(role_change.c.subject == subject)
        .order_by(role_change.c.number),
    )


def _change(
    register: Register, subject: str, role: str | None, wards: frozenset[str], who: str
) -> RoleChange:
    who = checked.required(who, "who")
    change = RoleChange(checked.required(subject, "subject"), role, wards, now(), who)
    if change.subject != subject:
        raise GeoCspError("subject: give it exactly as the provider does, without space around it")
    chosen = {"subject": subject, "role": role, "wards": sorted(wards)}
    with register.writing() as connection:
        connection.execute(sa.insert(role_change).values(**chosen, at=change.at, who=who))
        audit.append(register, connection, audit.Entry(who, "alteration", "roles", chosen))
    return change


def _checked_wards(profile: AreaProfile, role: str, wards: Collection[str]) -> frozenset[str]:
    if ROLES[role].ward_bound and not wards:
        raise GeoCspError(f"the role {role} is bound to wards: name at least one by its code")
    if wards and not ROLES[role].ward_bound:
        raise GeoCspError(f"the role {role} is not bound to wards: name none")
    unknown = sorted(set(wards) - set(layer_names(profile, profile.wards)))
    if unknown:
        raise GeoCspError(f"no ward of {profile.title}: {', '.join(unknown)}")
    return frozenset(wards)


def _changes(register: Register, query: sa.Select[Any]) -> tuple[RoleChange, ...]:
    with register.reading() as connection:
        return tuple(
            RoleChange(row.subject, row.role, frozenset(row.wards), row.at, row.who)
            for row in connection.execute(query)
        )
