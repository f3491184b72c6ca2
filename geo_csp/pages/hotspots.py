"""The map of hotspots: where it is rising, how sure that is, and what has long been high."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure import hotspots as released_hotspots
from geo_csp.disclosure import hotspots_export
from geo_csp.disclosure.hotspots import Hotspot, ReleasedHotspots
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing.hotspot_list import entry_html, key_html, way_html
from geo_csp.drawing.hotspot_map import grounds, spot_looks, with_spots
from geo_csp.drawing.hotspot_marks import EMERGING, GROUPS, KINDS, WATCH, Group, group_of
from geo_csp.drawing.outlines import map_credits
from geo_csp.drawing.ward_map import component_asset, map_data
from geo_csp.errors import GeoCspError
from geo_csp.months import in_words
from geo_csp.pages.audited import taken, why_taken
from geo_csp.pages.choices import viewed, ward_names
from geo_csp.pages.hotspot_choices import (
    HELD,
    address,
    address_of_one,
    category_labels,
    choose_month_and_category,
)
from geo_csp.pages.live_map import live_map, outlines_address
from geo_csp.pages.made_at_start import say_why_none
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import paragraph, show_notices
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL

MAP_KEY = "hotspot-map"
HOW_MARKED = (
    "The numbers are those of the list. “Stands in 4 of 8 settings”: it was looked for in eight "
    "ways, and four of them found it. A question mark: fewer than half did, so doubt it."
)
_MIME = {"csv": "text/csv", "geojson": "application/geo+json"}
Numbered = dict[int, Hotspot]


def show() -> None:
    data, viewer = viewed()
    line = marking_line("Hotspots", data, viewer)
    st.html(f"<style>{component_asset('hotspots.css')}</style>")
    if not data.coverage.months:
        line.say(OFFICIAL)
        st.info("No month is loaded yet.")
        return
    month, category = choose_month_and_category(data, whole=True)
    try:
        released = released_hotspots.hotspots(data, viewer, month, category)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        say_why_none(data, month, refusal)
        return
    line.say(released.marking)
    _show_released(data, viewer, released)


def _show_released(data: DataSet, viewer: Viewer, released: ReleasedHotspots) -> None:
    numbered = dict(enumerate(sorted(released.findings, key=_place_in_list), start=1))
    st.html(paragraph(released.sentence, "sentence"))
    beside, told = st.columns([1.35, 1], gap="medium")
    with beside:
        _show_map(data, viewer, released, numbered)
        show_notices(released.notices)
        st.html(way_html(address(HELD, data, viewer), "How well has this worked here?"))
        _downloads(data, released)
    with told:
        _show_list(data, viewer, released, numbered)


def _place_in_list(found: Hotspot) -> int:
    return GROUPS.index(group_of(found))


def _show_map(
    data: DataSet, viewer: Viewer, released: ReleasedHotspots, numbered: Numbered
) -> None:
    def href(found: Hotspot) -> str:
        return _address(data, viewer, released, found)

    drawn = map_data(
        outlines=outlines_address(data.profile),
        label=f"Map of hotspots, {in_words(released.month)}: {len(numbered)}. Arrow keys move from "
        "one to the next, Enter opens one. The list says the same.",
        areas=grounds(ward_names(data)),
        credits="A thin line leads from a mark that would cover another to its place. "
        + map_credits(data.profile),
    )
    spots = spot_looks(numbered.items(), category_labels(data), href)
    live_map(MAP_KEY, with_spots(drawn, spots))
    st.html(key_html() + paragraph(HOW_MARKED, "note"))


def _show_list(
    data: DataSet, viewer: Viewer, released: ReleasedHotspots, numbered: Numbered
) -> None:
    for group in (EMERGING, WATCH):
        listed = _of(group, numbered)
        if listed:
            st.subheader(f"{group.title}: {len(listed)}", anchor=False)
            st.html(paragraph(KINDS[group.kinds[0]][1], "note"))
            _show_entries(data, viewer, released, listed)
    others = [group for group in GROUPS if group not in (EMERGING, WATCH)]
    is_rising = any(_of(group, numbered) for group in (EMERGING, WATCH))
    for group in others:
        listed = _of(group, numbered)
        if listed:
            with st.expander(f"{group.title}: {len(listed)}", expanded=not is_rising):
                _show_entries(data, viewer, released, listed)


def _of(group: Group, numbered: Numbered) -> Numbered:
    return {number: found for number, found in numbered.items() if group_of(found) == group}


def _show_entries(
    data: DataSet, viewer: Viewer, released: ReleasedHotspots, listed: Numbered
) -> None:
    phrases = category_labels(data)
    entries = (
        entry_html(number, found, phrases[found.category], _address(data, viewer, released, found))
        for number, found in listed.items()
    )
    st.html("".join(entries))


def _address(data: DataSet, viewer: Viewer, released: ReleasedHotspots, found: Hotspot) -> str:
    about = category_labels(data)[released.category] if released.category else None
    return address_of_one(data, viewer, released.month, found.code, about)


def _downloads(data: DataSet, released: ReleasedHotspots) -> None:
    makers = {
        "csv": lambda: hotspots_export.csv_bytes(released),
        "geojson": lambda: hotspots_export.geojson_bytes(released),
    }
    why = why_taken(data, released.marking, "hotspots")
    told = {"category": released.category or "all", "month": released.month}
    with st.container(horizontal=True, gap="small", key="downloads"):
        for form in (form for form in makers if form in released.forms):
            st.download_button(
                {"csv": "CSV", "geojson": "GeoJSON"}[form],
                taken(data, "hotspots", told | {"form": form}, why or "", makers[form]),
                disabled=why is None,
                file_name=hotspots_export.file_name(released, form),
                mime=_MIME[form],
                on_click="ignore",
                icon=":material/download:",
                key=f"download-hotspots-{form}",
            )


if __name__ == "__main__":
    show()
