"""One priority at its own address: its score taken apart, its months and what was agreed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo_csp.disclosure import county_lines
from geo_csp.disclosure import hotspots as released_hotspots
from geo_csp.disclosure import priorities as released
from geo_csp.disclosure.actions import ShownAction
from geo_csp.disclosure.hotspots import months_run
from geo_csp.disclosure.priorities import (
    FACTORS,
    THEMES,
    Priority,
    ReleasedPriorities,
    percent,
    ward_names,
)
from geo_csp.drawing import charts
from geo_csp.drawing.action_cards import cards_html
from geo_csp.drawing.facts import facts_html
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.priority_list import (
    lead_in_words,
    owner_in_words,
    rank_in_words,
    where_in_words,
)
from geo_csp.drawing.priority_tables import HOW_IT_ADDS_UP, months_table, parts_table, score_table
from geo_csp.drawing.tables import table_html
from geo_csp.drawing.ward_map import component_asset
from geo_csp.errors import GeoCspError
from geo_csp.months import Month, Span, in_words, shift
from geo_csp.pages.actions import NEW, address_of_action
from geo_csp.pages.actions import ONE as ACTION
from geo_csp.pages.desk import Desk, desk
from geo_csp.pages.effects_shown import effects_of, show_effect
from geo_csp.pages.hotspot_choices import ONE as HOTSPOT_PAGE
from geo_csp.pages.hotspot_choices import address, category_labels, choose_month
from geo_csp.pages.lead_addresses import address_of_lead
from geo_csp.pages.made_at_start import say_why_none
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import as_markdown, paragraph, show_notices
from geo_csp.pages.priority_choices import (
    LIST,
    MEETING,
    ONE,
    actions_by_place,
    address_of_priority,
)
from geo_csp.pages.priority_map import show_priority_map
from geo_csp.vocabulary import OFFICIAL

TOP_STREETS = 10


def show() -> None:
    at = desk()
    line = marking_line("One priority", at.data, at.viewer)
    st.html(f"<style>{component_asset('hotspots.css')}{component_asset('tasking.css')}</style>")
    code = st.query_params.get(ONE, "")
    if not code or not at.data.coverage.months:
        line.say(OFFICIAL)
        st.info("No priority is chosen: choose one on the map or in the list.")
        st.html(link_html(address(LIST, at.data, at.viewer), "All priorities"))
        return
    month = choose_month(at.data)
    back = address(LIST, at.data, at.viewer, month=in_words(month))
    st.html(link_html(back, "All priorities"))
    try:
        found = released.priorities(at.data, at.viewer, month)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        say_why_none(at.data, month, refusal)
        return
    priority = next((each for each in found.priorities if each.code == code), None)
    if priority is None or not priority.place_code:
        line.say(OFFICIAL)
        _say_where_else(at, month, code)
        return
    line.say(found.marking)
    _show_one(at, found, priority)
    show_notices(found.notices)


def _say_where_else(at: Desk, month: Month, code: str) -> None:
    st.info(as_markdown(f"This is no priority that is shown to you in {in_words(month)}."))
    for other in reversed(months_run(at.data)):
        listed = released.priorities(at.data, at.viewer, other).priorities
        found = next((each for each in listed if each.code == code), None)
        if found is not None and (there := address_of_priority(at, other, found)):
            st.html(link_html(there, f"It was one in {in_words(other)}"))
            return


def _show_one(at: Desk, found: ReleasedPriorities, priority: Priority) -> None:
    st.header(as_markdown(f"{priority.rank}. {priority.place}"), anchor=False)
    rows = actions_by_place(at).get(priority.place_code, ())
    owners = [row.agreed.owner for row in rows if row.is_open]
    st.html(facts_html(_facts(at, priority)))
    st.html(paragraph(owner_in_words(priority, owners), "sentence"))
    left, right = st.columns([1, 1.15], gap="large")
    with left:
        show_priority_map(
            at,
            priority,
            key="one-priority",
            label=f"Map of {priority.place}: the outline of the place.",
        )
        _show_found_from(at, found.month, priority)
        _show_streets(priority)
    with right:
        _show_score(priority)
        _show_months(at, priority, found.month)
        _show_actions(at, found.month, priority, rows)


def _facts(at: Desk, priority: Priority) -> dict[str, str]:
    facts = {
        "Theme": THEMES[priority.theme],
        "Where": where_in_words(priority, ward_names(at.data)),
        "Rank": rank_in_words(priority).removeprefix("Rank "),
        "Suggested lead": lead_in_words(priority).removeprefix("Suggested lead: "),
        "Put forward by": ", ".join(priority.put_forward_by),
        "Found by police": f"{percent(priority.police_found_share)} of its harm is of offences "
        "that police find by looking"
        if priority.police_found_share
        else "",
    }
    return {what: said for what, said in facts.items() if said}


def _show_found_from(at: Desk, month: Month, priority: Priority) -> None:
    """The hotspots and leads that brought it here, each with its own page."""
    if not priority.found_from:
        return
    st.subheader("Where it comes from", anchor=False)
    known = {
        each.code: each for each in released_hotspots.hotspots(at.data, at.viewer, month).findings
    }
    signs = {each.code: each for each in county_lines.leads(at.data, at.viewer, month).leads}
    for code in priority.found_from:
        if hotspot := known.get(code):
            told = {"month": in_words(month), "hotspot": code}
            href = address(HOTSPOT_PAGE, at.data, at.viewer, **told)
            what = f"Hotspot: {category_labels(at.data)[hotspot.category].lower()}"
            st.html(link_html(href, what) + paragraph(hotspot.sentence, "note"))
        elif lead := signs.get(code):
            href = address_of_lead(at.data, at.viewer, month, code)
            what = f"Likely county-lines location, tier {lead.tier}"
            st.html(link_html(href, what) + paragraph(lead.sentence, "note"))


def _show_streets(priority: Priority) -> None:
    st.subheader("Its streets", anchor=False)
    top = priority.streets[:TOP_STREETS]
    listed = {"Street": [street for street, _ in top], "Count": [f"{n:,}" for _, n in top]}
    st.html(table_html(listed, f"Streets of {priority.place} with the most incidents"))
    if len(priority.streets) > TOP_STREETS:
        more = f"The first {TOP_STREETS} of {len(priority.streets)} streets."
        st.html(paragraph(more, "note"))


def _show_months(at: Desk, priority: Priority, month: Month) -> None:
    st.subheader("Month by month", anchor=False)
    window = Span(shift(month, 1 - at.data.profile.tasking.window), month)
    bars = charts.month_bars(months_table(priority), window, at.data.coverage.incomplete)
    st.vega_lite_chart(spec=charts.months_chart(bars), alt=charts.months_in_words(bars))
    words = f"Orange bars: the months that the list counts, {window.in_words()}."
    st.html(paragraph(f"{words} Dashed: incomplete months.", "note"))


def _show_score(priority: Priority) -> None:
    st.subheader("Why, and how the score adds up", anchor=False)
    why = "".join(f"{sentence} " for sentence in priority.why)
    st.html(paragraph(why.strip(), "said"))
    st.html(table_html(score_table(priority), f"The score of {priority.place}"))
    with st.expander("Every figure of it"):
        st.html(paragraph(HOW_IT_ADDS_UP, "note"))
        for factor in priority.factors:
            st.html(f"<h4>{FACTORS[factor.name]}</h4>")
            if factor.parts:
                caption = f"{FACTORS[factor.name]} of {priority.place}"
                st.html(f'<div class="geo-wide">{table_html(parts_table(factor), caption)}</div>')
            else:
                st.html(paragraph("Nothing counts here.", "note"))


def _show_actions(at: Desk, month: Month, priority: Priority, rows: Sequence[ShownAction]) -> None:
    if not at.viewer.reads("actions") or at.register is None:
        return
    st.subheader("What was agreed", anchor=False)
    if not rows:
        st.html(paragraph("No action was agreed for this place yet.", "note"))
    found = effects_of(at, month)
    for row in rows:
        st.html(cards_html([row], lambda each: address_of_action(at, each)))
        if effect := found.get(row.action.number):
            show_effect(effect)
    if at.viewer.writes("actions"):
        told = {"action": NEW, "place": priority.place_code, "partner": priority.partner}
        more = {"month": in_words(month)}
        add = address(ACTION, at.data, at.viewer, **told | more)
        step = address(MEETING, at.data, at.viewer, priority=priority.code, **more)
        links = link_html(add, "Add an action") + link_html(step, "Show it in the meeting view")
        st.html(f'<nav class="geo-ways">{links}</nav>')


if __name__ == "__main__":
    show()
