"""One lead at its own address: its streams, months and streets, and what would undo it."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure import county_lines
from geo_csp.disclosure.county_lines import NOT_BLAME, Lead
from geo_csp.disclosure.hotspots import months_run
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing import lead_figures
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.hotspot_map import grounds, with_spots
from geo_csp.drawing.lead_list import entry_html
from geo_csp.drawing.lead_map import lead_looks
from geo_csp.drawing.outlines import map_credits
from geo_csp.drawing.tables import table_html
from geo_csp.drawing.ward_map import component_asset, map_data
from geo_csp.errors import GeoCspError
from geo_csp.months import Month, Span, in_words
from geo_csp.pages.choices import viewed, ward_names
from geo_csp.pages.hotspot_choices import address, choose_month
from geo_csp.pages.lead_addresses import HOW, LEAD, LIST, address_of_lead
from geo_csp.pages.lead_marks_form import show_marks
from geo_csp.pages.live_map import live_map, outlines_address
from geo_csp.pages.made_at_start import say_why_none
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import as_markdown, paragraph, sentence_of, show_notices
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL

TOP_STREETS = 10


def show() -> None:
    data, viewer = viewed()
    line = marking_line("One lead", data, viewer)
    st.html(f"<style>{component_asset('hotspots.css')}</style>")
    code = st.query_params.get(LEAD, "")
    if not code or not data.coverage.months:
        line.say(OFFICIAL)
        st.info("No lead is chosen: choose one on the map or in the list.")
        st.html(link_html(address(LIST, data, viewer), "All leads"))
        return
    month = choose_month(data)
    st.html(link_html(address(LIST, data, viewer, month=in_words(month)), "All leads"))
    try:
        released = county_lines.leads(data, viewer, month)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        say_why_none(data, month, refusal)
        return
    lead = next((lead for lead in released.leads if lead.code == code), None)
    if lead is None:
        line.say(OFFICIAL)
        _say_where_else(data, viewer, month, code)
        return
    line.say(released.marking)
    _show_one(data, viewer, lead, month)
    show_notices(released.notices)


def _say_where_else(data: DataSet, viewer: Viewer, month: Month, code: str) -> None:
    """A link may be older than the newest month, or for another pair of eyes."""
    st.info(as_markdown(f"This is no lead that is shown to you in {in_words(month)}."))
    for other in reversed(months_run(data)):
        if any(lead.code == code for lead in county_lines.leads(data, viewer, other).leads):
            there = address_of_lead(data, viewer, other, code)
            st.html(link_html(there, f"It was one in {in_words(other)}"))
            return


def _show_one(data: DataSet, viewer: Viewer, lead: Lead, month: Month) -> None:
    st.header(as_markdown(lead.place), anchor=False)
    st.html(entry_html(None, lead) + paragraph(f"{NOT_BLAME}.", "sentence"))
    left, right = st.columns([1, 1.5], gap="medium")
    with left:
        _show_map(data, lead)
        _show_place(data, lead)
        _show_streets(lead)
    with right:
        _show_streams(lead, month)
        _show_unless(lead)
        _show_months(lead, month)
        _show_arithmetic(data, viewer, lead)
        show_marks(data, lead)


def _show_map(data: DataSet, lead: Lead) -> None:
    drawn = map_data(
        outlines=outlines_address(data.profile),
        label=f"Map of {lead.place}: the outline of the lead.",
        areas=grounds(ward_names(data)),
        credits=map_credits(data.profile),
        frame=[lead.code],
        is_place_map=True,
    )
    live_map("one-lead", with_spots(drawn, lead_looks([(None, lead)])))


def _show_place(data: DataSet, lead: Lead) -> None:
    ward = ward_names(data).get(lead.ward_code or "", "not known")
    st.html(paragraph(f"Ward: {ward}. {lead_figures.seen_words(lead)}", "note"))
    if lead.context:
        st.subheader("What is near", anchor=False)
        context = lead_figures.context_table(lead)
        st.html(table_html(context, "Stations and main roads near it"))
        st.html(paragraph("Shown for orientation, and counted nowhere.", "note"))


def _show_streets(lead: Lead) -> None:
    st.subheader("Its streets", anchor=False)
    top = lead.streets[:TOP_STREETS]
    listed = {"Street": [street for street, _ in top], "Count": [f"{n:,}" for _, n in top]}
    more = f"The first {TOP_STREETS} of {len(lead.streets)} streets."
    st.html(
        table_html(listed, f"Streets of {lead.place}, incidents of the months counted")
        + (paragraph(more, "note") if len(lead.streets) > TOP_STREETS else "")
    )


def _show_streams(lead: Lead, month: Month) -> None:
    st.subheader("Its signs", anchor=False)
    counted = Span(lead.since, month).in_words()
    st.html(table_html(lead_figures.streams_table(lead), f"Streams of the lead, {counted}"))
    words = (
        f"Counted in {counted}. “Times usual” is against its own past and its surroundings. "
        f"The place was chosen because it is high, so it reads too high. Police found "
        f"{lead.police_found_share:.0%} of the incidents of the streams that stand out."
    )
    st.html(paragraph(words, "note"))


def _show_unless(lead: Lead) -> None:
    st.subheader("What would have to be different", anchor=False)
    st.html(paragraph(lead.unless, "note"))
    if lead.break_words:
        st.html(paragraph(sentence_of(f"What else could explain it: {lead.break_words}"), "note"))


def _show_months(lead: Lead, month: Month) -> None:
    st.subheader("Month by month", anchor=False)
    for phrase, chart, words in lead_figures.small_multiples(lead, month):
        st.html(paragraph(phrase, "note"))
        st.vega_lite_chart(spec=chart, alt=f"{phrase}: {words}")
    st.html(paragraph("Orange bars: the months that are counted.", "note"))


def _show_arithmetic(data: DataSet, viewer: Viewer, lead: Lead) -> None:
    with st.expander("How it is reckoned, and where each sign comes from"):
        st.html(table_html(lead_figures.arithmetic_table(lead), "The figures of each stream"))
        formula = (
            "Expected e = z times w / C. Where c is above e, a stream counts its weight times "
            "(c ln(c / e) + (C - c) ln((C - c) / (C - e))), else nothing."
        )
        st.html(paragraph(formula, "note") + paragraph(lead_figures.sum_words(lead), "note"))
        st.html(table_html(lead_figures.sources_table(lead), "Where each sign comes from"))
        st.html(link_html(address(HOW, data, viewer), "How leads are found"))


if __name__ == "__main__":
    show()
