"""A released ward map for paper and slides: PNG, in EPSG:27700 so that its scale bar is true.

The same release gives the same bytes.
"""

from __future__ import annotations

import textwrap

import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from geo_csp.area_profile import AreaProfile
from geo_csp.drawing.area_figures import AreaFigures
from geo_csp.drawing.legend import Legend, Step, step_of
from geo_csp.drawing.outlines import towns
from geo_csp.drawing.printed_parts import (
    GREY,
    draw_ward_legend,
    draw_wards,
    frame,
    literal,
    png_of,
    printed_looks,
)
from geo_csp.geography.boundaries import read_outlines

_INCHES = (10.6, 8.0)  # A4 lying on its side, less its margins
_DPI = 150
# A ward with no room for a circle of this radius has no room for its number.
_MARK_FROM_M = 800.0
_MARK_FROM_M_IN_CITY = 280.0
_CITY_REACH_M = 3_800.0


def ward_map_png(
    profile: AreaProfile,
    rows: list[AreaFigures],
    scale: Legend,
    *,
    months: int,
    title: str,
    sentence: str,
    notices: tuple[str, ...],
    marking: str,
    attribution: str,
) -> bytes:
    """``rows``: a release's figures by ward; ``months``: the length of its span; ``notices``: all
    that the release says beside them, since a picture is passed on without the page; ``marking``:
    with the words for synthetic data where it is.
    """
    with printed_looks():
        figure = Figure(figsize=_INCHES, dpi=_DPI)
        steps = {row.code: step_of(row, scale, months) for row in rows}
        foot = _write_foot(figure, notices, attribution)
        _draw_county(figure.add_axes((0.30, foot, 0.69, 0.86 - foot)), profile, steps)
        _draw_city(figure, profile, steps, foot)
        draw_ward_legend(figure, scale, (0.025, 0.84), 9.0)
        figure.text(0.5, 0.975, marking, ha="center", va="top", size=10, weight="bold")
        _write_head(figure, title, sentence)
        return png_of(figure)


def _draw_county(axes: Axes, profile: AreaProfile, steps: dict[str, Step]) -> None:
    draw_wards(axes, profile, steps, _MARK_FROM_M)
    west, south, east, north = shapely.total_bounds(
        read_outlines(profile, profile.wards).polygons_27700
    )
    frame(axes, (west - 1500, east + 1500), (south - 1500, north + 1500))
    axes.axis("off")
    for town in towns(profile):
        if town.kind in ("city", "town"):
            x, y = town.on_the_grid()
            text = axes.text(x, y, town.name, size=8, weight="bold", ha="center", va="center")
            text.set_bbox({"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 1})


def _draw_city(figure: Figure, profile: AreaProfile, steps: dict[str, Step], foot: float) -> None:
    """The first city enlarged, where there is one: its wards are too small on the main map."""
    city = next((town for town in towns(profile) if town.kind == "city"), None)
    if city is None:
        return
    x, y = city.on_the_grid()
    axes = figure.add_axes((0.03, foot + 0.02, 0.30, 0.36))
    draw_wards(axes, profile, steps, _MARK_FROM_M_IN_CITY)
    reach = _CITY_REACH_M
    frame(axes, (x - reach, x + reach), (y - reach, y + reach))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_title(f"{city.name}, enlarged", size=9)


def _write_head(figure: Figure, title: str, sentence: str) -> None:
    figure.text(0.03, 0.945, literal(title), va="top", size=13, weight="bold")
    figure.text(0.03, 0.915, literal(textwrap.fill(sentence, 150)), va="top", size=9)


def _write_foot(figure: Figure, notices: tuple[str, ...], attribution: str) -> float:
    """How much of the page it takes, from its bottom, as a share of the page's height."""
    credit = textwrap.wrap(attribution, 190)
    figure.text(0.03, 0.015, literal("\n".join(credit)), va="bottom", size=6.5, color=GREY)
    above = 0.025 + 0.0135 * len(credit)
    told = " ".join(f"{words[:1].upper()}{words[1:].rstrip('.')}." for words in notices)
    lines = textwrap.wrap(told, 160)
    figure.text(0.03, above, literal("\n".join(lines)), va="bottom", size=7.5)
    return above + 0.01 + 0.0155 * len(lines)
