"""The audit's lines of what is looked at and taken away, of data that are shown after sign-in only.

A line is written before what it tells is done: if it cannot be written, nothing is shown or taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from geo_csp.disclosure.release import DataSet
from geo_csp.errors import NotReleasedError
from geo_csp.pages.entrance import Visit, enter, is_still
from geo_csp.pages.own_register import own_register
from geo_csp.register.audit import Entry, record
from geo_csp.register.opening import Register
from geo_csp.vocabulary import OFFICIAL_SENSITIVE

AUDIT_PAGE = "Audit"
PUBLISHED = "published figures, OFFICIAL"
_CHOICES = (
    *("category", "from", "to", "show", "locality", "ward"),
    *("about", "month", "hotspot", "quarter", "shown", "priority", "action", "number"),
    *("who", "kind", "first", "last"),
)
_LAST = "view that was audited last"


def note_view(data: DataSet, page: str, marking: str) -> None:
    """One line for each view that is not the one before it: a rerun is no further look."""
    register, who = own_register(is_needed=data.is_protected), enter(data).who
    if register is None or not who or not (data.is_protected or page == AUDIT_PAGE):
        return
    given = {name: st.session_state.get(name) or st.query_params.get(name) for name in _CHOICES}
    chosen = {name: str(value) for name, value in given.items() if value}
    told = {"data": data.version[:8], "newest": data.coverage.newest_complete, "marking": marking}
    view = (page, told | chosen)
    if st.session_state.get(_LAST) != view:
        record(register, Entry(who, "consultation", *view))
        st.session_state[_LAST] = view


def why_taken(data: DataSet, marking: str, key: str) -> str | None:
    """What is to be written into the audit as the reason; None as long as it is not given."""
    if not data.is_protected or marking != OFFICIAL_SENSITIVE:
        return PUBLISHED
    given = st.text_input(
        "Why is it taken away, and for whom?",
        key=f"why-{key}",
        max_chars=500,
        help="The law asks for it (Data Protection Act 2018 s.62). It is kept in the audit.",
        placeholder="MATAC of 12 January, for its members",
    )
    return given.strip() or None


def taken(
    data: DataSet, about: str, chosen: Mapping[str, Any], why: str, make: Callable[[], bytes]
) -> Callable[[], bytes]:
    """``make`` for a download button, which runs it after the page was shown: whoever may no longer
    come in gets nothing.
    """
    register = own_register(is_needed=data.is_protected)
    if not data.is_protected or register is None:
        return make
    visit = enter(data)
    entry = Entry(visit.who, "disclosure", about, chosen, justification=why)
    return noted_first(register, visit, entry, make)


def noted_first(
    register: Register, visit: Visit, entry: Entry, make: Callable[[], bytes]
) -> Callable[[], bytes]:
    def made() -> bytes:
        if not is_still(visit):
            raise NotReleasedError("this page is no longer open to you: load it again")
        record(register, entry)
        return make()

    return made
