"""One hotspot at its own address: what it says, its months, its streets, and how sure it is."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure import hotspots as released_hotspots
from geo_csp.disclosure.hotspots import Hotspot, months_run
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing import charts
from geo_csp.drawing.hotspot_figures import CHART_KEY, figures_table, months_table
from geo_csp.drawing.hotspot_list import entry_html, link_html
from geo_csp.drawing.hotspot_map import grounds, spot_looks, with_spots
from geo_csp.drawing.hotspot_marks import KINDS
from geo_csp.drawing.outlines import map_credits
from geo_csp.drawing.tables import table_html
from geo_csp.drawing.ward_map import component_asset, map_data
from geo_csp.errors import GeoCspError
from geo_csp.months import Month, Span, in_words
from geo_csp.pages.choices import viewed, ward_names
from geo_csp.pages.hotspot_choices import (
    HOTSPOT,
    LIST,
    address,
    address_of_one,
    category_labels,
    choose_month,
)
from geo_csp.pages.live_map import live_map, outlines_address
from geo_csp.pages.made_at_start import say_why_none
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import as_markdown, paragraph, sentence_of, show_notices
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL

TOP_STREETS = 10


def show() -> None:
    data, viewer = viewed()
    line = marking_line("One hotspot", data, viewer)
    st.html(f"<style>{component_asset('hotspots.css')}</style>")
    code = st.query_params.get(HOTSPOT, "")
    if not code or not data.coverage.months:
        line.say(OFFICIAL)
        st.info("No hotspot is chosen: choose one on the map or in the list.")
        _link(address(LIST, data, viewer), "All hotspots")
        return
    month = choose_month(data)
    about = st.query_params.get("about")
    _link(address(LIST, data, viewer, month=in_words(month), about=about), "All hotspots")
    try:
        released = released_hotspots.hotspots(data, viewer, month)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        say_why_none(data, month, refusal)
        return
    numbers = {found.code: number for number, found in enumerate(released.findings, start=1)}
    if code not in numbers:
        line.say(OFFICIAL)
        _say_where_else(data, viewer, month, code)
        return
    line.say(released.marking)
    found = released.findings[numbers[code] - 1]
    _show_one(data, found, month)
    show_notices(released.notices)


def _say_where_else(data: DataSet, viewer: Viewer, month: Month, code: str) -> None:
    """A link may be older than the newest month, or for another pair of eyes."""
    st.info(as_markdown(f"This is no hotspot that is shown to you in {in_words(month)}."))
    for other in reversed(months_run(data)):
        released = released_hotspots.hotspots(data, viewer, other)
        if any(found.code == code for found in released.findings):
            there = address_of_one(data, viewer, other, code)
            _link(there, f"It was one in {in_words(other)}")
            return


def _link(href: str, words: str) -> None:
    st.html(link_html(href, words))


def _show_one(data: DataSet, found: Hotspot, month: Month) -> None:
    st.header(as_markdown(found.place), anchor=False)
    phrase = category_labels(data)[found.category]
    st.html(entry_html(None, found, phrase) + paragraph(KINDS[found.kind][1], "note"))
    left, right = st.columns([1, 1.2], gap="medium")
    with left:
        _show_map(data, found)
        _show_streets(found)
    with right:
        _show_months(data, found, month)
        _show_figures(found, month)
        _show_near_repeats(found)


def _show_map(data: DataSet, found: Hotspot) -> None:
    drawn = map_data(
        outlines=outlines_address(data.profile),
        label=f"Map of {found.place}: the outline of the hotspot.",
        areas=grounds(ward_names(data)),
        credits=map_credits(data.profile),
        frame=[found.code],
        is_place_map=True,
    )
    spots = spot_looks([(None, found)], category_labels(data))
    live_map("one-hotspot", with_spots(drawn, spots))


def _show_streets(found: Hotspot) -> None:
    st.subheader("Its streets", anchor=False)
    top = found.streets[:TOP_STREETS]
    listed = {"Street": [street for street, _ in top], "Count": [f"{n:,}" for _, n in top]}
    more = f"The first {TOP_STREETS} of {len(found.streets)} streets."
    st.html(
        table_html(listed, f"Streets of {found.place} with the most incidents, over all its months")
        + (paragraph(more, "note") if len(found.streets) > TOP_STREETS else "")
    )


def _show_months(data: DataSet, found: Hotspot, month: Month) -> None:
    st.subheader("Month by month", anchor=False)
    counted = Span(found.since, month)
    bars = charts.month_bars(months_table(found), counted, data.coverage.incomplete)
    st.vega_lite_chart(spec=charts.months_chart(bars), alt=charts.months_in_words(bars))
    st.html(paragraph(CHART_KEY, "note"))


def _show_figures(found: Hotspot, month: Month) -> None:
    st.subheader("How sure is it?", anchor=False)
    st.html(table_html(figures_table(found, month), f"Figures of {found.place}"))
    st.subheader("What else could explain it", anchor=False)
    known = sentence_of(found.break_words or "nothing in the data that is known")
    st.html(paragraph(known, "note"))


def _show_near_repeats(found: Hotspot) -> None:
    if found.near_repeat:
        st.subheader("Does one incident bring another?", anchor=False)
        st.html(paragraph(found.near_repeat, "note"))


if __name__ == "__main__":
    show()
