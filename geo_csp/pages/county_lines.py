"""Likely county-lines locations: the month's leads by tier, with the reasons of each."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure import county_lines, county_lines_export
from geo_csp.disclosure.county_lines import Lead, ReleasedLeads
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.hotspot_map import grounds, with_spots
from geo_csp.drawing.lead_list import ended_html, entry_html, key_html
from geo_csp.drawing.lead_map import lead_looks
from geo_csp.drawing.lead_marks import TIERS
from geo_csp.drawing.outlines import map_credits
from geo_csp.drawing.ward_map import component_asset, map_data
from geo_csp.errors import GeoCspError
from geo_csp.months import in_words
from geo_csp.pages.audited import taken, why_taken
from geo_csp.pages.choices import viewed, ward_names
from geo_csp.pages.hotspot_choices import address, choose_month
from geo_csp.pages.lead_addresses import HOW, address_of_lead
from geo_csp.pages.lead_learning import show_learned
from geo_csp.pages.live_map import live_map, outlines_address
from geo_csp.pages.made_at_start import say_why_none
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import paragraph, show_notices
from geo_csp.pages.themes import show_themes
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL

MAP_KEY = "lead-map"
WHAT = (
    "County lines: drugs brought from cities into smaller towns, often by children and by people "
    "who are pressed to carry, store or sell them. A lead is a place where several signs of it "
    "have come together."
)
_MAKERS = {
    "csv": ("CSV", "text/csv", county_lines_export.csv_bytes),
    "json": ("JSON", "application/json", county_lines_export.json_bytes),
    "geojson": ("GeoJSON", "application/geo+json", county_lines_export.geojson_bytes),
}
Numbered = dict[int, Lead]


def show() -> None:
    data, viewer = viewed()
    line = marking_line("County lines", data, viewer)
    st.html(f"<style>{component_asset('hotspots.css')}</style>")
    st.html(paragraph(f"{county_lines.NOT_BLAME}. {WHAT}", "sentence"))
    if not data.coverage.months:
        line.say(OFFICIAL)
        st.info("No month is loaded yet.")
        return
    month = choose_month(data)
    try:
        released = county_lines.leads(data, viewer, month)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        say_why_none(data, month, refusal)
        _link_to_how(data, viewer)
        return
    line.say(released.marking)
    _show_released(data, viewer, released)


def _link_to_how(data: DataSet, viewer: Viewer) -> None:
    st.html(link_html(address(HOW, data, viewer), "How leads are found, and how they can mislead"))


def _show_released(data: DataSet, viewer: Viewer, released: ReleasedLeads) -> None:
    numbered = dict(enumerate(released.leads, start=1))
    st.html(paragraph(released.sentence, "sentence"))
    beside, told = st.columns([1.35, 1], gap="medium")
    with beside:
        _show_map(data, viewer, released, numbered)
        show_notices(released.notices)
        _link_to_how(data, viewer)
        _downloads(data, released)
    with told:
        _show_list(data, viewer, released, numbered)
        show_learned(data, viewer, released.month)
        show_themes(data, viewer)


def _show_map(data: DataSet, viewer: Viewer, released: ReleasedLeads, numbered: Numbered) -> None:
    drawn = map_data(
        outlines=outlines_address(data.profile),
        label=f"Map of leads, {in_words(released.month)}: {len(numbered)}. Arrow keys move from "
        "one to the next, Enter opens one. The list says the same.",
        areas=grounds(ward_names(data)),
        credits=map_credits(data.profile),
    )

    def href(lead: Lead) -> str:
        return address_of_lead(data, viewer, released.month, lead.code)

    live_map(MAP_KEY, with_spots(drawn, lead_looks(numbered.items(), href)))
    st.html(key_html(county_lines.published_tiers(data)))


def _show_list(data: DataSet, viewer: Viewer, released: ReleasedLeads, numbered: Numbered) -> None:
    for tier, group in TIERS.items():
        listed = {number: lead for number, lead in numbered.items() if lead.tier == tier}
        if listed:
            st.subheader(f"{group.title}: {len(listed)}", anchor=False)
            entries = (
                entry_html(number, lead, address_of_lead(data, viewer, released.month, lead.code))
                for number, lead in listed.items()
            )
            st.html("".join(entries))
    if released.ended:
        st.subheader(f"Ended: {len(released.ended)}", anchor=False)
        st.html(ended_html(released.ended))


def _downloads(data: DataSet, released: ReleasedLeads) -> None:
    why = why_taken(data, released.marking, "leads")
    told = {"month": released.month}
    with st.container(horizontal=True, gap="small", key="downloads"):
        for form, (label, mime, make) in _MAKERS.items():
            if form in released.forms:
                st.download_button(
                    label,
                    taken(
                        data,
                        "leads",
                        told | {"form": form},
                        why or "",
                        lambda make=make: make(released),  # type: ignore[misc]
                    ),
                    disabled=why is None,
                    file_name=county_lines_export.file_name(released, form),
                    mime=mime,
                    on_click="ignore",
                    icon=":material/download:",
                    key=f"download-leads-{form}",
                )


if __name__ == "__main__":
    show()
