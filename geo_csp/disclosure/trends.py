"""The board's view of a quarter: each locality's trends and what stands beside them.

It names areas only, down to wards: no point, no street, and of what is sensitive only what is
published.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import pandas as pd

from geo_csp.disclosure import gate
from geo_csp.disclosure.board_asked import area_notes, asked_of
from geo_csp.disclosure.board_beside import baselines, comparisons, surveys, themes
from geo_csp.disclosure.board_notices import board_notices
from geo_csp.disclosure.board_words import board_sentence, board_table
from geo_csp.disclosure.data_set import DataSet, has_only_open_data
from geo_csp.errors import NotLoadedError
from geo_csp.months import Month, Span, parse_quarter, quarter_of, shift
from geo_csp.roles import Viewer
from geo_csp.trends.find import trends
from geo_csp.trends.funnels import Counted, funnel
from geo_csp.trends.measures import BANDS, Baseline, Funnel, FunnelPoint, Survey, ThemeTotal
from geo_csp.trends.trend import SYMBOLS, WORDS, Chart, Figure, Season, Trend
from geo_csp.vocabulary import OFFICIAL, OFFICIAL_SENSITIVE

__all__ = [
    "BANDS",
    "SYMBOLS",
    "WORDS",
    "Baseline",
    "Chart",
    "Figure",
    "Funnel",
    "FunnelPoint",
    "ReleasedBoard",
    "Season",
    "Survey",
    "ThemeTotal",
    "Trend",
    "board",
    "newest_quarter",
    "quarters",
]


@dataclass(frozen=True)
class ReleasedBoard:
    """``quarter``: "2025Q4". ``categories``: code and phrase of the columns, in their order.

    ``rows``: the county's trends, then each locality's, category by category; ``wards`` the same of
    the wards. ``table``: all of them as rows. ``funnels``: of the wards, one a category;
    ``comparisons``: of the partnership among others. ``notices``: what must be said beside them.
    ``forms``: those in which the viewer may take them away.
    """

    area: str
    title: str
    quarter: str
    span: Span
    categories: tuple[tuple[str, str], ...]
    rows: tuple[Trend, ...]
    wards: tuple[Trend, ...]
    funnels: tuple[Funnel, ...]
    comparisons: tuple[Funnel, ...]
    themes: tuple[ThemeTotal, ...]
    baselines: tuple[Baseline, ...]
    surveys: tuple[Survey, ...]
    table: pd.DataFrame
    sentence: str
    notices: tuple[str, ...]
    marking: str
    is_synthetic: bool
    forms: frozenset[str]


def quarters(data: DataSet) -> tuple[str, ...]:
    """Those that have a loaded month, oldest first."""
    return tuple(sorted({quarter_of(month) for month in data.coverage.months}))


def newest_quarter(data: DataSet) -> str | None:
    """The newest of which every month is there and whole, else the newest; None of no data."""
    known, found = quarters(data), data.coverage
    whole = set(found.months) - set(found.incomplete)
    complete = [each for each in known if set(parse_quarter(each).months()) <= whole]
    return max(complete or known, default=None)


def board(data: DataSet, viewer: Viewer, quarter: str) -> ReleasedBoard:
    """The same for all who see localities and wards but for what is sensitive: of that, roles that
    do not task see what is published.

    Raises NotReleasedError where the role sees no figures, NotLoadedError where no month of the
    quarter is loaded, GeoCspError for what is no quarter.
    """
    kept = _board(data, viewer, quarter)
    # Each caller has a table of its own, so that none can change another's.
    return replace(kept, table=kept.table.copy())


@functools.lru_cache(maxsize=64)
def _board(data: DataSet, viewer: Viewer, quarter: str) -> ReleasedBoard:
    span = parse_quarter(quarter)
    gate.check_level(viewer, "ward")
    if not set(span.months()) & set(data.coverage.months):
        raise NotLoadedError(
            f"no figures for {span.in_words()}: choose one of "
            f"{', '.join(quarters(data)) or 'none: nothing is loaded yet'}"
        )
    levels = ("county", "locality") if data.profile.localities else ("county",)
    rows = tuple(trend for level in levels for trend in _trends(data, viewer, level, span))
    wards = _trends(data, viewer, "ward", span)
    codes = data.profile.board.categories
    categories = tuple((code, gate.selection_of(data, code).phrase) for code in codes)
    totals = themes(data, viewer, span)
    return ReleasedBoard(
        area=data.profile.name,
        title=data.profile.title,
        quarter=quarter,
        span=span,
        categories=categories,
        rows=rows,
        wards=wards,
        funnels=tuple(_ward_funnel(data, code, wards) for code in codes),
        comparisons=comparisons(data, span),
        themes=totals,
        baselines=baselines(data, viewer, span),
        surveys=surveys(data),
        table=board_table((*rows, *wards), quarter),
        sentence=board_sentence(span, rows),
        notices=board_notices(data, viewer, span, (*rows, *wards)),
        marking=_marking(data, viewer, span),
        is_synthetic=bool(data.synthetic_months(Span(shift(span.first, -33), span.last))),
        forms=viewer.role.takes_away - {"png"},
    )


def _trends(data: DataSet, viewer: Viewer, level: str, span: Span) -> tuple[Trend, ...]:
    """Area by area, the categories of each in the order of the columns."""
    notes = area_notes(data, span) if level == "ward" else {}
    by_category = [
        trends(asked_of(data, viewer, level, code), span, notes)
        for code in data.profile.board.categories
    ]
    return tuple(trend for area in zip(*by_category, strict=True) for trend in area)


def _ward_funnel(data: DataSet, code: str, wards: tuple[Trend, ...]) -> Funnel:
    """Of the year that ends with the quarter, or of the quarter where the year has gaps."""
    chosen = [trend for trend in wards if trend.category == code]
    selection, board_settings = gate.selection_of(data, code), data.profile.board
    has_year = any(trend.year.count is not None for trend in chosen)
    year = Span(shift(chosen[0].span.last, -11), chosen[0].span.last)
    span = year if has_year else chosen[0].span
    counted = [
        Counted(
            trend.area_code,
            trend.area_name,
            trend.residents or 0.0,
            (trend.year if has_year else trend.quarter).count,
        )
        for trend in chosen
    ]
    whys = {trend.quarter.words for trend in chosen if trend.quarter.count is None}
    none_shown = all(each.count is None for each in counted)
    return funnel(
        f"{selection.phrase} by ward",
        selection,
        span,
        counted,
        why="; ".join(sorted(whys)) if none_shown else "",
        note_of=dict.fromkeys(board_settings.town_centre_wards, board_settings.town_centre_note),
    )


def _marking(data: DataSet, viewer: Viewer, span: Span) -> str:
    """Who tasks sees sensitive counts of an extract that others do not see."""
    months: tuple[Month, ...] = Span(shift(span.first, -33), span.last).months()
    is_open = has_only_open_data(data.coverage, months)
    return OFFICIAL if is_open or not viewer.role.tasks else OFFICIAL_SENSITIVE
