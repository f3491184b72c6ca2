"""The chosen ward: its figures, its months, its points at street level, its streets and types."""

from __future__ import annotations

import functools
from typing import Any

import pandas as pd
import streamlit as st

from geo_csp.disclosure import release
from geo_csp.disclosure.release import DataSet, Release
from geo_csp.disclosure.ward import ward_marking
from geo_csp.drawing import charts
from geo_csp.drawing.area_figures import (
    AreaFigures,
    change_words,
    count_words,
    incidents_in_words,
    rate_line,
)
from geo_csp.drawing.place_map import point_looks, ward_grounds
from geo_csp.drawing.tables import table_html
from geo_csp.drawing.ward_map import map_data
from geo_csp.errors import GeoCspError
from geo_csp.months import Span
from geo_csp.pages import ward_list
from geo_csp.pages.choices import Choices, selection_labels, ward_names
from geo_csp.pages.desk import desk
from geo_csp.pages.live_map import live_map, outlines_address
from geo_csp.pages.plain_text import as_markdown, paragraph, sentence_of
from geo_csp.roles import Viewer
from geo_csp.vocabulary import NOT_SHOWN, OFFICIAL, OFFICIAL_SENSITIVE

TOP_STREETS = 10

# What is kept here is asked for again with every rerun of the page: words and plain values, no
# tables, since the garbage collector walks what is kept after each run. Nobody writes into it.
_months = functools.lru_cache(maxsize=512)(release.ward_months)


def marking(data: DataSet, viewer: Viewer, released: Release, ward: str | None) -> str:
    """Of the whole page: the points of the chosen ward, its priorities and actions may be more
    sensitive than the counts.
    """
    if ward is None:
        return released.marking
    shown = [released.marking]
    if viewer.sees_points_of(ward):
        shown.append(ward_marking(data, released.selection, released.span))
    if listed := ward_list.list_of(desk(begins=False), ward):
        shown.append(listed.marking)
    return max(shown, key=[OFFICIAL, OFFICIAL_SENSITIVE].index)


def show(data: DataSet, viewer: Viewer, chosen: Choices, row: AreaFigures) -> None:
    what = selection_labels(data.profile)[chosen.selection]
    st.header(as_markdown(f"{row.name} ward"), anchor=False)
    st.html(paragraph(f"{what}, {chosen.span.in_words()}: {_in_words(row)}", "sentence"))
    ward_list.show(row.code)
    left, right = st.columns([1.2, 1], gap="medium")
    with left:
        _show_points(data, viewer, chosen, row)
    with right:
        _show_months(data, viewer, chosen, row)
        _show_types(data, viewer, chosen, row)


def _in_words(row: AreaFigures) -> str:
    parts = [count_words(row) if row.count is None else incidents_in_words(row.count)]
    if rate := rate_line(row):
        parts.append(rate)
    if words := change_words(row):
        parts.append(f"against a year before: {words}")
    return "; ".join(parts) + "."


@functools.lru_cache(maxsize=512)
def _places(
    data: DataSet, viewer: Viewer, row: AreaFigures, selection: str, span: Span
) -> tuple[list[dict[str, Any]], str]:
    """The ward's points as circles, and its streets as HTML."""
    asked = (data, viewer, row.code, selection, span)
    points, streets = release.ward_points(*asked), release.ward_streets(*asked)
    top = streets.head(TOP_STREETS)
    listed = {"Street": top["street"].tolist(), "Count": [f"{n:,}" for n in top["count"].tolist()]}
    told = table_html(listed, f"Streets of {row.name} ward with the most incidents")
    if len(streets) > TOP_STREETS:
        told += paragraph(f"The first {TOP_STREETS} of {len(streets)} streets.", "note")
    return point_looks(points), told


def _show_points(data: DataSet, viewer: Viewer, chosen: Choices, row: AreaFigures) -> None:
    st.subheader("Where in the ward", anchor=False)
    try:
        points, streets = _places(data, viewer, row, chosen.selection, chosen.span)
    except GeoCspError as refusal:
        st.info(as_markdown(sentence_of(str(refusal))))
        return
    label = f"Map of {row.name} ward: {len(points)} points, the larger the more incidents"
    live_map(
        "places",
        map_data(
            outlines=outlines_address(data.profile),
            label=f"{label}. Arrow keys move from point to point. The list of streets below says "
            "the same.",
            areas=ward_grounds(list(ward_names(data)), row.code),
            credits="A circle's area is the number of incidents at a point. "
            + ("Points are moved by the police to hide addresses." if data.is_open else ""),
            frame=[row.code],
            points=points,
            is_place_map=True,
        ),
    )
    st.html(streets)


def _show_months(data: DataSet, viewer: Viewer, chosen: Choices, row: AreaFigures) -> None:
    st.subheader("Month by month", anchor=False)
    months = _months(data, viewer, row.code, chosen.selection)
    bars = charts.month_bars(months, chosen.span, data.coverage.incomplete)
    if all(bar.what == charts.MISSING for bar in bars):
        st.info(as_markdown(sentence_of(_why_none(months))))
        return
    st.vega_lite_chart(spec=charts.months_chart(bars), alt=charts.months_in_words(bars))
    st.html(paragraph(charts.KEY, "note"))


def _why_none(months: pd.DataFrame) -> str:
    words = [each for each in months["words"].tolist() if each and each != "not loaded"]
    return f"month by month: {max(set(words), key=words.count) if words else NOT_SHOWN}"


def _show_types(data: DataSet, viewer: Viewer, chosen: Choices, row: AreaFigures) -> None:
    counted = _types(data, viewer, row.code, chosen.selection, chosen.span)
    if not counted:
        return
    st.subheader("Types", anchor=False)
    phrases, counts = zip(*counted, strict=True)
    if len(set(counts)) == 1 and not counts[0].replace(",", "").isdigit():
        st.info(as_markdown(sentence_of(f"types: {counts[0]}")))
        return
    st.html(table_html({"Type": phrases, "Count": counts}, f"Types of incident in {row.name} ward"))


@functools.lru_cache(maxsize=512)
def _types(
    data: DataSet, viewer: Viewer, ward: str, selection: str, span: Span
) -> tuple[tuple[str, str], ...]:
    """Each type that there is something to say of, with its count or the words for why not."""
    types = release.ward_types(data, viewer, ward, selection, span)
    columns = (types[name].tolist() for name in ("phrase", "count", "words"))
    return tuple(
        (phrase, words or f"{count:,}")
        for phrase, count, words in zip(*columns, strict=True)
        if words or count
    )
