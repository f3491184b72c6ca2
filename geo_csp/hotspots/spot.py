"""Where a finding is: its place, name, streets and outline, from the points it lies on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo_csp.geography.geojson import geometry
from geo_csp.geography.lattice import cell_polygons
from geo_csp.geography.place_names import possible_names, street_name
from geo_csp.hotspots.scene import Scene

Counts = npt.NDArray[np.int64]

# A finding goes by the name of one place where that place holds this share of its incidents.
LEADING_SHARE = 0.5


@dataclass(frozen=True)
class Spot:
    """As the fields of a Hotspot."""

    place: str
    place_code: str
    ward_code: str | None
    streets: tuple[tuple[str, int], ...]
    outline: Mapping[str, Any]
    cells: tuple[str, ...]


def spot_of_points(scene: Scene, points: Counts, weight: Counts) -> Spot:
    """``weight``: incidents of each point. Its outline is that of the points' places."""
    held = np.unique(scene.place_of_point[points])
    shape = shapely.union_all([scene.places[place].outline_27700 for place in held])
    cells = np.unique(scene.cell_of_point[points])
    return _spot(scene, points, weight, shape, cells[cells >= 0])


def spot_of_cells(scene: Scene, cells: Counts, points: Counts, weight: Counts) -> Spot:
    """Its outline is that of the cells; ``points`` lie in them."""
    shape = shapely.union_all(cell_polygons(scene.lattice, cells))
    return _spot(scene, points, weight, shape, cells)


def _spot(
    scene: Scene, points: Counts, weight: Counts, shape: shapely.Geometry, cells: Counts
) -> Spot:
    if weight.any():
        points, weight = points[weight > 0], weight[weight > 0]
    of_point = scene.place_of_point[points]
    by_place = np.bincount(of_point, weights=np.maximum(weight, 1e-9))
    lead = int(np.argmax(by_place))
    streets = Counter[str]()
    for point, incidents in zip(points.tolist(), weight.tolist(), strict=True):
        streets[scene.street_of_point[point] or "no street given"] += incidents
    ranked = sorted(streets.items(), key=lambda item: (-item[1], item[0]))
    return Spot(
        place=_name(scene, points, weight, lead, float(by_place[lead] / by_place.sum())),
        place_code=scene.places[lead].code,
        ward_code=scene.ward_of(lead),
        streets=tuple(ranked),
        outline=geometry(shape),
        cells=tuple(
            f"{scene.lattice.column[cell]}.{scene.lattice.half_row[cell]}" for cell in cells
        ),
    )


def _name(scene: Scene, points: Counts, weight: Counts, lead: int, share: float) -> str:
    place = scene.places[lead]
    if share >= LEADING_SHARE:
        return place.name
    return next(
        possible_names(
            [street_name(scene.street_of_point[point]) for point in points],
            [scene.streets_near_point[point] for point in points],
            weight.tolist(),
            place.ward,
        )
    )
