"""Who is looking, and one table of what each role may see and take away.

Asked at one gate only: ``geo_csp.disclosure``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """``levels``: the areas it may see figures of. ``tasks``: it sends people to places, so it sees
    points, streets and sensitive counts unsuppressed; a ``ward_bound`` role only in its own wards.
    ``takes_away``: the forms in which it may keep what it sees.
    """

    code: str
    phrase: str
    levels: frozenset[str]
    tasks: bool = False
    ward_bound: bool = False
    takes_away: frozenset[str] = frozenset({"csv", "json", "geojson", "png"})


_PUBLISHED = frozenset({"county", "locality", "ward"})

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        # Open data gives each incident's LSOA to everybody.
        Role("public", "Public", _PUBLISHED | {"lsoa"}),
        Role("board", "Board member", _PUBLISHED),
        Role("partner", "MATAC member", _PUBLISHED | {"lsoa"}, tasks=True),
        # LSOAs cross ward lines, so a team bound to its wards sees none.
        Role(
            "neighbourhood",
            "Neighbourhood policing team",
            _PUBLISHED,
            tasks=True,
            ward_bound=True,
        ),
        Role("analyst", "Analyst", _PUBLISHED | {"lsoa"}, tasks=True),
        Role("administrator", "Administrator", frozenset(), takes_away=frozenset()),
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
