"""Where the meeting writes: the register of the data set that is shown, and by what name.

Each data set has a register of its own, or none. A page's form is sent before the page runs again,
so whoever saves asks for the desk anew.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from geo_csp.disclosure.release import DataSet
from geo_csp.errors import GeoCspError, NotReleasedError
from geo_csp.months import shift
from geo_csp.pages.choices import viewed
from geo_csp.pages.entrance import enter
from geo_csp.pages.own_register import own_register
from geo_csp.pages.plain_text import as_markdown, sentence_of
from geo_csp.register.opening import Register, open_register
from geo_csp.roles import ROLES, Viewer

HERE = "this computer"
NO_REGISTER = (
    "The open data that comes with geo_csp is replaced with each version, so nothing is kept "
    "beside it. What your meeting agrees is kept with your own data: load your months into your "
    "own store (geo-csp load). To try it, choose the demonstration."
)
MADE_UP = "What is written here stays with the demonstration, until it is made anew."
# In the demonstration it is this day of the month after its newest: the day of the meeting.
_MEETING_DAY = 15
_SAID = "said after saving"


@dataclass(frozen=True)
class Desk:
    """``register``: None where nothing is kept. ``who``: the subject that signed in, the role in
    the demonstration, else this computer. One moment's: not kept over a rerun.
    """

    data: DataSet
    viewer: Viewer
    register: Register | None
    who: str
    today: date

    def to_write(self, part: str) -> Register:
        """Raises NotReleasedError for a role that may not write in this part of the register."""
        if self.register is None or not self.viewer.writes(part):
            raise NotReleasedError(f"as {self.viewer.role.phrase} you may not write here")
        return self.register


def desk(*, begins: bool = True) -> Desk:
    """For whoever may come in. Figures of open data are everybody's; what a meeting wrote beside
    them is not, so there the role of whoever signed in counts. ``begins``: a register is made where
    there is none yet.
    """
    data, viewer = viewed()
    visit = enter(data)
    if data.name == "demonstration":
        return Desk(data, viewer, _opened(data.store), viewer.role.phrase, _made_up_today(data))
    if data.name != "own":
        return Desk(data, viewer, None, "", today())
    register = own_register(is_needed=begins or data.is_protected)
    if visit.identity is not None:
        return Desk(data, visit.viewer or st.stop(), register, visit.who, today())
    if data.is_synthetic:
        return Desk(data, viewer, register, viewer.role.phrase, today())
    return Desk(data, Viewer(ROLES["analyst"]), register, HERE, today())


@functools.lru_cache(maxsize=4)
def _opened(store: Path) -> Register:
    return open_register(store)


def save(write: Callable[[Desk], str]) -> bool:
    """What a button does: ``write`` gives the words that are said once it is kept."""
    try:
        _say_next("done", write(desk()))
    except GeoCspError as refusal:
        _say_next("refused", str(refusal))
        return False
    return True


def say_what_was_saved() -> None:
    """Once, at the next run."""
    how, words = st.session_state.pop(_SAID, ("", ""))
    if how == "done":
        st.success(as_markdown(sentence_of(words)))
    elif how:
        st.error(as_markdown(sentence_of(words)))


def _say_next(how: str, words: str) -> None:
    st.session_state[_SAID] = (how, words)


def today() -> date:
    return date.today()


def _made_up_today(data: DataSet) -> date:
    """Its actions and their reviews are made up for the time of its incidents."""
    newest = data.coverage.newest_complete
    if newest is None:
        return today()
    return date.fromisoformat(f"{shift(newest, 1)}-{_MEETING_DAY}")
