"""The actions board: what was agreed, whose it is, when it is looked at again, what is overdue."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure import actions_export
from geo_csp.disclosure.actions import ReleasedActions, ShownAction, released_actions
from geo_csp.disclosure.taken_away import full_marking
from geo_csp.drawing.action_cards import (
    ARRANGEMENTS,
    STATUS,
    arranged,
    board_html,
    board_table,
    day_in_words,
)
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.tables import table_html
from geo_csp.drawing.ward_map import component_asset
from geo_csp.errors import GeoCspError
from geo_csp.pages.audited import taken, why_taken
from geo_csp.pages.desk import MADE_UP, NO_REGISTER, Desk, desk, say_what_was_saved
from geo_csp.pages.hotspot_choices import address
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import as_markdown, paragraph, sentence_of
from geo_csp.vocabulary import OFFICIAL

BOARD, ONE, NEW = "actions", "action", "new"


def show() -> None:
    at = desk()
    line = marking_line("Actions", at.data, at.viewer)
    st.html(f"<style>{component_asset('tasking.css')}{component_asset('hotspots.css')}</style>")
    try:
        released = released_actions(at.data, at.viewer, at.register, at.today)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        st.info(as_markdown(sentence_of(str(refusal))))
        return
    line.say(released.marking)
    say_what_was_saved()
    if at.register is None:
        st.info(as_markdown(NO_REGISTER))
        return
    st.html(paragraph(released.sentence, "sentence"))
    st.html(ways_on(at))
    if released.rows:
        _show_board(at, released)
        _download(at, released)
    if at.data.is_synthetic:
        st.html(paragraph(f"{MADE_UP} Here it is {day_in_words(at.today)}.", "note"))


def ways_on(at: Desk) -> str:
    """Links to what belongs to the meeting, for those who may see it."""
    ways = [("Meeting view", "meeting")]
    if at.viewer.writes("actions"):
        ways.insert(0, ("Add an action", f"{ONE}:{NEW}"))
    if at.viewer.reads("voices"):
        ways += [("Reports of residents and partners", "voices"), ("Case reviews", "case-reviews")]
    links = (
        link_html(address(page.partition(":")[0], at.data, at.viewer, **_asked(page)), words)
        for words, page in ways
    )
    return f'<nav class="geo-ways" aria-label="For the meeting">{"".join(links)}</nav>'


def _asked(page: str) -> dict[str, str]:
    return {"action": NEW} if page.endswith(NEW) else {}


def address_of_action(at: Desk, row: ShownAction) -> str:
    return address(ONE, at.data, at.viewer, action=str(row.action.number))


def _show_board(at: Desk, released: ReleasedActions) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        by = st.selectbox(
            "Arranged by",
            list(ARRANGEMENTS),
            index=list(ARRANGEMENTS).index(STATUS),
            format_func=ARRANGEMENTS.__getitem__,
            key="arranged",
            bind="query-params",
            width=225,
        )
        closed = st.checkbox("With those done or stopped", key="closed", bind="query-params")
    groups = arranged(released, by, closed=closed)
    st.html(board_html(groups, lambda row: address_of_action(at, row)))
    st.subheader("The same in a table", anchor=False)
    listed = [row for rows in groups.values() for row in rows]
    caption = f"Actions, by {ARRANGEMENTS[by].lower()}. {full_marking(released)}"
    st.html(table_html(board_table(listed), caption))


def _download(at: Desk, released: ReleasedActions) -> None:
    if "csv" not in released.forms:
        return
    why = why_taken(at.data, released.marking, "actions")
    told = {"actions": len(released.rows), "form": "csv"}
    st.download_button(
        "CSV of all actions",
        taken(at.data, "actions", told, why or "", lambda: actions_export.csv_bytes(released)),
        disabled=why is None,
        file_name=actions_export.file_name(released),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download-actions",
    )


if __name__ == "__main__":
    show()
