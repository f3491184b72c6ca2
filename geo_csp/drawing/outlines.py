"""A partnership's outlines for the screen: small, in degrees, shared borders still shared.

Only for looking at. Counting is done on the full outlines of ``geo_csp.geography.boundaries``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import ProfileError
from geo_csp.geography.boundaries import read_outlines, to_longitude_latitude, to_national_grid

Feature = dict[str, Any]

# Wards of a city are some 800 m across: 100 m still tells them apart at the largest zoom offered.
WARDS_M = 100.0
NEIGHBOURS_M = 250.0
LINES_M = 60.0

_KINDS = {"city": "city", "market town": "town", "town": "town"}


@dataclass(frozen=True)
class BaseLayer:
    """Lines for orientation, as GeoJSON features in EPSG:4326 without properties."""

    kind: str  # "neighbours" | "rivers" | "roads" | "rail"
    features: tuple[Feature, ...]


@dataclass(frozen=True)
class Town:
    name: str
    longitude: float
    latitude: float
    kind: str  # "city" | "town" | "village" | "neighbour"

    def on_the_grid(self) -> tuple[float, float]:
        """Metres, EPSG:27700."""
        x, y = to_national_grid(np.array([self.longitude]), np.array([self.latitude]))
        return float(x[0]), float(y[0])


def ward_features(profile: AreaProfile) -> list[Feature]:
    """Each ward with its code, its name and where a mark fits best: ``label`` (latitude,
    longitude) is the middle of the largest circle inside it, ``radius_m`` that circle's radius.
    """
    outlines = read_outlines(profile, profile.wards)
    simple = shapely.coverage_simplify(outlines.polygons_27700, WARDS_M)
    circles = shapely.maximum_inscribed_circle(simple, 25.0)
    features = []
    for code, name, polygon, circle in zip(
        outlines.codes, outlines.names, simple, circles, strict=True
    ):
        longitude, latitude = to_longitude_latitude(*np.array(circle.coords[0]))
        label = [round(float(latitude), 4), round(float(longitude), 4)]
        words = {"code": code, "name": name, "label": label, "radius_m": round(circle.length)}
        features.append(_feature(polygon, words))
    return features


def base_layers(profile: AreaProfile) -> tuple[BaseLayer, ...]:
    """In the order of drawing; a layer that the profile does not name is left out."""
    files = profile.base_map
    named = {
        "neighbours": files.neighbours,
        "rivers": files.rivers,
        "roads": files.roads,
        "rail": files.rail,
    }
    return tuple(
        BaseLayer(kind, tuple(_simple_features(profile, file, kind)))
        for kind, file in named.items()
        if file
    )


def base_map_key(profile: AreaProfile) -> str:
    """Says what the lines are that this partnership's map has; empty where it has none."""
    files = profile.base_map
    lines = {
        "brown": ("main roads", files.roads),
        "dashed": ("railways", files.rail),
        "blue": ("rivers", files.rivers),
    }
    drawn = [(look, what) for look, (what, file) in lines.items() if file]
    if not drawn:
        return ""
    (first, named), *others = drawn
    parts = [
        f"{first.capitalize()} lines are {named}",
        *(f"{look} ones {what}" for look, what in others),
    ]
    return f"{', '.join(parts)}, {'all ' if others else ''}simplified."


def map_credits(profile: AreaProfile) -> str:
    """What stands under a map: what its lines are, and whose the data beneath are."""
    return f"{base_map_key(profile)} {profile.attribution}".strip()


def _simple_features(profile: AreaProfile, file: str, kind: str) -> list[Feature]:
    shapes = np.array([shape for shape, _ in _read(profile, file)], object)
    projected = shapely.transform(
        shapes, lambda xy: np.column_stack(to_national_grid(xy[:, 0], xy[:, 1]))
    )
    if kind == "neighbours":
        lines = [_borders_between(projected)]
    else:
        lines = list(shapely.simplify(projected, LINES_M))
    return [_feature(line, {}) for line in lines]


def _borders_between(polygons: npt.NDArray[np.object_]) -> shapely.Geometry:
    """The borders that two of the polygons share: not those with the partnership, which its wards
    draw, nor the edge of the box that the file was cut to, which is no border at all.
    """
    simple = shapely.coverage_simplify(polygons, NEIGHBOURS_M)
    every = shapely.union_all(shapely.boundary(simple))
    outer = shapely.boundary(shapely.union_all(simple))
    return shapely.line_merge(shapely.difference(every, outer))


def towns(profile: AreaProfile) -> list[Town]:
    """Places by name, and the neighbouring districts' names where they have room."""
    found = []
    if profile.base_map.towns:
        for shape, words in _read(profile, profile.base_map.towns):
            kind = _KINDS.get(str(words.get("kind")), "village")
            if words.get("in_county", True):
                found.append(Town(str(words["name"]), shape.x, shape.y, kind))
    if profile.base_map.neighbours:
        for shape, words in _read(profile, profile.base_map.neighbours):
            middle = shape.representative_point()
            name = next((str(v) for k, v in words.items() if k.endswith("name")), "")
            found.append(Town(name, middle.x, middle.y, "neighbour"))
    return found


def _read(profile: AreaProfile, file: str) -> list[tuple[shapely.Geometry, dict[str, Any]]]:
    path = profile.file(file)
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return [
            (shapely.from_geojson(json.dumps(f["geometry"])), f["properties"]) for f in features
        ]
    except (OSError, ValueError, KeyError, TypeError, shapely.GEOSException) as error:
        raise ProfileError(f"{path}: expected GeoJSON for the base map: {error!r}") from error


def _feature(shape_27700: shapely.Geometry, properties: dict[str, Any]) -> Feature:
    degrees = shapely.transform(
        shape_27700, lambda xy: np.column_stack(to_longitude_latitude(xy[:, 0], xy[:, 1]))
    )
    # 0.0001 degrees are 7 to 11 m: finer than the simplified line itself. Rounding point by point
    # (not snapping the polygon as a whole) keeps shared borders equal.
    rounded = shapely.transform(degrees, lambda xy: xy.round(4))
    geometry = json.loads(shapely.to_geojson(rounded))
    return {"type": "Feature", "properties": properties, "geometry": geometry}
