"""What one counts in: the county, its localities, wards or LSOAs, with their residents."""

from __future__ import annotations

import csv
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo_csp.area_profile import AreaProfile, Layer, Population, layer_names
from geo_csp.errors import GeoCspError, ProfileError
from geo_csp.vocabulary import LEVELS


@dataclass(frozen=True)
class Areas:
    """Areas of one level in the order of their codes (localities: of the profile).

    ``residents`` is NaN where unknown; ``vintage`` says when they were counted ("mid-2020").
    """

    level: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    residents: npt.NDArray[np.float64]
    vintage: str


def areas(profile: AreaProfile, level: str) -> Areas:
    """``level``: county, locality, ward or lsoa. Raises where the profile has no such areas."""
    if level == "ward":
        return _of_layer(profile, level, profile.wards, profile.ward_population)
    if level == "lsoa":
        if not profile.lsoas:
            raise GeoCspError(f"{profile.title} has no LSOAs: its area.toml names no [lsoas] file")
        return _of_layer(profile, level, profile.lsoas, profile.lsoa_population)
    wards = areas(profile, "ward")
    residents = dict(zip(wards.codes, wards.residents, strict=True))
    if level == "county":
        total = np.array([wards.residents.sum()])
        return Areas(level, (profile.code,), (profile.title,), total, wards.vintage)
    if level == "locality":
        if not profile.localities:
            raise GeoCspError(f"{profile.title} has no localities: its area.toml lists none")
        return Areas(
            level,
            tuple(locality.code for locality in profile.localities),
            tuple(locality.name for locality in profile.localities),
            np.array([sum(residents[w] for w in loc.wards) for loc in profile.localities]),
            wards.vintage,
        )
    raise GeoCspError(f'"{level}" is no level: expected {", ".join(LEVELS)}')


def _of_layer(
    profile: AreaProfile, level: str, layer: Layer, population: Population | None
) -> Areas:
    names = layer_names(profile, layer)
    counted = _residents(profile, population) if population else {}
    residents = np.array([counted.get(code, np.nan) for code in names], dtype=np.float64)
    vintage = population.vintage if population else ""
    return Areas(level, tuple(names), tuple(names.values()), residents, vintage)


def _residents(profile: AreaProfile, population: Population) -> dict[str, float]:
    path = profile.file(population.file)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {
                row[population.code]: float(row[population.residents])
                for row in csv.DictReader(file)
            }
    except (OSError, KeyError, ValueError) as error:
        raise ProfileError(
            f"{path}: expected columns {population.code} and {population.residents}: {error!r}"
        ) from error
