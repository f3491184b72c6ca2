"""What the viewer chose of the list of priorities, and what belongs to each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from geo_csp.disclosure.actions import ShownAction, released_actions
from geo_csp.disclosure.priorities import FACTORS, Priority
from geo_csp.months import Month, in_words
from geo_csp.pages.desk import Desk
from geo_csp.pages.hotspot_choices import address, choose_month
from geo_csp.register.priorities import priorities, published_months

LIST, ONE, MEETING = "priorities", "priority", "meeting"
MOST = 100
POLICE_FOUND = "police-found"


@dataclass(frozen=True)
class ListChoices:
    """``weights``: None as long as they are the partnership's."""

    month: Month
    weights: Mapping[str, float] | None
    with_police_found: bool


def choose_list(at: Desk) -> ListChoices:
    own = {str(name): weight for name, weight in at.data.profile.tasking.weights.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        month = choose_month(at.data)
        with_police_found = st.checkbox(
            "With what police find by looking",
            value=True,
            key=POLICE_FOUND,
            bind="query-params",
            help="Drugs and weapons follow where the police look. Without them the list counts "
            "only what the public reported.",
        )
        with st.popover("What if?", icon=":material/tune:"):
            weights = _sliders(own)
    return ListChoices(month, weights if weights != own else None, with_police_found)


def _sliders(own: Mapping[str, float]) -> dict[str, float]:
    st.markdown(
        "What each reason counts for. Try other weights: the list is put in order anew, and "
        "nothing is kept."
    )
    tried = {
        name: st.slider(
            FACTORS[name],
            0.0,
            float(MOST),
            value=own[name],
            step=1.0,
            format="%g",
            key=_key(name),
            bind="query-params",
        )
        for name in FACTORS
    }
    st.button("Back to the partnership's weights", on_click=_back, args=(dict(own),))
    return tried


def _back(own: dict[str, float]) -> None:
    for name, weight in own.items():
        st.session_state[_key(name)] = weight


def _key(factor: str) -> str:
    return f"weight-{factor}"


def actions_by_place(at: Desk) -> Mapping[str, Sequence[ShownAction]]:
    """By the place's code; empty for who may not read actions."""
    if not at.viewer.reads("actions"):
        return {}
    found: dict[str, list[ShownAction]] = {}
    for row in released_actions(at.data, at.viewer, at.register, at.today).rows:
        found.setdefault(row.agreed.place, []).append(row)
    return found


def number_in_register(at: Desk, place: str) -> int | None:
    """Of the priority of a place as it was published last; None where it never was."""
    if at.register is None or not place:
        return None
    for month in reversed(published_months(at.register)):
        for each in priorities(at.register, month):
            if each.place == place:
                return each.number
    return None


def owners_by_place(
    found: Mapping[str, Sequence[ShownAction]],
) -> Mapping[str, Sequence[str]]:
    """Of the actions that are open."""
    return {
        place: [row.agreed.owner for row in rows if row.is_open] for place, rows in found.items()
    }


def address_of_priority(at: Desk, month: Month, priority: Priority) -> str:
    """Of its own page; "" for who is not shown which place it is."""
    if not priority.place_code:
        return ""
    return address(ONE, at.data, at.viewer, month=in_words(month), priority=priority.code)
