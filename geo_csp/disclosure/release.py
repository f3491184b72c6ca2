"""The only door from data to a screen, a pack or a command's output."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geo_csp.counts import figures as counted
from geo_csp.disclosure import gate
from geo_csp.disclosure.data_set import (
    DataSet,
    as_now_published,
    has_only_open_data,
    open_data_set,
)
from geo_csp.disclosure.notices import Asked, notices
from geo_csp.disclosure.sentence import sentence
from geo_csp.disclosure.ward import ward_months, ward_points, ward_streets, ward_types
from geo_csp.months import Span
from geo_csp.roles import ROLES, Viewer
from geo_csp.vocabulary import NOT_IN_SOURCE, NOT_SHOWN, OFFICIAL, OFFICIAL_SENSITIVE

__all__ = [
    "DataSet",
    "Release",
    "as_now_published",
    "figures",
    "open_data_set",
    "ward_months",
    "ward_points",
    "ward_streets",
    "ward_types",
]


_PUBLIC = Viewer(ROLES["public"])


@dataclass(frozen=True)
class Release:
    """A table as this viewer may see it, with all that must be said beside it.

    ``area`` is the partnership's name; ``forms`` those in which the viewer may take it away.
    """

    area: str
    level: str
    selection: str
    span: Span
    table: pd.DataFrame
    sentence: str
    notices: tuple[str, ...]
    marking: str
    is_synthetic: bool
    forms: frozenset[str]


def figures(data: DataSet, viewer: Viewer, level: str, selection_code: str, span: Span) -> Release:
    """The figures of a selection (``asb``, ``hate-race``) by county, locality, ward or lsoa.

    Raises NotReleasedError where the role may not see the level, NotLoadedError where months of the
    span are not loaded, GeoCspError for a level or selection that does not exist.
    """
    kept = _figures(data, viewer, level, selection_code, span)
    # Each caller has a table of its own, so that none can change another's.
    return dataclasses.replace(kept, table=kept.table.copy())


@functools.lru_cache(maxsize=512)
def _figures(data: DataSet, viewer: Viewer, level: str, selection_code: str, span: Span) -> Release:
    gate.check_level(viewer, level)
    selection = gate.selection_of(data, selection_code)
    gate.check_types(data, viewer, level, selection)
    table = _table(data, viewer, level, selection_code, span)
    county = _table(data, viewer, "county", selection_code, span)
    subject = f"{selection.phrase} in {data.profile.title}"
    asked = Asked(data, viewer, level, selection, span, gate.cube_for(data, viewer, level))
    return Release(
        area=data.profile.name,
        level=level,
        selection=selection_code,
        span=span,
        table=table,
        sentence=sentence(subject, level, span, table, county),
        notices=notices(asked),
        marking=_marking(asked, {level: table, "county": county}),
        is_synthetic=bool(data.synthetic_months(span)),
        forms=viewer.role.takes_away,
    )


def _marking(asked: Asked, shown: Mapping[str, pd.DataFrame]) -> str:
    """OFFICIAL-SENSITIVE where more is shown than all may see."""
    data, selection, span = asked.data, asked.selection, asked.span
    if has_only_open_data(data.coverage, span.months()):
        return OFFICIAL
    if not selection.is_sensitive:
        is_more = asked.viewer.sees_all_counts and gate.left_out(data, selection, span.months())
        return OFFICIAL_SENSITIVE if is_more else OFFICIAL
    is_published = all(
        table.equals(_table(data, _PUBLIC, level, selection.code, span))
        for level, table in shown.items()
    )
    return OFFICIAL if is_published else OFFICIAL_SENSITIVE


@functools.lru_cache(maxsize=512)
def _table(
    data: DataSet, viewer: Viewer, level: str, selection_code: str, span: Span
) -> pd.DataFrame:
    selection = gate.selection_of(data, selection_code)
    counts = gate.counts_for(data, viewer, level, selection)
    table = counted.figures(counts, data.coverage, data.profile, selection_code, span)
    if not selection.is_sensitive or (table["suppressed"] == NOT_IN_SOURCE).all():
        return table
    if table["change_count"].notna().any():
        before = span.a_year_before()
        unseen = gate.words_for_unseen(data, viewer, level, selection, before)
        table = _without_change(table, unseen, before)
    words = gate.words_for_unseen(data, viewer, level, selection, span)
    return counted.without_figures(table, words)


def _without_change(table: pd.DataFrame, unseen: list[str], before: Span) -> pd.DataFrame:
    """Change is told between two counts that are both shown."""
    hidden = pd.Series([bool(words) for words in unseen], index=table.index)
    return table.assign(
        change_count=table["change_count"].mask(hidden),
        change_words=table["change_words"].mask(
            hidden, f"figures for {before.in_words()} {NOT_SHOWN}"
        ),
    )
