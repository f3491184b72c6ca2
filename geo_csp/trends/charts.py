"""The quarter's months against those before them: control charts, and the season of whole years.

A chart's limits come from the months before the quarter, never from those it judges. It begins
after the last gap, break or change of source, and needs a year at least.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo_csp.counts.space_time import study_period
from geo_csp.errors import NotLoadedError
from geo_csp.months import Month, Span, in_words, shift
from geo_csp.statistics.control_chart import ControlChart, control_chart, false_signals
from geo_csp.statistics.dispersion import pearson_dispersion
from geo_csp.statistics.seasonal import seasonal_pattern
from geo_csp.trends.series import Asked
from geo_csp.trends.trend import Chart, Season

FEWEST_MONTHS = 12
QUARTER = 3
FEWEST_YEARS = 2
YEARS_TO_PLAN_BY = 3
SIGNIFICANCE = 0.05

Counts = npt.NDArray[np.int64]


class Months(NamedTuple):
    """The unbroken months that end with the quarter: ``counts`` [area, month], and which areas'
    counts are shown in every one of them.
    """

    span: Span
    counts: Counts
    is_shown: npt.NDArray[np.bool_]


def unbroken_months(asked: Asked, quarter: Span) -> Months | None:
    """None where the quarter is not whole, or no month before it can stand beside it."""
    longest = asked.profile.board.history
    try:
        span = study_period(asked.coverage, quarter.last, asked.selection, longest)
    except NotLoadedError:
        return None
    if span.first > quarter.first or quarter.last in asked.coverage.incomplete:
        return None
    figures = [asked.figures(Span(month, month)) for month in span.months()]
    counts = [[figure.count for figure in month] for month in figures]
    table = np.array(counts, dtype=np.float64).T
    is_shown = np.array([np.isfinite(row).all() for row in table], dtype=np.bool_)
    return Months(span, np.nan_to_num(table).astype(np.int64), is_shown)


def charts(months: Months, quarter: Span, longest_baseline: int) -> list[Chart | None]:
    """One an area, None where its months are not shown, are too few or hold no incident."""
    before = len(months.span) - QUARTER
    none: list[Chart | None] = [None] * len(months.counts)
    if before < FEWEST_MONTHS:
        return none
    baseline = Span(shift(quarter.first, -min(before, longest_baseline)), shift(quarter.first, -1))
    span = Span(baseline.first, quarter.last)
    counts = months.counts[:, -len(span) :]
    is_before = np.arange(len(span)) < len(baseline)
    days = days_of(span)
    scatter = pearson_dispersion(counts[:, is_before], days[is_before]).applied
    found = control_chart(counts, days, is_before, scatter)
    is_told = months.is_shown & (counts[:, is_before].sum(axis=1) > 0)
    return [
        _chart(
            found, area, counts[area], span=span, baseline=baseline, scatter=float(scatter[area])
        )
        if is_told[area]
        else None
        for area in range(len(counts))
    ]


def _chart(
    found: ControlChart,
    area: int,
    counts: Counts,
    span: Span,
    baseline: Span,
    *,
    scatter: float,
) -> Chart:
    days = days_of(span)
    in_month = [(line[area] * days).tolist() for line in (found.centre, found.lower, found.upper)]
    judged = np.arange(len(span)) >= len(baseline)
    mean = float(found.centre[area, 0] * days[judged].mean())
    return Chart(
        months=span.months(),
        counts=tuple(counts.tolist()),
        centre=tuple(in_month[0]),
        lower=tuple(in_month[1]),
        upper=tuple(in_month[2]),
        outside=tuple((found.is_outside[area] & judged).tolist()),
        in_run=tuple((found.is_in_run[area] & judged).tolist()),
        baseline=baseline,
        dispersion=scatter,
        false_signal=false_signal(mean, scatter),
    )


def false_signal(mean: float, scatter: float) -> float:
    """The chance that three months in which nothing changed give a signal by either rule."""
    chance = false_signals(mean, QUARTER, scatter)
    return 1 - (1 - min(chance.outside_per_point + chance.run_per_point, 1.0)) ** QUARTER


def signals(chart: Chart | None) -> tuple[tuple[str, ...], str]:
    """In words, and the direction of the last of them."""
    if chart is None:
        return (), ""
    words, direction = [], ""
    marks = zip(chart.months, chart.outside, chart.in_run, strict=True)
    for at, (month, outside, in_run) in enumerate(marks):
        if not (outside or in_run):
            continue
        is_up = chart.counts[at] > chart.centre[at]
        direction = "up" if is_up else "down"
        words.append(_outside(chart, at, month, is_up) if outside else _run(month, is_up))
    return tuple(words), direction


def _outside(chart: Chart, at: int, month: Month, is_up: bool) -> str:
    limit, most = (chart.upper[at], "at most") if is_up else (chart.lower[at], "at least")
    return (
        f"{chart.counts[at]:,} in {in_words(month)}, where the {len(chart.baseline)} months before "
        f"the quarter lead one to expect {most} {limit:,.{0 if limit >= 100 else 1}f}"
    )


def _run(month: Month, is_up: bool) -> str:
    side = "above" if is_up else "below"
    return f"{in_words(month)} is at least the eighth month in a row {side} the average"


def days_of(span: Span) -> npt.NDArray[np.float64]:
    firsts = [date.fromisoformat(f"{month}-01") for month in (*span.months(), shift(span.last, 1))]
    return np.diff([day.toordinal() for day in firsts]).astype(np.float64)


def seasons(months: Months) -> list[Season | None]:
    """Of the whole years that end with the quarter, two at least; None where not shown."""
    years = len(months.span) // 12
    if years < FEWEST_YEARS:
        return [None] * len(months.counts)
    span = Span(shift(months.span.last, 1 - 12 * years), months.span.last)
    counts = months.counts[:, -len(span) :]
    calendar = np.array([int(month[5:7]) for month in span.months()])
    yearly = counts.reshape(len(counts), years, 12)
    # A year's own level is no scatter: what is left beside it and the season is.
    scatter = _scatter_beside_season(yearly)
    found = seasonal_pattern(counts, calendar, scatter)
    return [
        Season(
            span=span,
            index=tuple(found.index[area].tolist()),
            lower=tuple(found.lower[area].tolist()),
            upper=tuple(found.upper[area].tolist()),
            p=float(found.p[area]),
            words=_season_words(found.lower[area], found.upper[area], float(found.p[area]), years),
        )
        if months.is_shown[area] and counts[area].sum()
        else None
        for area in range(len(counts))
    ]


def _scatter_beside_season(counts: Counts) -> npt.NDArray[np.float64]:
    """Variance over mean about a year's total x a calendar month's share.

    [area] of counts [area, year, 12].
    """
    by_year = counts.sum(axis=2, keepdims=True)
    by_month = counts.sum(axis=1, keepdims=True)
    total = np.maximum(counts.sum(axis=(1, 2), keepdims=True), 1)
    due = by_year * by_month / total
    squares = np.where(due > 0, (counts - due) ** 2 / np.where(due > 0, due, 1), 0.0)
    degrees = (counts.shape[1] - 1) * (counts.shape[2] - 1)
    return np.asarray(np.maximum(squares.sum(axis=(1, 2)) / degrees, 1.0))


def _season_words(
    lower: npt.NDArray[np.float64], upper: npt.NDArray[np.float64], p: float, years: int
) -> str:
    names = [in_words(f"2000-{month:02d}").split()[0] for month in range(1, 13)]
    more = [name for name, low in zip(names, lower, strict=True) if low > 1]
    fewer = [name for name, high in zip(names, upper, strict=True) if high < 1]
    if not p < SIGNIFICANCE or not (more or fewer):
        told = "no month of the year stands out"
    else:
        parts = [f"more than average in {', '.join(more)}"] if more else []
        parts += [f"fewer in {', '.join(fewer)}"] if fewer else []
        told = "; ".join(parts)
    few = "" if years >= YEARS_TO_PLAN_BY else " (two years only: too few to plan by)"
    return f"{told}{few}"
