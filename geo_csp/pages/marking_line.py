"""The line under a page's title: its marking, whose data it shows, and that it is made up.

A page says its line once, when it knows what it shows and before it shows it; that it is looked at
is then noted too.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo_csp.disclosure.release import DataSet
from geo_csp.pages.audited import note_view
from geo_csp.pages.choices import DATA_SETS
from geo_csp.pages.plain_text import as_markdown, marked_line
from geo_csp.roles import Viewer
from geo_csp.vocabulary import SYNTHETIC

CHOOSE_WARDS = (
    "Choose the team's wards under “Data and role”: until then no hotspot, priority or action is "
    "shown."
)
NO_WARDS = (
    "Your role has no ward yet, so no hotspot, priority or action is shown. Ask the administrator."
)


@dataclass(frozen=True)
class MarkingLine:
    _line: DeltaGenerator
    _whose: str
    _data: DataSet
    _page: str

    def say(self, marking: str) -> None:
        note_view(self._data, self._page, marking)
        self._line.html(marked_line(marking, self._whose))


def marking_line(page: str, data: DataSet, viewer: Viewer) -> MarkingLine:
    """Its place on the page; what it says is said last, when the page knows what it shows."""
    chosen = data.is_synthetic or data.is_protected
    who = f", looking as {viewer.role.phrase}" if chosen else ""
    whose = f"{data.profile.partnership}. {DATA_SETS[data.name]}{who}."
    line = MarkingLine(st.empty(), whose, data, page)
    if data.is_synthetic:
        st.warning(as_markdown(f"This is {SYNTHETIC}. None of it happened."))
    if viewer.role.ward_bound and not viewer.wards:
        st.info(CHOOSE_WARDS if data.is_synthetic and not data.is_protected else NO_WARDS)
    return line
