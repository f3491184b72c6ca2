"""The meeting view, for the projector: what was carried over, then one priority at a time."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo_csp.disclosure import priorities as released
from geo_csp.disclosure.actions import ReleasedActions, released_actions
from geo_csp.disclosure.priorities import THEMES, Priority, ReleasedPriorities, ward_names
from geo_csp.drawing.action_cards import cards_html
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.meeting_slide import slide_html
from geo_csp.drawing.ward_map import component_asset
from geo_csp.errors import GeoCspError
from geo_csp.pages.actions import BOARD, address_of_action
from geo_csp.pages.desk import NO_REGISTER, Desk, desk, say_what_was_saved
from geo_csp.pages.effects_shown import effects_of, show_effect
from geo_csp.pages.hotspot_choices import address, choose_month
from geo_csp.pages.made_at_start import say_why_none
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.meeting_form import show_decision
from geo_csp.pages.plain_text import as_markdown, notice_list, paragraph, sentence_of
from geo_csp.pages.priority_choices import LIST, actions_by_place, address_of_priority
from geo_csp.pages.priority_map import show_priority_map
from geo_csp.vocabulary import OFFICIAL

TOP = 10
STEP = "priority"


def show() -> None:
    at = desk()
    line = marking_line("Meeting view", at.data, at.viewer)
    sheets = ("hotspots.css", "tasking.css", "meeting.css")
    st.html(f"<style>{''.join(component_asset(sheet) for sheet in sheets)}</style>")
    if not at.data.coverage.months:
        line.say(OFFICIAL)
        st.info("No month is loaded yet.")
        return
    way = st.container(horizontal=True, vertical_alignment="bottom", key="way")
    with way:
        month = choose_month(at.data)
    try:
        agreed = released_actions(at.data, at.viewer, at.register, at.today)
        found = released.priorities(at.data, at.viewer, month)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        say_why_none(at.data, month, refusal)
        return
    line.say(agreed.marking if agreed.rows else found.marking)
    say_what_was_saved()
    steps = ["", *(each.code for each in found.priorities[:TOP])]
    asked = st.query_params.get(STEP, "")
    now = steps.index(asked) if asked in steps else 0
    with way:
        _show_way(now, steps)
    with st.container(key="meeting"):
        if now == 0:
            _show_carried_over(at, agreed, found)
        else:
            _show_step(at, found, found.priorities[now - 1], steps[now + 1 : now + 2])


def go_to(code: str) -> None:
    if code:
        st.query_params[STEP] = code
    else:
        st.query_params.pop(STEP, None)


def _show_way(now: int, steps: Sequence[str]) -> None:
    last = len(steps) - 1
    st.button(
        "Before",
        icon=":material/arrow_back:",
        disabled=now == 0,
        on_click=go_to,
        args=(steps[max(now - 1, 0)],),
    )
    st.button(
        "Next",
        icon=":material/arrow_forward:",
        disabled=now == last,
        on_click=go_to,
        args=(steps[min(now + 1, last)],),
        type="primary",
    )
    first = f"First what was agreed before; {last} priorities follow"
    st.html(paragraph(f"Priority {now} of {last}" if now else first, "step"))


def _show_carried_over(at: Desk, agreed: ReleasedActions, found: ReleasedPriorities) -> None:
    st.header("Carried over from earlier months", anchor=False)
    if at.register is None:
        st.info(as_markdown(NO_REGISTER))
        return
    st.html(paragraph(agreed.sentence, "sentence"))
    effects = effects_of(at, found.month)
    columns = st.columns(2, gap="medium")
    for number, row in enumerate(agreed.carried_over()):
        with columns[number % 2]:
            st.html(cards_html([row], lambda each: address_of_action(at, each)))
            if effect := effects.get(row.action.number):
                show_effect(effect)
    links = {"All actions": BOARD, "The list and its map": LIST}
    ways = (link_html(address(page, at.data, at.viewer), words) for words, page in links.items())
    st.html(f'<nav class="geo-ways">{"".join(ways)}</nav>' + notice_list(found.notices))


def _show_step(
    at: Desk, found: ReleasedPriorities, priority: Priority, following: Sequence[str]
) -> None:
    rows = actions_by_place(at).get(priority.place_code, ())
    owners = [row.agreed.owner for row in rows if row.is_open]
    told, beside = st.columns([1.25, 1], gap="large")
    with told:
        st.header(as_markdown(f"{priority.rank}. {priority.place}"), anchor=False)
        st.html(slide_html(priority, ward_names(at.data), owners))
        more = address_of_priority(at, found.month, priority)
        st.html(link_html(more, "How the score adds up, months and streets"))
    with beside:
        show_priority_map(
            at,
            priority,
            key="meeting-map",
            label=f"Map of {priority.place}, {sentence_of(THEMES[priority.theme])}",
        )
    effects = effects_of(at, found.month)
    left, right = st.columns([1, 1], gap="large")
    with left:
        st.subheader("What was agreed before", anchor=False)
        if not rows:
            st.html(paragraph("Nothing yet for this place.", "said"))
        for row in rows:
            st.html(cards_html([row], lambda each: address_of_action(at, each)))
            if effect := effects.get(row.action.number):
                show_effect(effect)
    with right:
        if at.register is None:
            st.info(as_markdown(NO_REGISTER))
        elif at.viewer.writes("actions"):
            show_decision(at, priority, following[0] if following else priority.code, go_to)


if __name__ == "__main__":
    show()
