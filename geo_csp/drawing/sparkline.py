"""A trend's quarters as a small line beside its figure: a missing quarter is a gap in the line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote

from geo_csp.disclosure.trends import ThemeTotal, Trend

WIDTH, HEIGHT = 96, 26
_MARGIN = 4
# Both are told from white and from the dark background; the last point is a square besides.
_LINE, _LAST = "#3d84b8", "#c2571a"


def sparkline_html(trend: Trend | ThemeTotal) -> str:
    """An image with its words for those who cannot see it; nothing where no quarter is shown."""
    if all(count is None for count in trend.quarter_counts):
        return ""
    source = f"data:image/svg+xml,{quote(_svg(trend.quarter_counts))}"
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    return f'<img class="geo-spark" {size} alt="{sparkline_in_words(trend)}" src="{source}"/>'


def sparkline_in_words(trend: Trend | ThemeTotal) -> str:
    told = [
        f"{quarter} {count:,}" if count is not None else f"{quarter} no figure"
        for quarter, count in zip(trend.quarters, trend.quarter_counts, strict=True)
    ]
    return f"By quarter: {', '.join(told)}"


def _svg(counts: Sequence[int | None]) -> str:
    points = _points(counts)
    runs = [list(run) for is_there, run in groupby(points, key=bool) if is_there]
    drawn = "".join(_run([point for point in run if point]) for run in runs)
    last = points[-1]
    if last:
        x, y = last[0] - 3, last[1] - 3
        drawn += f'<rect x="{x:.1f}" y="{y:.1f}" width="6" height="6" fill="{_LAST}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">{drawn}</svg>'
    )


def _points(counts: Sequence[int | None]) -> list[tuple[float, float] | None]:
    """From 0 at the foot, so that a small change looks small."""
    most = max((count for count in counts if count is not None), default=0) or 1
    step = (WIDTH - 2 * _MARGIN) / max(len(counts) - 1, 1)
    return [
        None
        if count is None
        else (_MARGIN + at * step, HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * count / most)
        for at, count in enumerate(counts)
    ]


def _run(points: Sequence[tuple[float, float]]) -> str:
    if len(points) == 1:
        x, y = points[0]
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{_LINE}"/>'
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{_LINE}" stroke-width="2"/>'
