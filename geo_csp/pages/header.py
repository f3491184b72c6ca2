"""The top of every page: the marking, the title, whose eyes and which data, and what it must say.

Nothing of a data set that needs sign-in passes here.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo_csp.disclosure.release import DataSet
from geo_csp.pages.choices import DATA_SETS, choose_data_set, choose_viewer
from geo_csp.pages.data_sets import needs_sign_in
from geo_csp.pages.plain_text import as_markdown, marked_line
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL, SYNTHETIC

NEEDS_SIGN_IN = (
    "Your own data holds a police extract or partner records, which are shown only to people who "
    "have signed in. Signing in is not part of this app yet, so nothing of it is shown. Choose "
    "Open data or the Demonstration under Data and role. The command geo-csp figures reads it."
)


@dataclass(frozen=True)
class Header:
    data: DataSet
    viewer: Viewer
    _line: DeltaGenerator

    def say_marking(self, marking: str) -> None:
        """As soon as it is known what the page shows."""
        who = f", looking as {self.viewer.role.phrase}" if self.data.is_synthetic else ""
        whose = f"{self.data.profile.partnership}. {DATA_SETS[self.data.name]}{who}."
        with self._line:
            marked_line(marking, whose)


def header(title: str) -> Header | None:
    """None where the chosen data is not to be shown; why has then been said."""
    line = st.empty()
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.title(as_markdown(title), anchor=False)
        with st.popover("Data and role", icon=":material/tune:"):
            data = choose_data_set()
            viewer = None if needs_sign_in(data) else choose_viewer(data)
    if viewer is None:
        st.warning(as_markdown(NEEDS_SIGN_IN))
        return None
    head = Header(data, viewer, line)
    head.say_marking(OFFICIAL)
    if data.is_synthetic:
        st.warning(as_markdown(f"This is {SYNTHETIC}. None of it happened."))
    return head
