"""The areas that rows are placed against: every profile that can be found."""

from __future__ import annotations

from dataclasses import dataclass

from geo_csp.area_profile import AreaProfile, Force, known_areas, read_profile
from geo_csp.errors import ProfileError
from geo_csp.geography.boundaries import read_outlines


@dataclass(frozen=True)
class KnownAreas:
    """The profiles that rows are placed against, the one asked for first."""

    profiles: tuple[AreaProfile, ...]
    warnings: tuple[str, ...]

    @property
    def forces(self) -> tuple[Force, ...]:
        return tuple(profile.force for profile in self.profiles)

    def of_force(self, slug: str) -> tuple[AreaProfile, ...]:
        return tuple(profile for profile in self.profiles if profile.force.slug == slug)


def known_profiles(profile: AreaProfile) -> KnownAreas:
    """Raises ProfileError where two areas of one force share a ward: a row lies in one area."""
    others, warnings = [], []
    for name, folder in known_areas().items():
        if name == profile.name:
            continue
        try:
            others.append(read_profile(folder))
        except ProfileError as error:
            warnings.append(f"the area {name} is left out, its profile is not usable: {error}")
    known = KnownAreas((profile, *others), tuple(warnings))
    _check_no_ward_twice(known)
    return known


def _check_no_ward_twice(known: KnownAreas) -> None:
    owner: dict[tuple[str, str], str] = {}
    for profile in known.profiles:
        for ward in read_outlines(profile, profile.wards).codes:
            other = owner.setdefault((profile.force.slug, ward), profile.name)
            if other != profile.name:
                raise ProfileError(
                    f"the areas {other} and {profile.name} both hold the ward {ward}:"
                    " take it out of one of their ward files"
                )
