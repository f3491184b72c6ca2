"""What one ward's view shows: its months, points, streets and types."""

from __future__ import annotations

import dataclasses
import functools

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.counts import points
from geo_csp.counts.comparison import unrecorded
from geo_csp.counts.cube import chosen_rows
from geo_csp.disclosure import gate
from geo_csp.disclosure.data_set import DataSet, has_only_open_data, incidents, public_incidents
from geo_csp.errors import GeoCspError, NotLoadedError
from geo_csp.months import Month, Span, spans_in_words
from geo_csp.roles import Viewer
from geo_csp.vocabulary import (
    CATEGORIES,
    NOT_IN_SOURCE,
    OFFICIAL,
    OFFICIAL_SENSITIVE,
    Selection,
)

# A broader selection is told by those it is made of; the others by the types of their own group.
_MADE_OF = {"neighbourhood": ("asb", "acquisitive", "hate"), "all": tuple(CATEGORIES)}


def ward_months(data: DataSet, viewer: Viewer, ward: str, selection_code: str) -> pd.DataFrame:
    """Columns month, count, words: every month from the first to the last, the gaps too.

    Where there is no count to show it is empty and the words say why; beside a count they say that
    the month is incomplete.
    """
    selection = gate.selection_of(data, selection_code)
    months = data.coverage.months
    every = Span(months[0], months[-1]).months() if months else ()
    cells = [_cell(data, viewer, ward, selection, month) for month in every]
    counts, words = zip(*cells, strict=True) if cells else ((), ())
    return pd.DataFrame(
        {
            "month": list(every),
            "count": pd.array(list(counts), dtype="Int64"),
            "words": pd.array(list(words), dtype="str"),
        }
    )


def ward_types(
    data: DataSet, viewer: Viewer, ward: str, selection_code: str, span: Span
) -> pd.DataFrame:
    """Columns code, phrase, count, words: what the selection is made of, most incidents first."""
    types = _types_of(data, gate.selection_of(data, selection_code))
    cells = [_sum(data, viewer, ward, each, span) for each in types]
    table = pd.DataFrame(
        {
            "code": [each.code for each in types],
            "phrase": [each.phrase for each in types],
            "count": pd.array([count for count, _ in cells], dtype="Int64"),
            "words": pd.array([words for _, words in cells], dtype="str"),
        }
    )
    return table.sort_values("count", ascending=False, kind="stable", ignore_index=True)


def ward_points(
    data: DataSet, viewer: Viewer, ward: str, selection_code: str, span: Span
) -> pd.DataFrame:
    """Columns longitude, latitude (EPSG:4326), street, count: the ward's points.

    Raises NotReleasedError where the role may not see them, NotLoadedError where months are missing
    or do not record the selection. Its marking is ``ward_marking``.
    """
    return points.points(_incidents_of(data, viewer, ward, selection_code, span))


def ward_streets(
    data: DataSet, viewer: Viewer, ward: str, selection_code: str, span: Span
) -> pd.DataFrame:
    """Columns street, count, most incidents first. Raises as ``ward_points`` does."""
    return points.streets(_incidents_of(data, viewer, ward, selection_code, span))


def ward_marking(data: DataSet, selection_code: str, span: Span) -> str:
    """Of a ward's view as those see it who see its points: addresses may be among these, and its
    months show sensitive counts of every month, not of the span alone.
    """
    selection = gate.selection_of(data, selection_code)
    shows_every_month = selection.is_sensitive or selection.or_hate
    months = data.coverage.months if shows_every_month else span.months()
    return OFFICIAL if has_only_open_data(data.coverage, months) else OFFICIAL_SENSITIVE


def _types_of(data: DataSet, selection: Selection) -> list[Selection]:
    known = data.profile.selections
    if selection.code in _MADE_OF:
        return [known[code] for code in _MADE_OF[selection.code]]
    if selection.phrase != selection.group:
        return []
    # Under the strategy's reading anti-social behaviour is made of more than its own types.
    read_with = (selection.categories or frozenset()) - {selection.code}
    group = [each for each in known.values() if each.group == selection.group and each != selection]
    return [*group, *(known[code] for code in sorted(read_with))]


def _cell(
    data: DataSet, viewer: Viewer, ward: str, selection: Selection, month: Month
) -> tuple[int | None, str]:
    if month not in data.coverage.months:
        return None, "not loaded"
    count, words = _sum(data, viewer, ward, selection, Span(month, month))
    if month in data.coverage.incomplete and count is not None:
        return count, f"incomplete: {data.coverage.incomplete[month]}"
    return count, words


def _sum(
    data: DataSet, viewer: Viewer, ward: str, selection: Selection, span: Span
) -> tuple[int | None, str]:
    """The count of one ward as the viewer sees it, else the words in its place."""
    gate.check_level(viewer, "ward")
    counts = gate.counts_for(data, viewer, "ward", selection)
    place = _place_of(counts.areas.codes, ward)
    count = int(counts.counted(selection.code, span)[place])
    if unrecorded(data.coverage, selection, span):
        return None, NOT_IN_SOURCE
    words = gate.words_for_unseen(data, viewer, "ward", selection, span)[place]
    return (None, words) if words else (count, "")


def _place_of(codes: tuple[str, ...], ward: str) -> int:
    if ward not in codes:
        raise GeoCspError(f'"{ward}" is no ward of this area: expected a code such as {codes[0]}')
    return codes.index(ward)


def _incidents_of(
    data: DataSet, viewer: Viewer, ward: str, selection_code: str, span: Span
) -> pa.Table:
    gate.check_level(viewer, "ward")
    gate.check_points(viewer, ward)
    selection = gate.selection_of(data, selection_code)
    cube = gate.cube_for(data, viewer, "ward")
    _place_of(cube.areas.codes, ward)
    cube.months_of(span)
    if absent := unrecorded(data.coverage, selection, span):
        raise NotLoadedError(f"{selection.phrase} is {NOT_IN_SOURCE} for {spans_in_words(absent)}")
    # What is counted is what is shown: see ``gate.cube_for``.
    is_public = not (viewer.sees_all_counts or selection.is_sensitive)
    selection = dataclasses.replace(selection, or_hate=selection.or_hate and not is_public)
    rows = _rows_of_ward(data, ward, is_public)
    within = rows.filter(pc.is_in(rows["month"].cast(pa.string()), pa.array(span.months())))
    (chosen,) = chosen_rows(within, [selection])
    return within.filter(pa.array(chosen))


@functools.lru_cache(maxsize=128)
def _rows_of_ward(data: DataSet, ward: str, is_public: bool) -> pa.Table:
    rows = public_incidents(data) if is_public else incidents(data)
    return rows.filter(pc.equal(rows["ward"].cast(pa.string()), ward)).combine_chunks()
