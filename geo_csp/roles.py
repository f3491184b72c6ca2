"""Who is looking, and one table of what each role may see and take away.

Asked at one gate only: ``geo_csp.disclosure``. The register's parts are asked for by their pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo_csp.vocabulary import OFFICIAL, OFFICIAL_SENSITIVE


@dataclass(frozen=True)
class Role:
    """What is not named here is not seen.

    ``levels``: the areas it may see figures of, in every category; of hate and its strands only
    what is published. ``tasks``: it sends people to places, so it sees places, points, streets,
    findings and sensitive counts unsuppressed; a ``ward_bound`` role only in its own wards.
    ``register``: the parts of the register it may read, ``writes`` those it may write in.
    ``takes_away``: the forms in which it may keep what it sees. ``marking``: the most sensitive
    that it may see.
    """

    code: str
    phrase: str
    levels: frozenset[str]
    tasks: bool = False
    ward_bound: bool = False
    register: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    takes_away: frozenset[str] = frozenset({"csv", "json", "geojson", "png", "docx", "pdf"})
    marking: str = OFFICIAL


_PUBLISHED = frozenset({"county", "locality", "ward"})
_MEETING = frozenset({"priorities", "actions", "voices"})
_MINUTES = frozenset({"actions", "voices"})

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        # Open data gives each incident's LSOA to everybody.
        Role("public", "Public", _PUBLISHED | {"lsoa"}),
        Role("board", "Board member", _PUBLISHED, register=frozenset({"priorities"})),
        Role(
            "partner",
            "MATAC member",
            _PUBLISHED | {"lsoa"},
            tasks=True,
            register=_MEETING,
            writes=_MINUTES,
            marking=OFFICIAL_SENSITIVE,
        ),
        # LSOAs cross ward lines, so a team bound to its wards sees none.
        Role(
            "neighbourhood",
            "Neighbourhood policing team",
            _PUBLISHED,
            tasks=True,
            ward_bound=True,
            register=frozenset({"priorities", "actions"}),
            writes=frozenset({"actions"}),
            marking=OFFICIAL_SENSITIVE,
        ),
        Role(
            "analyst",
            "Analyst",
            _PUBLISHED | {"lsoa"},
            tasks=True,
            register=_MEETING,
            writes=_MINUTES,
            marking=OFFICIAL_SENSITIVE,
        ),
        # It gives roles and reads the audit. It sees no incident.
        Role(
            "administrator",
            "Administrator",
            frozenset(),
            register=frozenset({"audit"}),
            takes_away=frozenset(),
            marking=OFFICIAL_SENSITIVE,
        ),
    )
}


@dataclass(frozen=True)
class Viewer:
    """A role, and for a ward-bound role the codes of its wards."""

    role: Role
    wards: frozenset[str] = frozenset()

    def sees_level(self, level: str) -> bool:
        return level in self.role.levels

    def sees_points_of(self, ward_code: str) -> bool:
        """Points, streets and sensitive counts of a ward, unsuppressed."""
        return self.role.tasks and (not self.role.ward_bound or ward_code in self.wards)

    @property
    def sees_all_counts(self) -> bool:
        """Sensitive counts of every area, unsuppressed."""
        return self.role.tasks and not self.role.ward_bound

    def reads(self, part: str) -> bool:
        """``part``: of the register."""
        return part in self.role.register

    def writes(self, part: str) -> bool:
        """``part``: of the register. A ward-bound role writes of its own wards only."""
        return part in self.role.writes
