"""Places that partners put forward for the list of priorities: what stands, and a form."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo_csp.disclosure.proposals import ToldProposal, can_be_put_forward, told_proposals
from geo_csp.drawing.action_cards import day_in_words
from geo_csp.drawing.tables import table_html
from geo_csp.errors import GeoCspError
from geo_csp.pages.action_form import forget
from geo_csp.pages.desk import Desk, save
from geo_csp.pages.plain_text import paragraph
from geo_csp.register.opening import Register
from geo_csp.register.proposals import put_forward, withdraw
from geo_csp.vocabulary import OFFICIAL_SENSITIVE

KEY = "proposal"
WHAT_IT_DOES = (
    "A place that a partner puts forward is looked at by the next month's run, whether a hotspot "
    "lies there or not, and the list says who put it forward."
)


def show_proposals(at: Desk, register: Register) -> None:
    st.subheader("Put forward for the list of priorities", anchor=False)
    st.html(paragraph(WHAT_IT_DOES, "note"))
    standing = told_proposals(at.data, at.viewer, register, at.today)
    if standing:
        st.html(table_html(_table(standing), f"Places put forward. {OFFICIAL_SENSITIVE}"))
    if at.viewer.writes("voices"):
        _show_form(at)
        if standing:
            _show_withdrawal(standing)


def _table(standing: Sequence[ToldProposal]) -> dict[str, list[str]]:
    return {
        "No.": [str(each.proposal.number) for each in standing],
        "Day": [day_in_words(each.proposal.put_forward_on) for each in standing],
        "Place": [each.place for each in standing],
        "By": [each.proposal.organisation for each in standing],
        "Why": [each.proposal.reason for each in standing],
    }


def _show_form(at: Desk) -> None:
    names = {code: place.name for code, place in can_be_put_forward(at.data, at.viewer).items()}
    with st.expander("Put a place forward"):
        if not names:
            month = at.data.coverage.newest_complete or "2025-12"
            st.html(paragraph(f"No place is known yet: geo-csp run --month {month}", "note"))
            return
        with st.form(f"form-{KEY}"):
            st.selectbox(
                "Place put forward",
                list(names),
                index=None,
                format_func=lambda code: names.get(code, code),
                key=f"{KEY}-place",
                placeholder="Type a street",
            )
            st.selectbox(
                "Put forward by",
                [partner.name for partner in at.data.profile.tasking.partners],
                index=None,
                key=f"{KEY}-organisation",
                accept_new_options=True,
                placeholder="Choose a partner or type its name",
            )
            st.text_area("Why", key=f"{KEY}-reason", height=80)
            st.form_submit_button("Put it forward", on_click=_add)


def _add() -> None:
    def write(at: Desk) -> str:
        given = {n: st.session_state[f"{KEY}-{n}"] or "" for n in ("place", "organisation")}
        reason = st.session_state[f"{KEY}-reason"] or ""
        register = at.to_write("voices")
        added = put_forward(register, **given, reason=reason, day=at.today, who=at.who)
        return f"proposal {added.number} is kept"

    if save(write):
        forget(KEY)


def _show_withdrawal(standing: Sequence[ToldProposal]) -> None:
    words = {each.proposal.number: f"{each.proposal.number}: {each.place}" for each in standing}
    with st.expander("Withdraw a proposal"), st.form("form-withdrawal"):
        st.selectbox(
            "Proposal",
            list(words),
            index=None,
            format_func=lambda number: words.get(number, str(number)),
            key="withdrawal-number",
        )
        st.form_submit_button("Withdraw it", on_click=_withdraw)


def _withdraw() -> None:
    def write(at: Desk) -> str:
        number = st.session_state["withdrawal-number"]
        if number is None:
            raise GeoCspError("choose the proposal")
        withdraw(at.to_write("voices"), number, at.who)
        return f"proposal {number} is withdrawn; it stays on record"

    if save(write):
        forget("withdrawal")
