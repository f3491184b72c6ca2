"""Snap points or addresses that belong together, as places the size of a street.

A place lasts: it keeps its code, its name and its points. Points that turn up later join it or
make places of their own. A new issue of snap points is the time to start anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import KDTree

from geo_csp.geography.place_names import (
    first_free,
    nearest_streets,
    possible_names,
    street_name,
)
from geo_csp.geography.street_clusters import WIDEST_M, street_clusters

# A later point joins a place that has a point this near, if the place stays a street.
JOIN_M = 100.0
OUTLINE_BUFFER_M = 50.0

Point = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """``code``: easting and northing of the point that had most incidents when it was made.

    ``points_27700``: its points to the metre, sorted. ``ward``: the name of that with most of its
    incidents.
    """

    code: str
    name: str
    ward: str | None
    points_27700: tuple[Point, ...]

    @property
    def outline_27700(self) -> shapely.Polygon:
        """The hull of its points and 50 m around: outlines of neighbours may overlap."""
        return shapely.MultiPoint(self.points_27700).convex_hull.buffer(OUTLINE_BUFFER_M)


@dataclass(frozen=True)
class _Spots:
    """Distinct points, to the metre, in order."""

    points: NDArray[np.int64]
    weight: NDArray[np.float64]
    street: list[str | None]
    ward: list[str | None]


def places(
    easting: NDArray[np.float64],
    northing: NDArray[np.float64],
    weight: NDArray[np.float64],
    location: Sequence[str | None],
    ward: Sequence[str | None],
    *,
    earlier: Sequence[Place] = (),
) -> tuple[Place, ...]:
    """The places that hold these points: those made earlier, and new ones for the rest.

    Each argument has a value for each row; several rows may stand at one point, which goes by the
    location and the ward of most ``weight`` (incidents). ``easting`` and ``northing`` in metres,
    EPSG:27700; ``location`` as the police write it ("On or near High Street") or a bare street.

    For lasting codes give the places of the month before as ``earlier``, and all points of the
    snap-point issue rather than those of one month. A place made earlier stays even if none of its
    points comes up again. Sorted by code.
    """
    spots = _distinct(easting, northing, weight, location, ward)
    joined, rest = _join(earlier, spots)
    if rest.size == 0:
        return joined
    near = nearest_streets(spots.points.astype(np.float64), spots.street)
    cluster = street_clusters(spots.points[rest].astype(np.float64))
    groups = [rest[cluster == number] for number in range(cluster.max() + 1)]
    groups.sort(key=lambda group: -spots.weight[group].sum())
    taken = {place.name for place in joined}
    made = []
    for group in groups:
        place = _made_of(spots, group, near, taken)
        taken.add(place.name)
        made.append(place)
    return tuple(sorted([*joined, *made], key=lambda place: place.code))


def place_of(
    known: Sequence[Place], easting: NDArray[np.float64], northing: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Index into ``known`` of the place each point belongs to, -1 where none; EPSG:27700."""
    owner = {point: i for i, place in enumerate(known) for point in place.points_27700}
    rows, back = np.unique(_to_the_metre(easting, northing), axis=0, return_inverse=True)
    found = np.array([owner.get((e, n), -1) for e, n in rows.tolist()], dtype=np.int64)
    return found[back.ravel()]


def _to_the_metre(easting: NDArray[np.float64], northing: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.rint(np.column_stack([easting, northing])).astype(np.int64)


def _distinct(
    easting: NDArray[np.float64],
    northing: NDArray[np.float64],
    weight: NDArray[np.float64],
    location: Sequence[str | None],
    ward: Sequence[str | None],
) -> _Spots:
    points, spot = np.unique(_to_the_metre(easting, northing), axis=0, return_inverse=True)
    spot = spot.ravel()
    return _Spots(
        points=points,
        weight=np.bincount(spot, weights=weight, minlength=len(points)).astype(np.float64),
        street=[street_name(text) for text in _weightiest(spot, weight, location, len(points))],
        ward=_weightiest(spot, weight, ward, len(points)),
    )


def _weightiest(
    group: NDArray[np.int64],
    weight: NDArray[np.float64],
    text: Sequence[str | None],
    groups: int,
) -> list[str | None]:
    """For each group the text with most weight, of equals the first in the alphabet."""
    sums: list[dict[str, float]] = [{} for _ in range(groups)]
    for number, incidents, word in zip(group.tolist(), weight.tolist(), text, strict=True):
        if word:
            sums[number][word] = sums[number].get(word, 0.0) + incidents
    return [min(found, key=lambda w: (-found[w], w)) if found else None for found in sums]


def _join(earlier: Sequence[Place], spots: _Spots) -> tuple[tuple[Place, ...], NDArray[np.int64]]:
    """The earlier places with the points that join them, and the spots left without one."""
    held = place_of(earlier, *spots.points.T.astype(np.float64))
    rest = np.flatnonzero(held < 0)
    if not earlier or rest.size == 0:
        return tuple(earlier), rest
    members = [list(place.points_27700) for place in earlier]
    owner = np.repeat(np.arange(len(earlier)), [len(points) for points in members])
    tree = KDTree(np.array([point for points in members for point in points]))
    left = []
    for spot in rest:
        point = spots.points[spot]
        close = np.array(tree.query_ball_point(point, JOIN_M), dtype=np.int64)
        nearest_first = close[np.argsort(((tree.data[close] - point) ** 2).sum(axis=1))]
        for number in dict.fromkeys(owner[nearest_first].tolist()):
            if np.hypot(*(np.array(members[number]) - point).T).max() <= WIDEST_M:
                members[number].append((int(point[0]), int(point[1])))
                break
        else:
            left.append(spot)
    joined = (
        replace(place, points_27700=tuple(sorted(points)))
        for place, points in zip(earlier, members, strict=True)
    )
    return tuple(joined), np.array(left, dtype=np.int64)


def _made_of(
    spots: _Spots, group: NDArray[np.int64], near: list[tuple[str, ...]], taken: set[str]
) -> Place:
    weight = spots.weight[group]
    easting, northing = spots.points[group[np.argmax(weight)]].tolist()
    (ward,) = _weightiest(np.zeros_like(group), weight, [spots.ward[i] for i in group], 1)
    names = possible_names(
        [spots.street[i] for i in group], [near[i] for i in group], weight.tolist(), ward
    )
    return Place(
        code=f"{easting}-{northing}",
        name=first_free(names, taken, otherwise=f"{easting} {northing}"),
        ward=ward,
        points_27700=tuple((e, n) for e, n in spots.points[group].tolist()),
    )
