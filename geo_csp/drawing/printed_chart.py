"""A place's months on paper: told apart by filling and hatching, so that a black-and-white printer
spoils nothing. A month without a figure is a hatched band, never a zero.
"""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from geo_csp.drawing.charts import MISSING, MonthBar
from geo_csp.drawing.printed_parts import GREY, INK, draw_legend, png_of, printed_looks

_INCHES = (6.7, 1.55)
_DPI = 200
_LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "chosen": ("The months that the figures count", {"facecolor": "#30373c", "edgecolor": INK}),
    "count": ("Earlier months", {"facecolor": "#c9d3da", "edgecolor": GREY}),
    "incomplete": ("Incomplete", {"facecolor": "white", "edgecolor": INK, "linestyle": "--"}),
    MISSING: ("No figure", {"facecolor": "white", "edgecolor": "#8a8f94", "hatch": "xxxx"}),
}


def months_chart_png(bars: list[MonthBar]) -> bytes:
    with printed_looks():
        figure = Figure(figsize=_INCHES, dpi=_DPI)
        axes = figure.add_axes((0.05, 0.16, 0.92, 0.66))
        top = max([bar.count for bar in bars] + [1])
        for place, bar in enumerate(bars):
            is_missing = bar.what == MISSING
            height, width = (top, 1.0) if is_missing else (bar.count, 0.8)
            axes.bar(place, height, width, linewidth=0.7, **_LOOKS[bar.what][1])
        _draw_axes(axes, bars, top)
        kinds = [kind for kind in _LOOKS if any(bar.what == kind for bar in bars)]
        handles = [Patch(linewidth=0.7, **_LOOKS[kind][1]) for kind in kinds]
        at: dict[str, Any] = {"bbox_to_anchor": (0.04, 1.04), "fontsize": 7.5, "ncols": len(kinds)}
        draw_legend(figure, handles, [_LOOKS[kind][0] for kind in kinds], "", **at)
        return png_of(figure)


def _draw_axes(axes: Axes, bars: list[MonthBar], top: int) -> None:
    """Each quarter's first month has its name, and each bar its number where there is room."""
    axes.set_xlim(-0.6, len(bars) - 0.4)
    axes.set_ylim(0, 1.12 * top)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.tick_params(labelsize=7, length=2)
    step = 1 if len(bars) <= 13 else 3
    first = (len(bars) - 1) % step
    named = range(first, len(bars), step)
    axes.set_xticks(list(named), [_short(bars[place].name) for place in named])
    axes.spines[["top", "right"]].set_visible(False)


def _short(name: str) -> str:
    """ "Dec 25" for "December 2025"."""
    month, year = name.split()
    return f"{month[:3]} {year[2:]}"
