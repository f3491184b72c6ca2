"""Control charts and funnels as pictures, for the screen and for paper: read in black and white,
each with the words for those who cannot see it. The same record gives the same bytes.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from contextlib import AbstractContextManager

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, MaxNLocator

from geo_csp.disclosure.trends import BANDS, Chart, Funnel, FunnelPoint, Trend
from geo_csp.months import Month, in_words

_INCHES = (4.8, 3.1)
_DPI = 150
_INK, _GREY, _BLUE, _ORANGE = "#1b1b1b", "#5f6a72", "#2f74a6", "#c2571a"
_QUARTER = 3
# Of the height of a funnel.
_LINE_OF_TEXT = 0.065


def _style() -> AbstractContextManager[None]:
    return mpl.rc_context({"font.size": 10, "axes.spines.top": False, "axes.spines.right": False})


@functools.lru_cache(maxsize=128)
def chart_png(trend: Trend) -> bytes:
    """The control chart of a trend that has one."""
    chart = trend.chart
    assert chart is not None
    with _style():
        figure = Figure(figsize=_INCHES, dpi=_DPI, layout="constrained")
        _draw_chart(figure.add_subplot(), chart)
        return _png(figure)


def _draw_chart(axes: Axes, chart: Chart) -> None:
    at = list(range(len(chart.months)))
    judged = at[-_QUARTER:]
    axes.axvspan(judged[0] - 0.5, judged[-1] + 0.5, color="#eceff1", zorder=0)
    axes.plot(at, chart.upper, color=_GREY, ls="--", lw=1)
    axes.plot(at, chart.lower, color=_GREY, ls="--", lw=1)
    axes.plot(at, chart.centre, color=_GREY, lw=1)
    axes.plot(at, chart.counts, color=_BLUE, lw=1.5, marker="o", ms=3.5)
    for month in judged:
        if chart.outside[month] or chart.in_run[month]:
            shape = "D" if chart.outside[month] else "s"
            axes.plot(month, chart.counts[month], shape, ms=9, mfc=_ORANGE, mec=_INK, mew=1.2)
    axes.set_ylim(bottom=0)
    axes.set_ylabel("Incidents a month")
    ticks = [n for n in at if chart.months[n][5:] in ("01", "07")]
    axes.set_xticks(ticks, [_short(chart.months[n]) for n in ticks])
    axes.annotate("limits", (0, chart.upper[0]), (0, 3), textcoords="offset points", size=8)
    axes.annotate("average", (0, chart.centre[0]), (0, 3), textcoords="offset points", size=8)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))


def _short(month: Month) -> str:
    name, year = in_words(month).split()
    return f"{name[:3]}\n{year}"


def chart_in_words(trend: Trend) -> str:
    chart = trend.chart
    assert chart is not None
    months = ", ".join(
        f"{in_words(month)} {count:,}"
        for month, count in zip(chart.months[-_QUARTER:], chart.counts[-_QUARTER:], strict=True)
    )
    marked = "; ".join(trend.signals) or "none of them is marked"
    return (
        f"Control chart of {trend.phrase.lower()} in {trend.area_name}: {months}, against limits "
        f"of {chart.lower[-1]:,.0f} to {chart.upper[-1]:,.0f} set by {chart.baseline.in_words()}; "
        f"{marked}."
    )


@functools.lru_cache(maxsize=128)
def funnel_png(funnel: Funnel) -> bytes:
    """A funnel that has points; those outside the limits, and the own one, carry their name."""
    with _style():
        figure = Figure(figsize=_INCHES, dpi=_DPI, layout="constrained")
        _draw_funnel(figure.add_subplot(), funnel)
        return _png(figure)


def _draw_funnel(axes: Axes, funnel: Funnel) -> None:
    residents = [line.residents for line in funnel.line]
    for limit, dashes in (
        ("lower_998", "--"),
        ("upper_998", "--"),
        ("lower_95", "-"),
        ("upper_95", "-"),
    ):
        rates = [getattr(line, limit) for line in funnel.line]
        axes.plot(residents, rates, color=_GREY, lw=1, ls=dashes)
    axes.axhline(funnel.overall or 0, color=_INK, lw=0.8)
    for point in funnel.points:
        _draw_point(axes, point)
    first = funnel.line[0]
    for limit, words in (("upper_95", "95 %"), ("upper_998", "99.8 %")):
        place = (first.residents, getattr(first, limit))
        axes.annotate(words, place, (2, 3), textcoords="offset points", size=8)
    axes.set_ylim(bottom=0)
    _name_points(axes, [point for point in funnel.points if point.is_own or point.band])
    axes.set_xlabel("Residents")
    axes.set_ylabel("Per 1,000 residents a year")
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def _draw_point(axes: Axes, point: FunnelPoint) -> None:
    shape = "s" if point.is_own else "o" if not point.band else "^" if point.band > 0 else "v"
    fill = _ORANGE if point.is_own else "white" if not point.band else _BLUE
    axes.plot(
        point.residents, point.rate, shape, ms=9 if point.is_own else 6, mfc=fill, mec=_INK, mew=1
    )


def _name_points(axes: Axes, points: Sequence[FunnelPoint]) -> None:
    """Each beside its point, towards the middle; from the lowest up, none closer than a line of
    text to the one before.
    """
    (left, right), (_, top) = axes.get_xlim(), axes.get_ylim()
    height = -_LINE_OF_TEXT * top
    for point in sorted(points, key=lambda each: each.rate):
        height = max(point.rate, height + _LINE_OF_TEXT * top)
        is_right = point.residents > (left + right) / 2
        axes.annotate(
            point.name,
            (point.residents, height),
            (-7 if is_right else 7, 0),
            textcoords="offset points",
            size=8.5,
            ha="right" if is_right else "left",
            va="center",
            weight="bold" if point.is_own else "normal",
            path_effects=[withStroke(linewidth=2.5, foreground="white")],
        )


def funnel_in_words(funnel: Funnel) -> str:
    outside = [p for p in funnel.points if p.band and not p.is_own]
    told = "; ".join(f"{p.name} {p.rate:,.1f}, {BANDS[p.band]}" for p in outside)
    return f"Funnel: {funnel.title}, {funnel.phrase.lower()}. {funnel.sentence} {told}".strip()


def _png(figure: Figure) -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()
