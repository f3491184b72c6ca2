"""The trends of one category in the areas of one level: all the board is told of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo_csp.counts.comparison import why_not_compared
from geo_csp.months import Month, Span, shift
from geo_csp.statistics.rates import rates
from geo_csp.trends.change import Change, changes
from geo_csp.trends.charts import charts, seasons, signals, unbroken_months
from geo_csp.trends.sentence import sentence
from geo_csp.trends.series import Asked, months_shown, name_of, quarters_shown
from geo_csp.trends.trend import EXCEPTIONAL, Chart, Figure, Season, Trend


@dataclass(frozen=True)
class _Whole:
    """What is the same for every area: the spans, and why they cannot be compared."""

    quarter: Span
    months: tuple[Month, ...]
    quarters: tuple[Span, ...]
    why: str


@dataclass(frozen=True)
class _Part:
    """What is one area's own."""

    quarter: Figure
    before: Figure
    change: Change
    year: Figure
    rate: tuple[float, float, float]
    rate_span: Span
    counts: tuple[int | None, ...]
    quarter_counts: tuple[int | None, ...]
    chart: Chart | None
    season: Season | None
    notes: tuple[str, ...]


def trends(
    asked: Asked, quarter: Span, notes: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Trend, ...]:
    """One an area, in the order of the areas. ``quarter``: its three months. ``notes``: what is to
    be known of single areas, by code.
    """
    months = months_shown(asked.coverage, quarter.last, asked.profile.board.history)
    whole = _Whole(
        quarter=quarter,
        months=months,
        quarters=quarters_shown(months, quarter.last),
        why=why_not_compared(asked.coverage, asked.selection, asked.level, quarter)
        if set(quarter.months()) <= set(asked.coverage.months)
        else "",
    )
    parts = _parts(asked, whole, notes or {})
    return tuple(_trend(asked, whole, number, part) for number, part in enumerate(parts))


def _parts(asked: Asked, whole: _Whole, notes: Mapping[str, tuple[str, ...]]) -> list[_Part]:
    codes = asked.counts.areas.codes
    now, year = asked.figures(whole.quarter), asked.year(whole.quarter.last)
    before = _before(asked, whole)
    unbroken = unbroken_months(asked, whole.quarter)
    drawn: list[Chart | None] = [None] * len(codes)
    season: list[Season | None] = [None] * len(codes)
    if unbroken:
        drawn = charts(unbroken, whole.quarter, asked.profile.board.baseline_months)
        season = seasons(unbroken)
    told = changes(now, before, [chart.dispersion if chart else 1.0 for chart in drawn])
    by_month = _by_area(asked, [Span(month, month) for month in whole.months])
    by_quarter = _by_area(asked, list(whole.quarters))
    rated = _rates(asked, now, year, whole.quarter)
    return [
        _Part(
            quarter=now[at],
            before=before[at],
            change=told[at],
            year=year[at],
            rate=rated[at][0],
            rate_span=rated[at][1],
            counts=by_month[at],
            quarter_counts=by_quarter[at],
            chart=drawn[at],
            season=season[at],
            notes=notes.get(codes[at], ()),
        )
        for at in range(len(codes))
    ]


def _before(asked: Asked, whole: _Whole) -> list[Figure]:
    if whole.why:
        return [Figure(None, whole.why.removeprefix("not compared: "))] * len(
            asked.counts.areas.codes
        )
    return asked.figures(whole.quarter.a_year_before())


def _by_area(asked: Asked, spans: Sequence[Span]) -> list[tuple[int | None, ...]]:
    if not spans:
        return [()] * len(asked.counts.areas.codes)
    columns = [asked.figures(span) for span in spans]
    return [tuple(figure.count for figure in row) for row in zip(*columns, strict=True)]


def _rates(
    asked: Asked, now: Sequence[Figure], year: Sequence[Figure], quarter: Span
) -> list[tuple[tuple[float, float, float], Span]]:
    """Per 1,000 residents a year: of the year where it is there, else of the quarter."""
    whole_year = Span(shift(quarter.last, -11), quarter.last)
    spans = [whole_year if each.count is not None else quarter for each in year]
    chosen = [y if y.count is not None else q for y, q in zip(year, now, strict=True)]
    counts = [np.nan if each.count is None else each.count for each in chosen]
    exposure = asked.counts.areas.residents * [len(span) / 12 for span in spans]
    found = np.where(np.isnan(counts), np.nan, np.array(rates(np.nan_to_num(counts), exposure)))
    return [(tuple(row), span) for row, span in zip(found.T.tolist(), spans, strict=True)]


def _trend(asked: Asked, whole: _Whole, number: int, part: _Part) -> Trend:
    areas = asked.counts.areas
    marked, direction = signals(part.chart)
    resident = float(areas.residents[number])
    rate, lower, upper = (None if np.isnan(value) else value for value in part.rate)
    change = Change(EXCEPTIONAL, direction, part.change.p) if marked else part.change
    return Trend(
        area_code=areas.codes[number],
        area_name=areas.names[number],
        level=areas.level,
        category=asked.selection.code,
        phrase=asked.selection.phrase,
        span=whole.quarter,
        quarter=part.quarter,
        before=part.before,
        change=change.word,
        direction=change.direction,
        why=_why(part),
        p=change.p,
        signals=marked,
        year=part.year,
        residents=None if np.isnan(resident) else resident,
        rate=rate,
        lower=lower,
        upper=upper,
        rate_span=part.rate_span,
        months=whole.months,
        counts=part.counts,
        quarters=tuple(name_of(each) for each in whole.quarters),
        quarter_counts=part.quarter_counts,
        chart=part.chart,
        season=part.season,
        notes=part.notes,
        sentence=sentence(part.quarter, part.before, part.change, marked),
    )


def _why(part: _Part) -> str:
    if part.quarter.count is None:
        return part.quarter.words
    return part.before.words if part.before.count is None else ""
