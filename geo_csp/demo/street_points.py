"""The points the demonstration's incidents stand on: the area's real streets where it has them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.offences import HOME_OFFICE
from geo_csp.errors import GeoCspError, ProfileError
from geo_csp.geography.areas import areas
from geo_csp.geography.boundaries import (
    Outlines,
    place,
    read_outlines,
    to_longitude_latitude,
    to_national_grid,
)

# A lattice has about this many points in each ward; few of them hold most incidents.
POINTS_OF_A_WARD = 12
LATTICE_TAIL = 1.2


@dataclass(frozen=True)
class StreetPoints:
    """Points (EPSG:4326 degrees and EPSG:27700 metres) with their streets and area codes.

    ``weights`` gives for each offence how the points share its incidents; each sums to 1.
    """

    longitude: npt.NDArray[np.float64]
    latitude: npt.NDArray[np.float64]
    easting: npt.NDArray[np.float64]
    northing: npt.NDArray[np.float64]
    street: npt.NDArray[np.object_]
    ward: npt.NDArray[np.object_]
    lsoa: npt.NDArray[np.object_]
    weights: dict[str, npt.NDArray[np.float64]]


def street_points(profile: AreaProfile, rng: np.random.Generator) -> StreetPoints:
    """The profile's street points; a lattice of points named for their wards where it has none."""
    if profile.street_points:
        return _of_file(profile)
    return _lattice(profile, rng)


def points_of_street(points: StreetPoints, ward: str, street: str) -> npt.NDArray[np.int64]:
    """Index of the street's points in the ward; raises GeoCspError where it has none there."""
    found = np.flatnonzero((points.ward == ward) & (points.street == street))
    if not len(found):
        raise GeoCspError(f"planted on {street}, but {ward} has no such street")
    return found


def _of_file(profile: AreaProfile) -> StreetPoints:
    path = profile.file(profile.street_points)
    try:
        table = pd.read_csv(path)
        counts = table[list(HOME_OFFICE)].to_numpy(np.float64)
        longitude, latitude = (table[name].to_numpy(np.float64) for name in _DEGREES)
        street = table["street"].to_numpy(object)
    except (OSError, ValueError, KeyError) as error:
        columns = ", ".join([*_DEGREES, "street", *HOME_OFFICE])
        raise ProfileError(f"{path}: expected a CSV with the columns {columns}: {error}") from error
    return points_at(profile, longitude, latitude, street, _shares(counts))


_DEGREES = ("longitude", "latitude")


def _shares(counts: npt.NDArray[np.float64]) -> dict[str, npt.NDArray[np.float64]]:
    """Weights from counts [point, offence]: two parts the offence's own, one part all incidents'.

    An offence can then happen where it has not yet, but likeliest where much happens.
    """
    all_share = counts.sum(axis=1) / counts.sum()
    own_share = counts / counts.sum(axis=0).clip(1.0)
    weights = 2.0 * own_share + all_share[:, None]
    return dict(zip(HOME_OFFICE, (weights / weights.sum(axis=0)).T, strict=True))


def _lattice(profile: AreaProfile, rng: np.random.Generator) -> StreetPoints:
    wards = read_outlines(profile, profile.wards)
    points = [_points_inside(polygon) for polygon in wards.polygons_27700]
    counts = [len(inside) for inside in points]
    street = np.concatenate([_names(wards, index, n) for index, n in enumerate(counts)])
    tail = rng.pareto(LATTICE_TAIL, size=sum(counts)) + 0.1
    of_ward = np.repeat(np.arange(len(counts)), counts)
    level = _levels(profile)[of_ward] / np.bincount(of_ward, tail)[of_ward]
    share = tail * level / (tail * level).sum()
    longitude, latitude = to_longitude_latitude(*np.concatenate(points).T)
    return points_at(
        profile, longitude.round(6), latitude.round(6), street, dict.fromkeys(HOME_OFFICE, share)
    )


def _points_inside(polygon: shapely.Polygon) -> npt.NDArray[np.float64]:
    """A square lattice inside the polygon, in metres; one point where the polygon is too narrow."""
    side = np.sqrt(polygon.area / POINTS_OF_A_WARD)
    west, south, east, north = polygon.bounds
    grid = np.meshgrid(
        np.arange(west + side / 2, east, side), np.arange(south + side / 2, north, side)
    )
    corners = np.column_stack([axis.ravel() for axis in grid])
    within = shapely.contains_xy(polygon, corners[:, 0], corners[:, 1])
    inside: npt.NDArray[np.float64] = corners[within]
    if len(inside):
        return inside
    middle = shapely.point_on_surface(polygon)
    return np.array([[middle.x, middle.y]])


def _names(wards: Outlines, index: int, count: int) -> npt.NDArray[np.object_]:
    return np.array([f"{wards.names[index]} {n}" for n in range(1, count + 1)], object)


def _levels(profile: AreaProfile) -> npt.NDArray[np.float64]:
    """What each ward has of the area's incidents: by residents, equal where they are not known."""
    residents = areas(profile, "ward").residents
    return np.ones(len(residents)) if np.isnan(residents).any() else residents


def points_at(
    profile: AreaProfile,
    longitude: npt.NDArray[np.float64],
    latitude: npt.NDArray[np.float64],
    street: npt.NDArray[np.object_],
    weights: dict[str, npt.NDArray[np.float64]],
) -> StreetPoints:
    easting, northing = to_national_grid(longitude, latitude)
    placed = place(profile, easting, northing, np.ones(len(easting), dtype=np.bool_))
    for row in np.flatnonzero(~placed.inside)[:1]:
        raise ProfileError(
            f"{profile.file(profile.street_points)}, line {row + 2}: "
            f"{longitude[row]}, {latitude[row]} lies outside {profile.title}"
        )
    return StreetPoints(
        longitude, latitude, easting, northing, street, placed.ward, placed.lsoa, weights
    )
