"""Where an action was, where it may have moved incidents to, and what to hold it against.

Areas are places, or wards for an action in a whole ward. All distances are between the outlines of
areas' points; two areas nearer than two buffers would share incidents, so they are never compared.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo_csp.geography.boundaries import read_outlines, to_national_grid
from geo_csp.hotspots.scene import Scene

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Areas:
    """``members``: the points of each area, indices into the scene's. ``shapes`` in EPSG:27700."""

    names: tuple[str, ...]
    members: tuple[Counts, ...]
    shapes: npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Site:
    """An action's own area. ``like``: the areas among which it is compared, its own kind."""

    name: str
    code: str
    ward_code: str | None
    members: Counts
    shape: shapely.Geometry
    like: Areas


def site_of(scene: Scene, place: str, drawn: Mapping[str, Any] | None) -> Site | None:
    """A drawn area goes before a place; None where the scene knows neither."""
    if drawn is not None:
        return _drawn(scene, place, drawn)
    codes = [each.code for each in scene.places]
    if place in codes:
        index, like = codes.index(place), _places(scene)
        return Site(
            like.names[index],
            place,
            scene.ward_of(index),
            like.members[index],
            like.shapes[index],
            like,
        )
    return _ward(scene, place)


def _drawn(scene: Scene, place: str, drawn: Mapping[str, Any]) -> Site | None:
    outline = shapely.transform(
        shapely.geometry.shape(drawn),
        lambda lonlat: np.column_stack(to_national_grid(lonlat[:, 0], lonlat[:, 1])),
    )
    inside = np.flatnonzero(shapely.contains_xy(outline, *scene.points_27700.T))
    if not inside.size:
        return None
    by_place = np.bincount(scene.place_of_point[inside][scene.place_of_point[inside] >= 0])
    named = int(np.argmax(by_place)) if by_place.size else None
    name = scene.places[named].name if named is not None else "the drawn area"
    ward = scene.ward_of(named) if named is not None else None
    return Site(name, place, ward, inside, outline, _places(scene))


def _places(scene: Scene) -> Areas:
    points = scene.points_27700
    order = np.argsort(scene.place_of_point, kind="stable")
    starts = np.searchsorted(scene.place_of_point[order], np.arange(len(scene.places) + 1))
    members = tuple(order[first:last] for first, last in itertools.pairwise(starts))
    shapes = [
        # A place of earlier months may have no point in these.
        shapely.MultiPoint(points[own] if own.size else place.points_27700).convex_hull
        for own, place in zip(members, scene.places, strict=True)
    ]
    return Areas(tuple(place.name for place in scene.places), members, np.array(shapes))


def _ward(scene: Scene, code: str) -> Site | None:
    wards = read_outlines(scene.profile, scene.profile.wards)
    if code not in wards.codes:
        return None
    members = tuple(
        np.flatnonzero(shapely.contains_xy(outline, *scene.points_27700.T))
        for outline in wards.polygons_27700
    )
    like = Areas(tuple(f"{name} ward" for name in wards.names), members, wards.polygons_27700)
    index = wards.codes.index(code)
    return Site(like.names[index], code, code, members[index], like.shapes[index], like)


def adjoining(site: Site, within_m: float) -> Mask:
    """Which of the like areas are the site itself or too near to be told apart from it."""
    return np.asarray(shapely.dwithin(site.like.shapes, site.shape, within_m), dtype=np.bool_)


def apart(areas: Areas, nearest_first: Sequence[int], within_m: float, wanted: int) -> list[int]:
    """The first of them that lie apart from each other too."""
    kept: list[int] = []
    for area in nearest_first:
        if not shapely.dwithin(areas.shapes[kept], areas.shapes[area], within_m).any():
            kept.append(area)
        if len(kept) == wanted:
            break
    return kept


def around(scene: Scene, shape: shapely.Geometry, members: Counts, buffer_m: float) -> Counts:
    """The points of the buffer: near the area and not of it."""
    points = shapely.points(scene.points_27700)
    near = np.flatnonzero(shapely.dwithin(points, shape, buffer_m))
    return np.setdiff1d(near, members)
