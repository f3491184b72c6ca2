"""One locality of the board's page, at its own address: its charts, its season and its wards."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure.release import DataSet
from geo_csp.disclosure.trends import ReleasedBoard, Trend
from geo_csp.drawing.board_pictures import chart_in_words, chart_png
from geo_csp.drawing.board_table import board_table_html, change_html, key_html
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.tables import table_html
from geo_csp.months import quarter_in_words
from geo_csp.pages.board_beside import picture_html
from geo_csp.pages.plain_text import as_markdown, paragraph

CHART_KEY = (
    "Grey band: the quarter. Dashed: the limits that its own months before set. Square or diamond: "
    "a month that is marked."
)


def show(data: DataSet, released: ReleasedBoard, code: str, way_back: str) -> None:
    st.html(link_html(way_back, "All localities"))
    found = [trend for trend in released.rows if trend.area_code == code]
    st.header(as_markdown(f"{found[0].area_name}, {quarter_in_words(released.span)}"), anchor=False)
    # Pair by pair, so that on a phone they stand in their order.
    for at in range(0, len(found), 2):
        for column, trend in zip(st.columns(2, gap="medium"), found[at : at + 2], strict=False):
            with column:
                _show_trend(trend)
    _show_wards(data, released, code)


def _show_trend(trend: Trend) -> None:
    st.subheader(as_markdown(trend.phrase), anchor=False)
    st.html(change_html(trend) + paragraph(trend.sentence, "sentence"))
    st.html(table_html(_figures(trend), f"Figures: {trend.phrase}"))
    if trend.chart:
        st.html(
            picture_html(chart_png(trend), chart_in_words(trend)) + paragraph(CHART_KEY, "note")
        )
    if trend.season:
        years = trend.season.span.in_words()
        st.html(paragraph(f"By season, {years}: {trend.season.words}.", "note"))


def _figures(trend: Trend) -> dict[str, list[str]]:
    likely = ""
    if trend.rate is not None and trend.lower is not None and trend.upper is not None:
        likely = (
            f"{trend.rate:,.1f} (likely range {trend.lower:,.1f} to {trend.upper:,.1f}), over "
            f"{trend.rate_span.in_words()}"
        )
    told = {
        "This quarter": _or_words(trend.quarter.count, trend.quarter.words),
        "The same quarter a year before": _or_words(trend.before.count, trend.before.words),
        "12 months to the end of the quarter": _or_words(trend.year.count, trend.year.words),
        "Per 1,000 residents a year": likely or "no rate",
    }
    return {"What": list(told), "Figure": list(told.values())}


def _or_words(count: int | None, words: str) -> str:
    return words if count is None else f"{count:,}"


def _show_wards(data: DataSet, released: ReleasedBoard, code: str) -> None:
    wards = _wards(data, released, code)
    st.subheader("Its wards", anchor=False)
    st.html(board_table_html(wards, released.categories, "Wards of the locality") + key_html())


def notes(data: DataSet, released: ReleasedBoard, code: str) -> tuple[str, ...]:
    """What is to be known of single wards of the locality: wards of one note together."""
    wards_of: dict[str, dict[str, None]] = {}
    for trend in _wards(data, released, code):
        for note in trend.notes:
            wards_of.setdefault(note, {}).setdefault(trend.area_name)
    return tuple(f"{', '.join(names)}: {note}" for note, names in wards_of.items())


def _wards(data: DataSet, released: ReleasedBoard, code: str) -> list[Trend]:
    of_ward = data.profile.locality_of_ward
    return [trend for trend in released.wards if of_ward.get(trend.area_code) == code]
