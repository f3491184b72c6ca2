"""This month's list beside its map: what first, why, how sure the order is, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo_csp.disclosure import priorities as released
from geo_csp.disclosure import priorities_export
from geo_csp.disclosure.priorities import Priority, ReleasedPriorities, ward_names
from geo_csp.disclosure.taken_away import full_marking
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.hotspot_map import grounds, with_spots
from geo_csp.drawing.outlines import map_credits
from geo_csp.drawing.priority_list import ORGANISED_CRIME, entry_html, key_html, list_table
from geo_csp.drawing.priority_map import priority_looks
from geo_csp.drawing.tables import table_html
from geo_csp.drawing.ward_map import component_asset, map_data
from geo_csp.errors import GeoCspError
from geo_csp.months import in_words
from geo_csp.packs.forms import WRITERS
from geo_csp.pages.audited import taken, why_taken
from geo_csp.pages.desk import Desk, desk
from geo_csp.pages.hotspot_choices import address
from geo_csp.pages.live_map import live_map, outlines_address
from geo_csp.pages.made_at_start import say_why_none
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.pack_button import pack_buttons
from geo_csp.pages.plain_text import paragraph, show_notices
from geo_csp.pages.priority_choices import (
    MEETING,
    actions_by_place,
    address_of_priority,
    choose_list,
    owners_by_place,
)
from geo_csp.vocabulary import OFFICIAL

MAP_KEY = "priority-map"
TOP = 10
_MIME = {"csv": "text/csv", "geojson": "application/geo+json"}


def show() -> None:
    at = desk()
    line = marking_line("Priorities", at.data, at.viewer)
    st.html(f"<style>{component_asset('hotspots.css')}{component_asset('tasking.css')}</style>")
    if not at.data.coverage.months:
        line.say(OFFICIAL)
        st.info("No month is loaded yet.")
        return
    chosen = choose_list(at)
    try:
        found = released.priorities(
            at.data,
            at.viewer,
            chosen.month,
            chosen.weights,
            with_police_found=chosen.with_police_found,
        )
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        say_why_none(at.data, chosen.month, refusal)
        return
    line.say(found.marking)
    _show_sentence(at, found)
    if any(each.outline for each in found.priorities):
        beside, told = st.columns([1.2, 1], gap="medium")
        with beside:
            _show_map(at, found)
            _show_beside(at, found)
        with told:
            _show_list(at, found)
    else:
        _show_list(at, found)
        _show_beside(at, found)
    _show_table(at, found)


def _show_map(at: Desk, found: ReleasedPriorities) -> None:
    drawn = map_data(
        outlines=outlines_address(at.data.profile),
        label=f"Map of the priorities of {in_words(found.month)}: {len(found.priorities)}. Arrow "
        "keys move from one to the next, Enter opens one. The list says the same.",
        areas=grounds(ward_names(at.data)),
        credits="A thin line leads from a mark that would cover another to its place. "
        + map_credits(at.data.profile),
    )
    looks = priority_looks(
        found.priorities,
        ward_names(at.data),
        lambda each: address_of_priority(at, found.month, each),
    )
    live_map(MAP_KEY, with_spots(drawn, looks))
    st.html(key_html([each.theme for each in found.priorities]))


def _show_beside(at: Desk, found: ReleasedPriorities) -> None:
    show_notices(found.notices)
    makers = {
        "csv": lambda: priorities_export.csv_bytes(found),
        "geojson": lambda: priorities_export.geojson_bytes(found),
    }
    why = why_taken(at.data, found.marking, "priorities")
    with st.container(horizontal=True, gap="small", key="downloads"):
        for form in (form for form in makers if form in found.forms):
            st.download_button(
                {"csv": "CSV", "geojson": "GeoJSON"}[form],
                taken(
                    at.data,
                    "priorities",
                    {"month": found.month, "form": form},
                    why or "",
                    makers[form],
                ),
                disabled=why is None,
                file_name=priorities_export.file_name(found, form),
                mime=_MIME[form],
                on_click="ignore",
                icon=":material/download:",
                key=f"download-priorities-{form}",
            )
    if at.viewer.reads("actions") and set(WRITERS) <= at.viewer.role.takes_away:
        pack_buttons(at, found.month)


def _show_sentence(at: Desk, found: ReleasedPriorities) -> None:
    ways = ""
    if at.viewer.reads("actions"):
        meeting = address(MEETING, at.data, at.viewer, month=in_words(found.month))
        link = link_html(meeting, "Meeting view")
        ways = f'<nav class="geo-ways" aria-label="For the meeting">{link}</nav>'
    st.html(paragraph(found.sentence, "sentence") + ways)


def _show_list(at: Desk, found: ReleasedPriorities) -> None:
    near = [each for each in found.priorities if each.theme != ORGANISED_CRIME]
    organised = [each for each in found.priorities if each.theme == ORGANISED_CRIME]
    if near and organised:
        ranks = ", ".join(str(each.rank) for each in organised)
        st.html(paragraph(f"Under serious organised crime, below: {ranks}.", "note"))
    if near:
        _show_entries(at, found, near[:TOP])
    if near[TOP:]:
        with st.expander(f"The others: {len(near) - TOP}"):
            _show_entries(at, found, near[TOP:])
    if organised:
        st.subheader(f"Serious organised crime: {len(organised)}", anchor=False)
        _show_entries(at, found, organised)


def _show_entries(at: Desk, found: ReleasedPriorities, listed: Sequence[Priority]) -> None:
    owners, wards = owners_by_place(actions_by_place(at)), ward_names(at.data)
    entries = (
        entry_html(
            each,
            wards,
            owners.get(each.place_code, ()),
            address_of_priority(at, found.month, each),
        )
        for each in listed
    )
    st.html("".join(entries))


def _show_table(at: Desk, found: ReleasedPriorities) -> None:
    if not found.priorities:
        return
    st.subheader("The same in a table", anchor=False)
    owners = owners_by_place(actions_by_place(at))
    table = list_table(found.priorities, ward_names(at.data), owners)
    caption = f"Priorities of {in_words(found.month)}. {full_marking(found)}"
    st.html(f'<div class="geo-wide">{table_html(table, caption)}</div>')


if __name__ == "__main__":
    show()
