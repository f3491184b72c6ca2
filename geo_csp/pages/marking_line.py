"""The line under a page's title: its marking, whose data it shows, and that it is made up."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo_csp.disclosure.release import DataSet
from geo_csp.pages.choices import DATA_SETS
from geo_csp.pages.plain_text import as_markdown, marked_line
from geo_csp.roles import Viewer
from geo_csp.vocabulary import SYNTHETIC


@dataclass(frozen=True)
class MarkingLine:
    _line: DeltaGenerator
    _whose: str

    def say(self, marking: str) -> None:
        self._line.html(marked_line(marking, self._whose))


def marking_line(data: DataSet, viewer: Viewer) -> MarkingLine:
    """Its place on the page; what it says is said last, when the page knows what it shows."""
    who = f", looking as {viewer.role.phrase}" if data.is_synthetic else ""
    whose = f"{data.profile.partnership}. {DATA_SETS[data.name]}{who}."
    line = MarkingLine(st.empty(), whose)
    if data.is_synthetic:
        st.warning(as_markdown(f"This is {SYNTHETIC}. None of it happened."))
    return line
