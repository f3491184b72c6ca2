"""What lies under every printed map of a place: wards, main roads, railways, rivers.

Made once for all maps of a document. Everything is in EPSG:27700.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from geo_csp.area_profile import AreaProfile
from geo_csp.drawing.outlines import base_layers
from geo_csp.drawing.printed_parts import GREY, INK
from geo_csp.geography.boundaries import read_outlines, to_national_grid


@dataclass(frozen=True)
class Line:
    """How a kind of line looks: told apart by width and dashes, not by colour alone."""

    words: str
    colour: str
    width: float
    dashes: str = "-"


BORDER = Line("Ward boundary", GREY, 0.7, ":")
LINES = {
    "rivers": Line("River", "#5b93b8", 1.1),
    "rail": Line("Railway", INK, 1.0, "--"),
    "roads": Line("Main road", "#a08358", 2.4),
}


@dataclass(frozen=True)
class Ground:
    """``wards``: code to outline."""

    wards: Mapping[str, shapely.Geometry]
    lines: Mapping[str, shapely.Geometry]

    @property
    def county(self) -> shapely.Geometry:
        return shapely.union_all(list(self.wards.values()))


def printed_ground(profile: AreaProfile) -> Ground:
    lines = {
        layer.kind: shapely.union_all([on_the_grid(f["geometry"]) for f in layer.features])
        for layer in base_layers(profile)
        if layer.kind in LINES
    }
    outlines = read_outlines(profile, profile.wards)
    wards = dict(zip(outlines.codes, outlines.polygons_27700, strict=True))
    return Ground(wards, lines)


def on_the_grid(geometry: Mapping[str, Any]) -> shapely.Geometry:
    """``geometry``: GeoJSON in EPSG:4326."""
    return shapely.transform(
        shapely.from_geojson(json.dumps(geometry)),
        lambda xy: np.column_stack(to_national_grid(xy[:, 0], xy[:, 1])),
    )


def draw_ground(axes: Axes, ground: Ground, shown: shapely.Geometry) -> dict[str, Line2D]:
    """The wards' borders and the lines within ``shown`` (a box); what a legend says of them."""
    seen: dict[str, Line2D] = {}
    looks = {BORDER: shapely.union_all(shapely.boundary(list(ground.wards.values())))}
    looks |= {LINES[kind]: lines for kind, lines in ground.lines.items()}
    for look, lines in looks.items():
        for part in shapely.get_parts(shapely.intersection(lines, shown)):
            if part.is_empty or part.geom_type != "LineString":
                continue
            x, y = shapely.get_coordinates(part).T
            style: Any = look.dashes
            (drawn,) = axes.plot(x, y, style, color=look.colour, linewidth=look.width)
            seen[look.words] = drawn
    return seen
