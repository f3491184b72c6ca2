"""What the meeting decides about one priority, kept as an action; then the next one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from geo_csp.disclosure.priorities import Priority
from geo_csp.drawing.action_cards import day_in_words
from geo_csp.pages.action_form import check_place, forget, new_agreed
from geo_csp.pages.desk import Desk, save
from geo_csp.pages.priority_choices import number_in_register
from geo_csp.pages.typed_day import day_of, typed_day
from geo_csp.register.actions import add_action
from geo_csp.register.agreed import FIELDS, Agreed


def show_decision(
    at: Desk, priority: Priority, following: str, go_to: Callable[[str], None]
) -> None:
    """``following``: the code of the priority that is shown when it is kept."""
    key = f"decided-{priority.code}"
    number = number_in_register(at, priority.place_code)
    begins = new_agreed(at, priority.place_code, priority.partner, number)
    st.session_state.setdefault(f"{key}-partner", begins.partner)
    st.subheader("What is decided", anchor=False)
    with st.form(f"form-{key}"):
        st.text_area(FIELDS["what"], key=f"{key}-what", height=100)
        with st.container(horizontal=True):
            st.text_input(FIELDS["owner"], key=f"{key}-owner", width=260)
            st.text_input(FIELDS["partner"], key=f"{key}-partner", width=260)
            typed_day(FIELDS["review_on"], f"{key}-review_on", begins.review_on)
        st.form_submit_button(
            "Keep it and go on",
            type="primary",
            on_click=_keep,
            args=(key, begins, following, go_to),
        )


def _keep(key: str, begins: Agreed, following: str, go_to: Callable[[str], None]) -> None:
    def write(at: Desk) -> str:
        register = at.to_write("actions")
        typed = {name: st.session_state[f"{key}-{name}"] for name in ("what", "owner", "partner")}
        review_on = day_of(st.session_state[f"{key}-review_on"], FIELDS["review_on"])
        agreed = replace(begins, **typed, review_on=review_on)
        check_place(at, agreed)
        kept = add_action(register, agreed, at.who)
        return (
            f"action {kept.number} is kept: {kept.agreed.owner} reports on "
            f"{day_in_words(kept.agreed.review_on)}"
        )

    if save(write):
        forget(key)
        go_to(following)
