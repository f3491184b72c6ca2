"""The chosen ward's current priorities, their date, and what was agreed and done there."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure.priorities import ward_names
from geo_csp.disclosure.ward_priorities import WardPriorities, ward_priorities
from geo_csp.drawing.action_cards import cards_html
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.priority_list import entry_html
from geo_csp.drawing.ward_map import component_asset
from geo_csp.pages.actions import NEW, ONE, address_of_action
from geo_csp.pages.desk import Desk, desk
from geo_csp.pages.hotspot_choices import address
from geo_csp.pages.plain_text import paragraph
from geo_csp.pages.priority_choices import address_of_priority


def list_of(at: Desk, ward: str) -> WardPriorities | None:
    """None where the viewer is shown none."""
    return ward_priorities(at.data, at.viewer, at.register, ward, at.today)


def show(ward: str) -> None:
    at = desk(begins=False)
    found = list_of(at, ward)
    if found is None:
        return
    st.html(f"<style>{component_asset('hotspots.css')}{component_asset('tasking.css')}</style>")
    st.subheader("Priorities here", anchor=False)
    late = '<span class="geo-badge geo-shaky">late</span> ' if found.is_late else ""
    st.html(f'<p class="geo-said">{late}{found.renewed_words}</p>')
    left, right = st.columns([1.2, 1], gap="medium")
    with left:
        _show_list(at, found)
    with right:
        _show_done(at, found, ward)


def _show_list(at: Desk, found: WardPriorities) -> None:
    if not found.priorities:
        st.html(paragraph("No place of this ward is on the list.", "note"))
    wards = ward_names(at.data)
    for each in found.priorities:
        owners = [
            row.agreed.owner
            for row in found.actions
            if row.is_open and row.agreed.place == each.place_code
        ]
        st.html(entry_html(each, wards, owners, address_of_priority(at, found.month, each)))


def _show_done(at: Desk, found: WardPriorities, ward: str) -> None:
    if not at.viewer.reads("actions") or at.register is None:
        return
    if found.actions:
        st.html(cards_html(found.actions, lambda row: address_of_action(at, row)))
    else:
        st.html(paragraph("No action was agreed in this ward yet.", "note"))
    if at.viewer.writes("actions"):
        add = address(ONE, at.data, at.viewer, action=NEW, place=ward)
        st.html(link_html(add, "Add an action here"))
