"""The board's answer to a question that was put to it: minuted once, by name."""

from __future__ import annotations

import streamlit as st

from geo_csp.errors import NotReleasedError
from geo_csp.pages.action_form import check_shown, forget
from geo_csp.pages.desk import Desk, save
from geo_csp.register.action_log import Escalation, answer_escalation

ANSWERED_BY = "the board's answer is entered by MATAC members and analysts"
# What the board reads, every one of its members reads: its role sees no street.
READ_BY_THE_BOARD = (
    "The board reads these words as they stand, and takes them away in its report: name no "
    "street, no address and no person."
)


def may_answer(at: Desk) -> bool:
    """The board's answer is minuted by those who write for the whole meeting."""
    return at.viewer.writes("actions") and not at.viewer.role.ward_bound


def answer_form(asked: Escalation) -> None:
    key = f"answer-{asked.number}"
    with st.expander("The board's answer"), st.form(f"form-{key}"):
        st.text_area("The board's answer", key=f"{key}-text", height=80)
        st.caption(READ_BY_THE_BOARD)
        st.form_submit_button("Enter the answer", on_click=_answer, args=(asked, key))


def _answer(asked: Escalation, key: str) -> None:
    def write(at: Desk) -> str:
        register = at.to_write("actions")
        check_shown(at, asked.action)
        if not may_answer(at):
            raise NotReleasedError(ANSWERED_BY)
        answer_escalation(register, asked.number, st.session_state[f"{key}-text"], at.who)
        return "the board's answer is kept"

    if save(write):
        forget(key)
