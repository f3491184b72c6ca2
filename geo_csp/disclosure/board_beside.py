"""What the board sees beside the trends: comparisons, themes, baselines and surveys."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

import pyarrow as pa

from geo_csp.board_settings import Theme, ThemeLine
from geo_csp.counts.comparison import why_not_compared
from geo_csp.disclosure import gate
from geo_csp.disclosure.board_asked import asked_of
from geo_csp.disclosure.data_set import DataSet
from geo_csp.incidents.coverage import Coverage
from geo_csp.incidents.store import read_incidents, read_manifest
from geo_csp.months import Span, shift, spans_in_words
from geo_csp.roles import Viewer
from geo_csp.trends import partnerships
from geo_csp.trends import themes as totals
from geo_csp.trends.funnels import Counted, funnel
from geo_csp.trends.measures import Baseline, Funnel, Survey, ThemeTotal
from geo_csp.trends.series import Asked, months_shown, quarters_shown, why_no_sum
from geo_csp.trends.trend import Figure
from geo_csp.vocabulary import NOT_IN_SOURCE, NOT_SHOWN

_EXTRACT_COLUMNS = ("month", "markers", "offence_words")


def surveys(data: DataSet) -> tuple[Survey, ...]:
    return tuple(totals.survey(measure) for measure in data.profile.board.surveys)


@functools.lru_cache(maxsize=32)
def comparisons(data: DataSet, quarter: Span) -> tuple[Funnel, ...]:
    """This partnership among those of each group, category by category, from open data alone: the
    year that ends with the quarter, or the quarter where the year has gaps.
    """
    profile, manifest = data.profile, read_manifest(data.store)
    chosen = [gate.selection_of(data, code) for code in profile.board.compared]
    chosen = [selection for selection in chosen if not selection.is_sensitive]
    if not profile.board.lsoas or not chosen:
        return ()
    own = [
        entry.month
        for entry in manifest
        if entry.kind == "open" and entry.force == profile.force.slug
    ]
    year = Span(shift(quarter.last, -11), quarter.last)
    span = year if set(year.months()) <= set(own) else quarter
    rows = read_incidents(
        data.store, partnerships.open_months(manifest, span), None, partnerships.COMPARED_COLUMNS
    )
    everything = [*chosen, gate.selection_of(data, "all")]
    found = partnerships.count_districts(rows, partnerships.districts(profile), everything)
    funnels = []
    for group in profile.board.groups:
        members = partnerships.members(profile, group)
        whys = {
            each.name: partnerships.why_not_counted(manifest, profile, each, span)
            for each in members
        }
        for selection in chosen:
            counted = partnerships.counted(found, profile, selection, members, whys)
            funnels.append(
                funnel(
                    group.name,
                    selection,
                    span,
                    counted,
                    why=_why_no_comparison(group.note, counted),
                    notes=_comparison_notes(data),
                )
            )
    return tuple(funnels)


def _why_no_comparison(note: str, counted: Sequence[Counted]) -> str:
    if not counted:
        return note or "no partnership is named in this group"
    there = [each.name for each in counted if each.count is not None]
    if len(there) > 1:
        return ""
    return (
        "the loaded open data holds no other of these partnerships: load the police's files as "
        "they are published, not cut to one district"
    )


def _comparison_notes(data: DataSet) -> tuple[str, ...]:
    return (
        "counted from open data by the LSOA that the police give, the same for all; about 2 % of "
        "incidents have none and are in no partnership",
        f"residents: {data.profile.board.residents_of}" if data.profile.board.residents_of else "",
    )


def themes(data: DataSet, viewer: Viewer, quarter: Span) -> tuple[ThemeTotal, ...]:
    months = months_shown(data.coverage, quarter.last, data.profile.board.history)
    spans = quarters_shown(months, quarter.last)
    # What an extract's markers tell is for the partnership, not for everyone.
    is_within = viewer.reads("priorities")
    lines = [
        (theme, line)
        for theme in data.profile.board.themes
        for line in theme.lines
        if line.category or is_within
    ]
    return tuple(
        totals.theme_total(_line(data, viewer, theme, line), quarter, spans)
        for theme, line in lines
    )


def _line(data: DataSet, viewer: Viewer, theme: Theme, line: ThemeLine) -> totals.Line:
    if not line.category:
        return _line_of_extract(data, viewer, theme, line)
    asked = asked_of(data, viewer, "county", line.category)

    def why_not(span: Span) -> str:
        if not set(span.months()) <= set(data.coverage.months):
            return ""
        return why_not_compared(data.coverage, asked.selection, "county", span)

    return totals.Line(
        theme=theme,
        line=line,
        code=line.category,
        phrase=line.phrase or asked.selection.phrase,
        figure=functools.partial(_whole, asked),
        why_not=why_not,
        is_by_calendar_year=asked.selection.is_hate,
    )


def _whole(asked: Asked, span: Span) -> Figure:
    if why := why_no_sum(asked.coverage, "county", span):
        return Figure(None, why)
    return asked.figures(span)[0]


def _line_of_extract(data: DataSet, viewer: Viewer, theme: Theme, line: ThemeLine) -> totals.Line:
    rows = _extract_rows(data)
    chosen = rows.filter(pa.array(totals.is_told_by(line, rows)))
    counts: dict[str, int] = {}
    for month in chosen["month"].to_pylist():
        counts[month] = counts.get(month, 0) + 1
    smallest = 0 if viewer.sees_all_counts else data.profile.suppression_threshold

    def figure(span: Span) -> Figure:
        return _extract_figure(data.coverage, counts, span, smallest)

    return totals.Line(
        theme=theme,
        line=line,
        code=line.phrase.casefold().replace(" ", "-"),
        phrase=line.phrase,
        figure=figure,
        why_not=lambda _: "",
    )


@functools.lru_cache(maxsize=4)
def _extract_rows(data: DataSet) -> pa.Table:
    months = tuple(entry for entry in data.counted_months if entry.kind == "extract")
    return read_incidents(data.store, months, data.profile.name, _EXTRACT_COLUMNS)


def _extract_figure(
    coverage: Coverage, counts: dict[str, int], span: Span, smallest: int
) -> Figure:
    """Of months that an extract counts for. A longer span is the sum of quarters that are shown
    themselves, so that no difference tells one that is not.
    """
    absent = [m for m in span.months() if "extract" not in coverage.sources.get(m, ())]
    if absent or not counts:
        months = spans_in_words(absent or span.months())
        return Figure(None, f"{NOT_IN_SOURCE} for {months}")
    if cut := [month for month in span.months() if month in coverage.incomplete]:
        return Figure(None, f"{spans_in_words(cut)} incomplete")
    first = span.months()[::3]
    parts = [sum(counts.get(m, 0) for m in Span(f, shift(f, 2)).months()) for f in first]
    if min(parts) < smallest:
        return Figure(None, NOT_SHOWN)
    return Figure(sum(parts))


def baselines(data: DataSet, viewer: Viewer, quarter: Span) -> tuple[Baseline, ...]:
    year = Span(shift(quarter.last, -11), quarter.last)
    return tuple(
        totals.baseline(figure, _sum_of(data, viewer, figure.categories), year)
        for figure in data.profile.board.baselines
    )


def _sum_of(data: DataSet, viewer: Viewer, codes: Sequence[str]) -> Callable[[Span], Figure]:
    asked = [asked_of(data, viewer, "county", code) for code in codes]

    def figure(span: Span) -> Figure:
        parts = [_whole(each, span) for each in asked]
        if unseen := next((part for part in parts if part.count is None), None):
            return unseen
        return Figure(sum(part.count or 0 for part in parts))

    return figure
