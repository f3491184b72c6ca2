"""The county on paper: its wards by how much happened, and the places of a list by their number."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any

import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from geo_csp.area_profile import AreaProfile
from geo_csp.drawing.area_figures import AreaFigures
from geo_csp.drawing.legend import Legend, Step, step_of
from geo_csp.drawing.outlines import Town, towns
from geo_csp.drawing.printed_ground import on_the_grid
from geo_csp.drawing.printed_parts import (
    INK,
    draw_legend,
    draw_ward_legend,
    draw_wards,
    frame,
    png_of,
    printed_looks,
)
from geo_csp.geography.boundaries import read_outlines

_INCHES = (6.7, 5.6)
_DPI = 200
_CITY_REACH_M = 3_800.0
# Numbers closer than this, as a share of the map's width, would cover one another.
_APART = 0.045
_NEVER_MARKED = math.inf

Place = tuple[str, Mapping[str, Any]]


def county_map_png(
    profile: AreaProfile,
    rows: list[AreaFigures],
    scale: Legend,
    months: int,
    places: Sequence[Place],
) -> bytes:
    """``rows``: a release's figures by ward; ``months``: the length of its span. ``places``: what
    is written at each, its number, and its outline (GeoJSON, EPSG:4326).
    """
    steps = {row.code: step_of(row, scale, months) for row in rows}
    middles = [(number, on_the_grid(outline).centroid) for number, outline in places]
    city = next((town for town in towns(profile) if town.kind == "city"), None)
    with printed_looks():
        figure = Figure(figsize=_INCHES, dpi=_DPI)
        county = figure.add_axes((0.345, 0.005, 0.652, 0.99))
        draw_wards(county, profile, steps, _NEVER_MARKED)
        across, up = _county_box(profile)
        frame(county, across, up)
        county.axis("off")
        _name_towns(county, profile)
        enlarged = _city_box(city) if city else shapely.Polygon()
        _draw_numbers(county, [(n, at) for n, at in middles if not enlarged.contains(at)])
        if city:
            county.plot(*enlarged.exterior.xy, color=INK, linewidth=1.2)
            inset = figure.add_axes((0.004, 0.005, 0.325, 0.389))
            _draw_city(inset, profile, steps, enlarged, city.name)
            _draw_numbers(inset, [(n, at) for n, at in middles if enlarged.contains(at)])
        unmarked = tuple(dataclasses.replace(step, mark="") for step in scale.steps)
        draw_ward_legend(figure, dataclasses.replace(scale, steps=unmarked), (0.0, 1.0), 7.5)
        if places:
            _draw_number_key(figure)
        return png_of(figure)


def _county_box(profile: AreaProfile) -> tuple[tuple[float, float], tuple[float, float]]:
    polygons = read_outlines(profile, profile.wards).polygons_27700
    west, south, east, north = shapely.total_bounds(polygons)
    return (west - 1500, east + 1500), (south - 1500, north + 1500)


def _city_box(city: Town) -> shapely.Geometry:
    x, y = city.on_the_grid()
    reach = _CITY_REACH_M
    return shapely.box(x - reach, y - reach, x + reach, y + reach)


def _draw_city(
    axes: Axes, profile: AreaProfile, steps: Mapping[str, Step], box: shapely.Geometry, name: str
) -> None:
    """The first city enlarged, where there is one: its wards are too small on the main map."""
    west, south, east, north = box.bounds
    draw_wards(axes, profile, steps, _NEVER_MARKED)
    frame(axes, (west, east), (south, north))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_title(f"{name}, enlarged (the square)", size=8)


def _draw_numbers(axes: Axes, numbered: Sequence[tuple[str, shapely.Point]]) -> None:
    """In circles; one that would cover another stands aside, with a line to its place."""
    (west, east) = axes.get_xlim()
    apart = _APART * (east - west) * (0.66 / axes.get_position().width)
    taken: list[tuple[float, float]] = []
    for number, at in numbered:
        x, y = _free_spot(at, taken, apart)
        taken.append((x, y))
        if (x, y) != (at.x, at.y):
            axes.plot([at.x, x], [at.y, y], color=INK, linewidth=0.8, zorder=6)
            axes.plot([at.x], [at.y], "o", color=INK, markersize=2.5, zorder=6)
        circle: dict[str, Any] = {
            "boxstyle": "circle,pad=0.25",
            "facecolor": "white",
            "edgecolor": INK,
        }
        axes.text(
            *(x, y), number, size=8, weight="bold", ha="center", va="center", bbox=circle, zorder=7
        )


def _free_spot(
    at: shapely.Point, taken: Sequence[tuple[float, float]], apart: float
) -> tuple[float, float]:
    """The place itself, else the first free spot on a spiral around it."""
    for turn in range(400):
        reach, angle = apart * 0.06 * turn, 0.9 * turn
        x, y = at.x + reach * math.cos(angle), at.y + reach * math.sin(angle)
        if all(math.hypot(x - a, y - b) >= apart for a, b in taken):
            return x, y
    return at.x, at.y


def _name_towns(axes: Axes, profile: AreaProfile) -> None:
    for town in towns(profile):
        if town.kind in ("city", "town"):
            x, y = town.on_the_grid()
            text = axes.text(x, y - 1500, town.name, size=7, ha="center", va="top")
            text.set_bbox({"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.6})


def _draw_number_key(figure: Figure) -> None:
    mark = Line2D([], [], linestyle="", marker="o", color="white", markeredgecolor=INK)
    mark.set_markersize(9)
    at: dict[str, Any] = {"bbox_to_anchor": (0.0, 0.775), "fontsize": 7.5}
    draw_legend(figure, [mark], ["A priority, by its rank"], "", **at)
