"""The live map of the wards: outlines drawn once by folium, and how each ward looks now.

The outlines are a JavaScript module at an address of its own, so that a rerun of the page sends
only colours, marks and words.
"""

from __future__ import annotations

import functools
import hashlib
import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, cast

import branca.element
import folium
from folium.map import CustomPane

from geo_csp.area_profile import AreaProfile, read_profile
from geo_csp.drawing.area_figures import AreaFigures, figure_lines
from geo_csp.drawing.legend import Legend, Step, step_of
from geo_csp.drawing.outlines import BaseLayer, base_layers, towns, ward_features

COMPONENT_HTML = (
    '<link rel="stylesheet" href="vendor/leaflet/leaflet.css">'
    '<div class="geo-map" role="group"></div>'
    '<div class="geo-zooms" role="group" aria-label="Zoom the map to"></div>'
    '<p class="geo-credits"></p>'
)
# Above the areas (Leaflet's own pane at 400), under its tooltips (650).
_PANES = {"lines": 410, "points": 420, "outline": 430, "names": 440, "marks": 450}
_LINE_STYLES: dict[str, dict[str, Any]] = {
    "neighbours": {"color": "#9aa39c", "weight": 1, "dashArray": "2 3"},
    "rivers": {"color": "#3f8fb0", "weight": 2, "opacity": 0.8},
    "roads": {"color": "#8a6d3b", "weight": 1.3, "opacity": 0.65},
    "rail": {"color": "#30343a", "weight": 1.3, "opacity": 0.7, "dashArray": "6 4"},
}
# Metres around a place that are shown when the map goes there: far enough for all its wards, near
# enough for each to carry its number.
_REACH_M = {"city": 3_800, "town": 2_500}

Named = TypeVar("Named", bound=folium.Element)


@dataclass(frozen=True)
class OutlinesModule:
    """``source``: an ES module whose default export draws the map with the Leaflet it is given."""

    source: str
    version: str


@functools.cache
def component_asset(name: str) -> str:
    return resources.files("geo_csp.drawing").joinpath("assets", name).read_text(encoding="utf-8")


@functools.cache
def outlines_module(folder: Path) -> OutlinesModule:
    """Of the partnership in ``folder``. Drawn once in a process: about 100 kB of JavaScript."""
    figure = branca.element.Figure()
    _folium_map(read_profile(folder)).add_to(figure)
    figure.render()
    source = f"export default function (L) {{\n{figure.script.render()}\nreturn map_area;\n}}\n"
    return OutlinesModule(source, hashlib.sha256(source.encode()).hexdigest()[:12])


def _folium_map(profile: AreaProfile) -> folium.Map:
    drawn: folium.Map = _named(folium.Map(tiles=None, max_zoom=15, min_zoom=7), "area")
    for number, (pane, z_index) in enumerate(_PANES.items()):
        reads = pane == "points"
        _named(CustomPane(pane, z_index, pointer_events=reads), f"pane{number}").add_to(drawn)
    for layer in base_layers(profile):
        _named(_lines(layer), layer.kind).add_to(drawn)
    style = {"color": "#5f6a72", "weight": 0.8, "fillColor": "#ffffff", "fillOpacity": 1}
    wards = folium.GeoJson(
        {"type": "FeatureCollection", "features": ward_features(profile)},
        style_function=lambda _: style,
    )
    _named(wards, "wards").add_to(drawn)
    for marker in _town_markers(profile):
        marker.add_to(drawn)
    drawn.fit_bounds(cast(list[list[float]], wards.get_bounds()))
    return drawn


def _lines(layer: BaseLayer) -> folium.GeoJson:
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": list(layer.features)},
        style_function=lambda _: _LINE_STYLES[layer.kind],
        pane="lines",
        interactive=False,
    )


def _town_markers(profile: AreaProfile) -> Iterator[folium.Marker]:
    for number, town in enumerate(towns(profile)):
        icon = folium.DivIcon(
            html=f"<span>{html.escape(town.name)}</span>",
            class_name=f"geo-town geo-{town.kind}",
            icon_size=(0, 0),
        )
        place = (round(town.latitude, 4), round(town.longitude, 4))
        named = _named(icon, f"name{number}")
        marker = folium.Marker(place, icon=named, interactive=False, keyboard=False, pane="names")
        yield _named(marker, f"town{number}")


def _named(element: Named, name: str) -> Named:
    """folium names its variables at random; by a fixed name the module is the same each time."""
    element._id = name
    return element


@functools.cache
def zoom_places(folder: Path) -> list[dict[str, Any]]:
    """Where the map of the partnership in ``folder`` can go: the whole, each city and town. Their
    wards are too small on the whole map for a number. Empty where no city or town is known.
    """
    profile = read_profile(folder)
    places = [
        {
            "name": town.name,
            "latitude": town.latitude,
            "longitude": town.longitude,
            "reach": _REACH_M[town.kind],
        }
        for town in towns(profile)
        if town.kind in _REACH_M
    ]
    return [{"name": profile.title}, *places] if places else []


def area_looks(rows: list[AreaFigures], scale: Legend, months: int) -> dict[str, dict[str, Any]]:
    """How each area looks and reads; ``months``: the length of the span that was counted."""
    return {row.code: _look(step_of(row, scale, months), figure_lines(row)) for row in rows}


def _look(step: Step, lines: list[str]) -> dict[str, Any]:
    return {
        "fill": step.fill,
        "ink": step.ink,
        "mark": step.mark,
        "hatched": step.is_hatched,
        # A tuple: what the garbage collector need not walk, since the looks are kept.
        "lines": tuple(lines),
    }


def map_data(
    *,
    outlines: str,
    label: str,
    areas: dict[str, dict[str, Any]],
    credits: str,
    selected: str | None = None,
    within: list[str] | None = None,
    frame: list[str] | None = None,
    points: list[dict[str, Any]] | None = None,
    places: list[dict[str, Any]] | None = None,
    is_place_map: bool = False,
) -> dict[str, Any]:
    """What assets/map.js is told. ``shown`` tells a test that this very state is on the screen."""
    data: dict[str, Any] = {
        "outlines": outlines,
        "label": label,
        "areas": areas,
        "points": points or [],
        "places": places or [],
        "isPlaceMap": is_place_map,
        "selected": selected,
        "within": within,
        "frame": frame,
        "credits": credits,
    }
    shown = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:12]
    return {**data, "shown": shown}
