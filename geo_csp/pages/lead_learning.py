"""How precise each tier has been, by what officers found, and the weights it speaks for."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure import county_lines
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing.lead_figures import effects_table, precision_table, proposals_table
from geo_csp.drawing.tables import table_html
from geo_csp.months import Month
from geo_csp.pages.lead_addresses import register_of
from geo_csp.pages.plain_text import paragraph
from geo_csp.register.lead_feedback import feedback
from geo_csp.roles import Viewer


def show_learned(data: DataSet, viewer: Viewer, month: Month) -> None:
    marks = feedback(register_of(data))
    st.subheader("How often was a lead right?", anchor=False)
    if not marks:
        st.html(paragraph("No lead has been marked yet. Each lead's own page takes marks.", "note"))
        return
    learned = county_lines.learned(data, viewer, month, marks)
    st.html(table_html(precision_table(learned.precision), "Precision of each tier"))
    words = "Of the leads marked confirmed or not county lines, by the newest mark of each."
    st.html(paragraph(words, "note"))
    if learned.proposals:
        st.subheader("Weights that the marks speak for", anchor=False)
        st.html(table_html(proposals_table(learned), "Proposed weights"))
        st.html(table_html(effects_table(learned), "This month's leads under them"))
        st.html(
            paragraph(
                "A proposal changes nothing. To adopt it, edit the weights in the area profile "
                "([county_lines] in area.toml) and run the month again: tiers are then made anew.",
                "note",
            )
        )
