"""A released ward map for paper and slides: PNG, in EPSG:27700 so that its scale bar is true.

The same release gives the same bytes.
"""

from __future__ import annotations

import io
import textwrap
from typing import Any

import matplotlib as mpl
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline

from geo_csp.area_profile import AreaProfile
from geo_csp.drawing.area_figures import AreaFigures
from geo_csp.drawing.legend import Legend, Step, step_of
from geo_csp.drawing.outlines import towns
from geo_csp.geography.boundaries import read_outlines

_INCHES = (10.6, 8.0)  # A4 lying on its side, less its margins
_DPI = 150
# A ward with no room for a circle of this radius has no room for its number.
_MARK_FROM_M = 800.0
_MARK_FROM_M_IN_CITY = 280.0
_CITY_REACH_M = 3_800.0
_GREY = "#5f6a72"


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
    with mpl.rc_context({"font.size": 9, "hatch.linewidth": 0.6, "hatch.color": "#8a8f94"}):
        figure = Figure(figsize=_INCHES, dpi=_DPI)
        steps = {row.code: step_of(row, scale, months) for row in rows}
        foot = _write_foot(figure, notices, attribution)
        _draw_county(figure.add_axes((0.30, foot, 0.69, 0.86 - foot)), profile, steps)
        _draw_city(figure, profile, steps, foot)
        _draw_legend(figure, scale)
        figure.text(0.5, 0.975, marking, ha="center", va="top", size=10, weight="bold")
        _write_head(figure, title, sentence)
        file = io.BytesIO()
        figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _draw_county(axes: Axes, profile: AreaProfile, steps: dict[str, Step]) -> None:
    _draw_wards(axes, profile, steps, _MARK_FROM_M)
    west, south, east, north = shapely.total_bounds(
        read_outlines(profile, profile.wards).polygons_27700
    )
    _frame(axes, (west - 1500, east + 1500), (south - 1500, north + 1500))
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
    _draw_wards(axes, profile, steps, _MARK_FROM_M_IN_CITY)
    reach = _CITY_REACH_M
    _frame(axes, (x - reach, x + reach), (y - reach, y + reach))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_title(f"{city.name}, enlarged", size=9)


def _draw_wards(
    axes: Axes, profile: AreaProfile, steps: dict[str, Step], mark_from_m: float
) -> None:
    outlines = read_outlines(profile, profile.wards)
    simple = shapely.simplify(outlines.polygons_27700, 100.0)
    circles = shapely.maximum_inscribed_circle(simple, 25.0)
    for code, polygon, circle in zip(outlines.codes, outlines.polygons_27700, circles, strict=True):
        step = steps[code]
        outline = PathPatch(_path(polygon), linewidth=0.5, edgecolor=_GREY, **_filling(step))
        axes.add_patch(outline)
        if circle.length >= mark_from_m:
            x, y = circle.coords[0]
            axes.text(
                x, y, step.mark, color=step.ink, ha="center", va="center", size=7, clip_on=True
            )


def _frame(axes: Axes, across: tuple[float, float], up: tuple[float, float]) -> None:
    """With a scale bar of about a fifth of the width."""
    axes.set_xlim(*across)
    axes.set_ylim(*up)
    axes.set_aspect("equal")
    width, height = across[1] - across[0], up[1] - up[0]
    length = 10_000 if width > 30_000 else 2_000 if width > 8_000 else 1_000
    x, y = across[0] + 0.03 * width, up[0] + 0.03 * height
    axes.plot([x, x + length], [y, y], color="#1b1b1b", linewidth=3, solid_capstyle="butt")
    axes.text(x + length / 2, y + 0.015 * height, f"{length // 1000} km", ha="center", size=8)


def _filling(step: Step) -> dict[str, Any]:
    return {"facecolor": step.fill, "hatch": "////" if step.is_hatched else None}


def _path(polygon: shapely.Geometry) -> Outline:
    rings = [
        Outline(ring.coords, closed=True)
        for part in shapely.get_parts(polygon)
        for ring in (part.exterior, *part.interiors)
    ]
    return Outline.make_compound_path(*rings)


def _draw_legend(figure: Figure, scale: Legend) -> None:
    handles = [
        Rectangle((0, 0), 1, 1, edgecolor=_GREY, linewidth=0.5, **_filling(step))
        for step in scale.steps
    ]
    labels = [f"{step.mark}   {step.label}" if step.mark else step.label for step in scale.steps]
    legend = figure.legend(
        handles,
        labels,
        title=scale.title,
        loc="upper left",
        bbox_to_anchor=(0.025, 0.84),
        frameon=False,
        fontsize=9,
        title_fontsize=9.5,
        alignment="left",
    )
    legend.get_title().set_fontweight("bold")


def _write_head(figure: Figure, title: str, sentence: str) -> None:
    figure.text(0.03, 0.945, _literal(title), va="top", size=13, weight="bold")
    figure.text(0.03, 0.915, _literal(textwrap.fill(sentence, 150)), va="top", size=9)


def _write_foot(figure: Figure, notices: tuple[str, ...], attribution: str) -> float:
    """How much of the page it takes, from its bottom, as a share of the page's height."""
    credit = textwrap.wrap(attribution, 190)
    figure.text(0.03, 0.015, _literal("\n".join(credit)), va="bottom", size=6.5, color=_GREY)
    above = 0.025 + 0.0135 * len(credit)
    told = " ".join(f"{words[:1].upper()}{words[1:].rstrip('.')}." for words in notices)
    lines = textwrap.wrap(told, 160)
    figure.text(0.03, above, _literal("\n".join(lines)), va="bottom", size=7.5)
    return above + 0.01 + 0.0155 * len(lines)


def _literal(text: str) -> str:
    """A dollar sign is a dollar sign, not the start of a formula."""
    return text.replace("$", r"\$")
