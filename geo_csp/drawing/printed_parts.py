"""What printed maps and charts are put together from. Axes of maps are in EPSG:27700."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import matplotlib as mpl
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline

from geo_csp.area_profile import AreaProfile
from geo_csp.drawing.legend import Legend, Step
from geo_csp.geography.boundaries import read_outlines

INK = "#1b1b1b"
GREY = "#5f6a72"


def printed_looks() -> AbstractContextManager[None]:
    return mpl.rc_context({"font.size": 9, "hatch.linewidth": 0.6, "hatch.color": "#8a8f94"})


def png_of(figure: Figure) -> bytes:
    """The same figure gives the same bytes."""
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def font_folder() -> Path:
    """The fonts that maps and charts are lettered with, for the pages they stand on."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf"


def draw_wards(
    axes: Axes, profile: AreaProfile, steps: Mapping[str, Step], mark_from_m: float
) -> None:
    outlines = read_outlines(profile, profile.wards)
    simple = shapely.simplify(outlines.polygons_27700, 100.0)
    circles = shapely.maximum_inscribed_circle(simple, 25.0)
    for code, polygon, circle in zip(outlines.codes, outlines.polygons_27700, circles, strict=True):
        step = steps[code]
        axes.add_patch(patch(polygon, linewidth=0.5, edgecolor=GREY, **_filling(step)))
        if step.mark and circle.length >= mark_from_m:
            x, y = circle.coords[0]
            axes.text(
                x, y, step.mark, color=step.ink, ha="center", va="center", size=7, clip_on=True
            )


def frame(axes: Axes, across: tuple[float, float], up: tuple[float, float]) -> None:
    """With a scale bar of about a fifth of the width."""
    axes.set_xlim(*across)
    axes.set_ylim(*up)
    axes.set_aspect("equal")
    width, height = across[1] - across[0], up[1] - up[0]
    length = next(m for m in (10_000, 2_000, 1_000, 500, 200, 100, 50, 0) if width >= 3.5 * m)
    x, y = across[0] + 0.03 * width, up[0] + 0.03 * height
    axes.plot([x, x + length], [y, y], color=INK, linewidth=3, solid_capstyle="butt", zorder=9)
    words = f"{length // 1000} km" if length >= 1000 else f"{length} m"
    text = axes.text(x + length / 2, y + 0.015 * height, words, ha="center", size=8, zorder=9)
    text.set_bbox({"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.5})


def patch(polygon: shapely.Geometry, **looks: Any) -> PathPatch:  # noqa: ANN401 - matplotlib's own
    rings = [
        Outline(ring.coords, closed=True)
        for part in shapely.get_parts(polygon)
        for ring in (part.exterior, *part.interiors)
    ]
    return PathPatch(Outline.make_compound_path(*rings), **looks)


def draw_legend(
    figure: Figure,
    handles: Sequence[Any],
    labels: Sequence[str],
    title: str,
    **place: Any,  # noqa: ANN401
) -> None:
    """``place``: where it stands and how large it is, as matplotlib's legend takes it."""
    legend = figure.legend(
        handles, labels, title=title, frameon=False, alignment="left", loc="upper left", **place
    )
    legend.get_title().set_fontweight("bold")


def draw_ward_legend(figure: Figure, scale: Legend, at: tuple[float, float], size: float) -> None:
    """``at``: its upper left corner, as shares of the figure."""
    handles = [
        Rectangle((0, 0), 1, 1, edgecolor=GREY, linewidth=0.5, **_filling(step))
        for step in scale.steps
    ]
    labels = [f"{step.mark}   {step.label}" if step.mark else step.label for step in scale.steps]
    looks = {"fontsize": size, "title_fontsize": size + 0.5}
    draw_legend(figure, handles, labels, scale.title, bbox_to_anchor=at, **looks)


def literal(text: str) -> str:
    """A dollar sign is a dollar sign, not the start of a formula."""
    return text.replace("$", r"\$")


def _filling(step: Step) -> dict[str, Any]:
    return {"facecolor": step.fill, "hatch": "////" if step.is_hatched else None}
