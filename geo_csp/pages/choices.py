"""What the viewer chose. Every choice lives in the address, so that a link reopens the same view.

Streamlit writes the label of an option into the address. Labels are therefore unique and lasting:
"Hate crime", "June 2025", "Central". Two defaults move with the data ("the newest month", "the same
month") and are left out of the address; a month that was picked stays that month.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing.legend import MEASURES
from geo_csp.geography.areas import areas
from geo_csp.months import Month, Span, in_words
from geo_csp.pages.data_sets import data_sets
from geo_csp.pages.entrance import RefusedError, enter
from geo_csp.roles import ROLES, Viewer

DATA_SETS = {"own": "Your own data", "open": "Open data", "demonstration": "Demonstration"}
NEWEST = "newest"
SAME = "same"
_FILTERS = ("category", "from", "to", "show", "locality", "ward")
_KEPT = "filters kept"


@dataclass(frozen=True)
class Choices:
    """``locality`` and ``ward`` are codes, None where none was chosen."""

    selection: str
    span: Span
    measure: str
    locality: str | None
    ward: str | None


def choose_data_set() -> DataSet:
    found = {data.name: data for data in data_sets()}
    name = st.selectbox(
        "Data", list(found), format_func=DATA_SETS.__getitem__, key="data", bind="query-params"
    )
    return found[name]


def choose_viewer(data: DataSet) -> None:
    """A role is chosen in the demonstration only; ``viewed`` says what it comes to."""
    if data.is_protected or not data.is_synthetic:
        return
    role = st.selectbox(
        "Looking as",
        list(ROLES),
        index=list(ROLES).index("partner"),
        format_func=lambda code: ROLES[code].phrase,
        key="role",
        bind="query-params",
    )
    if ROLES[role].ward_bound:
        names = ward_names(data)
        st.multiselect(
            "The team's wards",
            list(names),
            format_func=names.__getitem__,
            key="wards",
            bind="query-params",
            placeholder="Choose the team's wards",
        )


def viewed() -> tuple[DataSet, Viewer]:
    """What the frame's choices come to, for whoever may still come in: what is run again without
    its frame asks anew. Open data is public, so that anyone sees all of it, as a member of MATAC
    does.
    """
    data = next(data for data in data_sets() if data.name == st.session_state.data)
    try:
        visit = enter(data)
    except RefusedError:
        st.stop()
    if data.is_protected:
        return data, visit.viewer or st.stop()
    if not data.is_synthetic:
        return data, Viewer(ROLES["partner"])
    role = ROLES[st.session_state.role]
    return data, Viewer(role, frozenset(st.session_state.wards if role.ward_bound else ()))


def choose_figures(data: DataSet) -> Choices:
    """The row of filters over the map. They are as they were when the viewer comes back from
    another page of the app, whose address does not hold them.
    """
    for key, value in st.session_state.get(_KEPT, {}).items():
        st.session_state.setdefault(key, value)
    profile = data.profile
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        selection = _choose_selection(profile)
        span = _choose_months(data)
        measure = st.radio(
            "Show",
            list(MEASURES),
            format_func=MEASURES.__getitem__,
            key="show",
            bind="query-params",
            horizontal=True,
        )
        localities = _locality_names(profile)
        locality = _choose_area("Locality", localities, "locality", 135) if localities else None
        ward = _choose_area("Ward", ward_names(data), "ward", 165)
    st.session_state[_KEPT] = {
        key: st.session_state[key] for key in _FILTERS if key in st.session_state
    }
    return Choices(selection, span, measure, locality, ward)


def _choose_selection(profile: AreaProfile) -> str:
    labels = selection_labels(profile)
    return st.selectbox(
        "Category",
        list(labels),
        format_func=labels.__getitem__,
        key="category",
        bind="query-params",
        width=225,
    )


def selection_labels(profile: AreaProfile) -> dict[str, str]:
    """ "Acquisitive crime: burglary" stands under "Acquisitive crime"."""
    labels = {}
    for code, selection in profile.selections.items():
        is_part = selection.offence is not None
        part = f"{selection.group}: {_lower_first(selection.phrase)}"
        labels[code] = part if is_part else selection.phrase
    return labels


def _choose_months(data: DataSet) -> Span:
    months = list(reversed(data.coverage.months))
    newest = data.coverage.newest_complete or months[0]
    first = _choose_month("From", [NEWEST, *months], f"{in_words(newest)} (newest)", 195)
    last = _choose_month("To", [SAME, *months], "the same month", 147)
    first = newest if first == NEWEST else first
    last = first if last == SAME else last
    return Span(min(first, last), max(first, last))


def _choose_month(label: str, options: list[Month], default: str, width: int) -> Month:
    words = {option: in_words(option) for option in options[1:]} | {options[0]: default}
    return st.selectbox(
        label,
        options,
        format_func=words.__getitem__,
        key=label.lower(),
        bind="query-params",
        width=width,
    )


def _choose_area(label: str, names: dict[str, str], key: str, width: int) -> str | None:
    return st.selectbox(
        label,
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=key,
        bind="query-params",
        placeholder="All" if key == "locality" else "Type a name",
        width=width,
    )


@functools.lru_cache(maxsize=8)
def ward_names(data: DataSet) -> dict[str, str]:
    """Code to name, by name; a name that two wards share gets its code."""
    wards = areas(data.profile, "ward")
    times = Counter(wards.names)
    named = zip(wards.codes, wards.names, strict=True)
    labels = {code: name if times[name] == 1 else f"{name} ({code})" for code, name in named}
    return dict(sorted(labels.items(), key=lambda item: item[1]))


def _locality_names(profile: AreaProfile) -> dict[str, str]:
    return {locality.code: locality.name for locality in profile.localities}


def pick_ward(key: str) -> Callable[[], None]:
    """What a click on the map ``key`` does: choose the ward, or let it go if it was chosen."""

    def picked() -> None:
        code = st.session_state[key].clicked
        st.session_state.ward = None if st.session_state.get("ward") == code else code

    return picked


def _lower_first(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]
