"""What officers found at a lead: the marks it has, and the form for one more."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure.county_lines import Lead
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing.tables import table_html
from geo_csp.errors import GeoCspError
from geo_csp.pages.desk import desk
from geo_csp.pages.entrance import enter
from geo_csp.pages.lead_addresses import register_of
from geo_csp.pages.plain_text import as_markdown, paragraph
from geo_csp.pages.themes import NOT_SIGNED_IN
from geo_csp.register.lead_feedback import VERDICTS, add_feedback, feedback


def show_marks(data: DataSet, lead: Lead) -> None:
    st.subheader("What was found there", anchor=False)
    marks = feedback(register_of(data), lead.code)
    if marks:
        listed = {
            "Day": [f"{mark.found_on:%d %B %Y}" for mark in marks],
            "Found": [VERDICTS[mark.verdict] for mark in marks],
            "Note": [mark.note for mark in marks],
        }
        st.html(table_html(listed, "What officers found, in the order entered"))
    else:
        st.html(paragraph("Nobody has said yet.", "note"))
    _show_form(data, lead)


def _show_form(data: DataSet, lead: Lead) -> None:
    with st.form(f"marks-{lead.code}"):
        verdict = st.radio("Found", list(VERDICTS), format_func=VERDICTS.__getitem__, index=None)
        day = st.date_input("Day of the visit", desk(begins=False).today, format="DD/MM/YYYY")
        note = st.text_area("Note", help="No names of people, no house numbers.", max_chars=2_000)
        if st.form_submit_button("Keep this mark"):
            _keep(data, lead, verdict, day, note)


def _keep(data: DataSet, lead: Lead, verdict: str | None, day: object, note: str) -> None:
    try:
        add_feedback(
            register_of(data),
            lead.code,
            verdict or "",
            found_on=day,  # type: ignore[arg-type]
            note=note,
            who=enter(data).who or NOT_SIGNED_IN,
        )
    except GeoCspError as error:
        words = "Say what was found: choose one of the three." if verdict is None else str(error)
        st.error(as_markdown(words))
    else:
        st.rerun()
