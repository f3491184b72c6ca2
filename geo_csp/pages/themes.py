"""Serious organised crime for the meeting: the problem profile's themes, beside the leads."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure.release import DataSet
from geo_csp.errors import GeoCspError
from geo_csp.pages.entrance import enter
from geo_csp.pages.lead_addresses import register_of
from geo_csp.pages.plain_text import as_markdown, paragraph
from geo_csp.register.problem_profile import save_themes, themes
from geo_csp.roles import Viewer

NOT_SIGNED_IN = "at this computer, not signed in"
_WRITES = "analyst"


def show_themes(data: DataSet, viewer: Viewer) -> None:
    st.subheader("Serious organised crime: themes", anchor=False)
    newest = themes(register_of(data))
    if newest is None or not newest.themes:
        st.html(paragraph("No theme of the problem profile has been entered.", "note"))
    else:
        st.markdown("\n".join(f"- {as_markdown(theme)}" for theme in newest.themes))
        when = f"As entered on {newest.at:%d %B %Y}. None of it changes a lead."
        st.html(paragraph(when, "note"))
    if viewer.role.code == _WRITES:
        _show_form(data, "\n".join(newest.themes) if newest else "")


def _show_form(data: DataSet, text: str) -> None:
    with st.expander("Change the themes"), st.form("themes", border=False):
        typed = st.text_area(
            "Themes of the partnership's problem profile, one a line",
            value=text,
            help="Themes only: no names of people, no addresses.",
        )
        if st.form_submit_button("Save"):
            try:
                save_themes(register_of(data), typed, who=enter(data).who or NOT_SIGNED_IN)
            except GeoCspError as error:
                st.error(as_markdown(str(error)))
            else:
                st.rerun()
