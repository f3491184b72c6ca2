"""Boundary files as polygons on the British National Grid, and which of them a point lies in.

Files are GeoJSON in EPSG:4326 (longitude, latitude); everything is counted and measured in metres
of EPSG:27700, so that an area is an area and 25 m are 25 m.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyproj
import shapely
import shapely.geometry

from geo_csp.area_profile import AreaProfile, Layer
from geo_csp.errors import ProfileError

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.object_]

OUTSIDE = -1


@dataclass(frozen=True)
class Outlines:
    """The areas of one boundary file, in the order of their codes."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    polygons_27700: npt.NDArray[np.object_]


@dataclass(frozen=True)
class Placed:
    """For each point: whether it lies in the partnership's area, and the codes it has there.

    Where ``inside`` is false all codes are None; ``locality`` and ``lsoa`` are None too where the
    profile has none.
    """

    inside: Booleans
    locality: Codes
    ward: Codes
    lsoa: Codes


@functools.cache
def _grid() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(4326, 27700, always_xy=True)


def to_national_grid(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """Degrees (EPSG:4326) to eastings and northings in metres (EPSG:27700)."""
    easting, northing = _grid().transform(longitude, latitude)
    return easting, northing


def to_longitude_latitude(easting: Floats, northing: Floats) -> tuple[Floats, Floats]:
    """Eastings and northings in metres (EPSG:27700) to degrees (EPSG:4326)."""
    longitude, latitude = _grid().transform(easting, northing, direction="INVERSE")
    return longitude, latitude


def read_outlines(profile: AreaProfile, layer: Layer) -> Outlines:
    path = profile.file(layer.file)
    try:
        stamp = path.stat().st_mtime_ns
    except OSError as error:
        raise ProfileError(f"{path}: the boundary file cannot be read: {error}") from error
    return _read_outlines(path, layer.code, layer.name, stamp)


@functools.lru_cache(maxsize=16)
def _read_outlines(path: Path, code: str, name: str, _stamp: int) -> Outlines:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        features.sort(key=lambda feature: feature["properties"][code])
        geometries = np.array([shapely.geometry.shape(f["geometry"]) for f in features], object)
        codes = tuple(str(f["properties"][code]) for f in features)
        names = tuple(str(f["properties"][name]) for f in features)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProfileError(
            f"{path}: expected GeoJSON polygons with properties {code} and {name}: {error!r}"
        ) from error
    polygons = shapely.transform(
        geometries, lambda xy: np.column_stack(to_national_grid(xy[:, 0], xy[:, 1]))
    )
    shapely.prepare(polygons)
    return Outlines(codes, names, polygons)


def locate(easting: Floats, northing: Floats, outlines: Outlines) -> Indices:
    """Index of the area each point lies in, OUTSIDE where in none. Metres, EPSG:27700.

    A point on a border belongs to the area with the lower code: codes are in order and a point is
    taken by the first area that touches it.
    """
    found = np.full(len(easting), OUTSIDE, dtype=np.int64)
    bounds = shapely.bounds(outlines.polygons_27700)
    for index, polygon in enumerate(outlines.polygons_27700):
        west, south, east, north = bounds[index]
        near = np.flatnonzero(
            (found == OUTSIDE)
            & (easting >= west)
            & (easting <= east)
            & (northing >= south)
            & (northing <= north)
        )
        if len(near):
            within = shapely.intersects_xy(polygon, easting[near], northing[near])
            found[near[within]] = index
    return found


def nearest(
    easting: Floats, northing: Floats, outlines: Outlines, within_m: float = np.inf
) -> Indices:
    """Index of the nearest area at most ``within_m`` metres away, OUTSIDE where there is none.

    At equal distance the lower code.
    """
    if not len(easting):
        return np.empty(0, dtype=np.int64)
    points = shapely.points(easting, northing)
    distances = shapely.distance(points[:, None], outlines.polygons_27700[None, :])
    closest = distances.argmin(axis=1)
    return np.where(distances.min(axis=1) <= within_m, closest, OUTSIDE)


def could_be_of(profile: AreaProfile, lsoa_codes: Codes, lsoa_names: Codes) -> Booleans:
    """Whether the LSOA that a file gives is the area's, or the file gives none.

    Names tell ("Herefordshire 001A"), whatever the vintage; where a file has codes only, the codes
    of the present boundaries and those the profile calls retired.
    """
    codes = set(profile.retired_lsoas)
    if profile.lsoas:
        codes |= set(read_outlines(profile, profile.lsoas).codes)
    prefix = f"{profile.lsoa_name or profile.title} "

    def own(code: str | None, name: str | None) -> bool:
        if name:
            return name.startswith(prefix)
        return not code or code in codes

    return np.fromiter(map(own, lsoa_codes, lsoa_names), dtype=np.bool_, count=len(lsoa_codes))


def place(
    profile: AreaProfile, easting: Floats, northing: Floats, could_be_ours: Booleans
) -> Placed:
    """Locality, ward and LSOA of each point (metres, EPSG:27700) by point in polygon.

    A point in no ward, but at most ``profile.edge_tolerance_m`` outside the outline, is taken into
    the nearest ward where ``could_be_ours`` (see ``could_be_of``): boundary files are generalised
    by up to 20 m, and points of neighbours lie as near. A point in the area that falls between two
    generalised LSOA outlines has the nearest LSOA.
    """
    wards = read_outlines(profile, profile.wards)
    ward = locate(easting, northing, wards)
    at_the_edge = np.flatnonzero(
        (ward == OUTSIDE) & could_be_ours & _near(easting, northing, wards)
    )
    ward[at_the_edge] = nearest(
        easting[at_the_edge], northing[at_the_edge], wards, profile.edge_tolerance_m
    )
    inside = ward != OUTSIDE
    localities = np.array([profile.locality_of_ward.get(code) for code in wards.codes], object)
    return Placed(
        inside,
        _coded(localities, ward),
        _coded(np.array(wards.codes, object), ward),
        _lsoa(profile, easting, northing, inside),
    )


def _near(easting: Floats, northing: Floats, outlines: Outlines) -> Booleans:
    """Inside the box round all areas, with 100 m to spare: so that few distances are measured."""
    west, south, east, north = shapely.total_bounds(outlines.polygons_27700)
    inside: Booleans = (
        (easting > west - 100)
        & (easting < east + 100)
        & (northing > south - 100)
        & (northing < north + 100)
    )
    return inside


def _coded(codes: Codes, index: Indices) -> Codes:
    coded = np.full(len(index), None, dtype=object)
    found = index != OUTSIDE
    coded[found] = codes[index[found]]
    return coded


def _lsoa(profile: AreaProfile, easting: Floats, northing: Floats, inside: Booleans) -> Codes:
    if not profile.lsoas:
        return np.full(len(easting), None, dtype=object)
    lsoas = read_outlines(profile, profile.lsoas)
    index = locate(easting, northing, lsoas)
    between = np.flatnonzero(inside & (index == OUTSIDE))
    index[between] = nearest(easting[between], northing[between], lsoas)
    index[~inside] = OUTSIDE
    return _coded(np.array(lsoas.codes, object), index)
