"""One action at its own address: what was agreed, done and said, and what changed."""

from __future__ import annotations

import itertools

import streamlit as st

from geo_csp.disclosure.actions import ShownAction, released_actions
from geo_csp.drawing.action_cards import day_in_words, done_in_words
from geo_csp.drawing.facts import facts_html
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.tables import table_html
from geo_csp.drawing.ward_map import component_asset
from geo_csp.errors import GeoCspError
from geo_csp.pages import action_form, action_log
from geo_csp.pages.actions import BOARD, NEW
from geo_csp.pages.desk import NO_REGISTER, Desk, desk, say_what_was_saved
from geo_csp.pages.effects_shown import effects_of, show_effect
from geo_csp.pages.hotspot_choices import address
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import as_markdown, sentence_of
from geo_csp.pages.priority_choices import number_in_register
from geo_csp.register.actions import action_history
from geo_csp.register.agreed import FIELDS, STATUSES, changed_fields, in_words
from geo_csp.register.opening import Register
from geo_csp.vocabulary import OFFICIAL


def show() -> None:
    at = desk()
    line = marking_line("One action", at.data, at.viewer)
    st.html(f"<style>{component_asset('tasking.css')}{component_asset('hotspots.css')}</style>")
    st.html(link_html(address(BOARD, at.data, at.viewer), "All actions"))
    try:
        released = released_actions(at.data, at.viewer, at.register, at.today)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        st.info(as_markdown(sentence_of(str(refusal))))
        return
    line.say(released.marking)
    say_what_was_saved()
    asked = st.query_params.get("action", "")
    row = next((row for row in released.rows if str(row.action.number) == asked), None)
    if at.register is None:
        st.info(as_markdown(NO_REGISTER))
    elif asked == NEW and at.viewer.writes("actions"):
        _show_new(at)
    elif row is None:
        st.info("No action is chosen that is shown to you: choose one on the board.")
    else:
        _show_one(at, row, at.register)


def _show_new(at: Desk) -> None:
    st.header("A new action", anchor=False)
    asked = st.query_params
    begins = action_form.new_agreed(
        at,
        asked.get("place", ""),
        asked.get("partner", ""),
        number_in_register(at, asked.get("place", "")),
    )
    action_form.show_new(at, begins)


def _show_one(at: Desk, row: ShownAction, register: Register) -> None:
    st.header(as_markdown(row.agreed.what), anchor=False)
    left, right = st.columns([1, 1.1], gap="large")
    with left:
        st.html(facts_html(_facts(row)))
        if at.viewer.writes("actions"):
            with st.expander("Change this action", expanded=action_form.was_refused(row.action)):
                action_form.show_change(at, row.action)
        _show_history(register, row.action.number)
    with right:
        if effect := effects_of(at).get(row.action.number):
            st.subheader("Did it work?", anchor=False)
            show_effect(effect)
        action_log.show(at, row, register)


def _facts(row: ShownAction) -> dict[str, str]:
    agreed = row.agreed
    overdue = ", overdue" if row.is_overdue else ""
    facts = {
        FIELDS["place"]: row.place,
        FIELDS["owner"]: agreed.owner,
        FIELDS["partner"]: agreed.partner,
        FIELDS["status"]: STATUSES[agreed.status],
        FIELDS["starts"]: day_in_words(agreed.starts),
        FIELDS["ends"]: day_in_words(agreed.ends) if agreed.ends else "",
        FIELDS["review_on"]: day_in_words(agreed.review_on) + overdue,
        "Done so far": done_in_words(row.dosage).removeprefix("Done so far: "),
    }
    return {what: said for what, said in facts.items() if said}


def _show_history(register: Register, number: int) -> None:
    history = action_history(register, number)
    with st.expander(f"What changed, and who changed it: {len(history)}"):
        changes = ["agreed first"]
        for before, after in itertools.pairwise(history):
            fields = changed_fields(before.agreed, after.agreed)
            changes.append(
                "; ".join(f"{FIELDS[f]}: {in_words(f, after.agreed) or 'nothing'}" for f in fields)
            )
        table = {
            "When (UTC)": [f"{day_in_words(each.at.date())}, {each.at:%H:%M}" for each in history],
            "Who": [each.who for each in history],
            "What": changes,
        }
        st.html(table_html(table, f"Every version of action {number}, the first first"))


if __name__ == "__main__":
    show()
