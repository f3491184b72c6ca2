"""One place on paper: its outline, the points of its incidents, what lies around it, and where in
the county it is. The legend is part of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from geo_csp.drawing.printed_ground import Ground, draw_ground, on_the_grid
from geo_csp.drawing.printed_parts import (
    GREY,
    INK,
    draw_legend,
    frame,
    literal,
    patch,
    png_of,
    printed_looks,
)
from geo_csp.geography.boundaries import to_national_grid

_INCHES = (6.7, 3.1)  # as wide as the text of an A4 page
_DPI = 200
_MAP = (0.004, 0.006, 0.665, 0.988)  # left, bottom, width, height: shares of the figure
# The map reaches as far around a small place as lets a local recognise it.
_LEAST_REACH_M = 350.0
_ROOM = 1.35
_ONE_INCIDENT_PT2 = 14.0
_LARGEST_PT2 = 420.0
_PLACE: dict[str, Any] = {"facecolor": "#84b5d8", "alpha": 0.45, "hatch": "///"}
_EDGE: dict[str, Any] = {"facecolor": "none", "edgecolor": INK, "linewidth": 1.8}
_POINT: dict[str, Any] = {"marker": "o", "color": "white", "edgecolors": INK, "linewidths": 0.9}


def letters(streets: Sequence[tuple[str, int]]) -> dict[str, str]:
    """The letter that stands for a street on its map and in the list beside it."""
    return {street: chr(ord("a") + number) for number, (street, _) in enumerate(streets[:26])}


def wards_on_map(ground: Ground, outline: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of the wards whose points the place's map has room for."""
    shown = _shown(on_the_grid(outline))
    return tuple(code for code, ward in ground.wards.items() if ward.intersects(shown))


def place_map_png(
    ground: Ground,
    outline: Mapping[str, Any],
    points: pd.DataFrame,
    lettered: Mapping[str, str],
) -> bytes:
    """``outline``: GeoJSON in EPSG:4326. ``points``: longitude, latitude (EPSG:4326), street,
    count. ``lettered``: street to letter; it is written at the street's largest point.
    """
    place = on_the_grid(outline)
    with printed_looks():
        figure = Figure(figsize=_INCHES, dpi=_DPI)
        axes = figure.add_axes(_MAP)
        shown = _shown(place)
        lines = draw_ground(axes, ground, shown)
        axes.add_patch(patch(place, linewidth=0, zorder=3, **_PLACE))
        axes.add_patch(patch(place, zorder=4, **_EDGE))
        within = _points_within(points, shown)
        _draw_points(axes, within, lettered)
        west, south, east, north = shown.bounds
        frame(axes, (west, east), (south, north))
        axes.set_xticks([])
        axes.set_yticks([])
        _draw_key(figure, lines, has_points=not within.empty)
        _draw_where(figure, ground, place)
        return png_of(figure)


def _shown(place: shapely.Geometry) -> shapely.Geometry:
    """A box of the map's shape around the place."""
    west, south, east, north = place.bounds
    wide = _MAP[2] * _INCHES[0] / (_MAP[3] * _INCHES[1])
    reach = max(_LEAST_REACH_M, _ROOM * max((north - south) / 2, (east - west) / 2 / wide))
    x, y = (west + east) / 2, (south + north) / 2
    return shapely.box(x - reach * wide, y - reach, x + reach * wide, y + reach)


def _points_within(points: pd.DataFrame, shown: shapely.Geometry) -> pd.DataFrame:
    """The most incidents first: the smaller points are drawn over the larger."""
    x, y = to_national_grid(points["longitude"].to_numpy(), points["latitude"].to_numpy())
    placed = points.assign(x=x, y=y)
    west, south, east, north = shown.buffer(-0.02 * (shown.bounds[3] - shown.bounds[1])).bounds
    within = placed[placed["x"].between(west, east) & placed["y"].between(south, north)]
    return within.sort_values(["count", "street", "x"], ascending=[False, True, True])


def _draw_points(axes: Axes, points: pd.DataFrame, lettered: Mapping[str, str]) -> None:
    sizes = [min(_LARGEST_PT2, _ONE_INCIDENT_PT2 * n) for n in points["count"].tolist()]
    axes.scatter(points["x"], points["y"], s=sizes, zorder=5, **_POINT)
    said: set[str] = set()
    for size, street, x, y in zip(
        sizes, points["street"].tolist(), points["x"].tolist(), points["y"].tolist(), strict=True
    ):
        if street in lettered and street not in said:
            said.add(street)
            beside = 0.0 if size >= 90 else math.sqrt(size) / 2 + 5
            text = axes.annotate(
                lettered[street],
                (x, y),
                (beside, 0),
                textcoords="offset points",
                ha="center",
                va="center_baseline",
                size=8,
                weight="bold",
                zorder=8,
            )
            text.set_bbox({"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.6})


def _draw_key(figure: Figure, lines: Mapping[str, Line2D], *, has_points: bool) -> None:
    key: dict[str, Any] = {"The place": Patch(edgecolor=INK, linewidth=1.4, **_PLACE)}
    if has_points:
        circle: dict[str, Any] = {
            "linestyle": "",
            "marker": "o",
            "color": "white",
            "markeredgecolor": INK,
        }
        for count in (1, 10):
            size = math.sqrt(_ONE_INCIDENT_PT2 * count)
            words = "1 incident at a point" if count == 1 else f"{count} incidents at a point"
            key[words] = Line2D([], [], markersize=size, markeredgewidth=0.9, **circle)
        key["The street's letter in the list"] = Line2D(
            [], [], linestyle="", marker="$a$", color=INK, markersize=5
        )
    key |= lines
    at: dict[str, Any] = {"bbox_to_anchor": (0.672, 1.01), "fontsize": 7.5, "title_fontsize": 8.5}
    draw_legend(figure, list(key.values()), [literal(w) for w in key], "Legend", **at)


def _draw_where(figure: Figure, ground: Ground, place: shapely.Geometry) -> None:
    """The county, small, with the place as a dot."""
    axes = figure.add_axes((0.70, 0.01, 0.26, 0.33))
    county = shapely.simplify(ground.county, 300.0)
    axes.add_patch(patch(county, facecolor="#f1f1ee", edgecolor=GREY, linewidth=0.8))
    middle = place.centroid
    axes.plot([middle.x], [middle.y], "o", color=INK, markersize=5)
    west, south, east, north = county.bounds
    axes.set_xlim(west - 500, east + 500)
    axes.set_ylim(south - 500, north + 500)
    axes.set_aspect("equal")
    axes.axis("off")
    axes.set_title("Where it is (dot)", size=7.5, pad=1)
