"""What lies near a point: stations and main roads of the profile's base map."""

from __future__ import annotations

import functools
import json

import numpy as np
import shapely
from shapely.geometry import shape

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import ProfileError
from geo_csp.geography.boundaries import to_national_grid

_KINDS = (
    ("rail station", "stations"),
    ("bus station", "bus_stations"),
    ("main road", "roads"),
)


def nearest_landmarks(
    profile: AreaProfile, easting: float, northing: float
) -> tuple[tuple[str, float], ...]:
    """Of each kind that the profile has, the nearest by name and how many metres away it is.

    In a straight line, EPSG:27700. Roads are schematic, so theirs is good to some hundred metres.
    """
    here = shapely.Point(easting, northing)
    found = []
    for kind, layer in _KINDS:
        file = getattr(profile.base_map, layer)
        if file:
            names, shapes = _landmarks(profile, file)
            away = shapely.distance(shapes, here)
            nearest = int(np.argmin(away))
            found.append((f"{kind}: {names[nearest]}", float(away[nearest])))
    return tuple(found)


def _landmarks(profile: AreaProfile, file: str) -> tuple[tuple[str, ...], np.ndarray]:
    path = profile.file(file)
    try:
        return _read(str(path), path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProfileError(
            f"{path}: expected GeoJSON whose features have a property name or road: {error!r}"
        ) from error


@functools.lru_cache(maxsize=16)
def _read(path: str, _stamp: int) -> tuple[tuple[str, ...], np.ndarray]:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - the key of the cache is a text
        features = json.load(file)["features"]
    if not features:
        raise ValueError("no features")
    names = tuple(_name(feature["properties"]) for feature in features)
    degrees = [shape(feature["geometry"]) for feature in features]
    metres = shapely.transform(
        degrees, lambda xy: np.column_stack(to_national_grid(xy[:, 0], xy[:, 1]))
    )
    return names, np.asarray(metres)


def _name(properties: dict[str, str]) -> str:
    return properties["road"] if "road" in properties else properties["name"]
