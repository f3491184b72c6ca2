"""Which month and category of hotspots the viewer chose, and the addresses of the pages of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo_csp.disclosure.hotspots import months_run
from geo_csp.disclosure.release import DataSet
from geo_csp.months import Month, in_words
from geo_csp.pages.choices import DATA_SETS, NEWEST, selection_labels, ward_names
from geo_csp.pages.data_sets import data_sets
from geo_csp.roles import Viewer

LIST, ONE, HELD = "hotspots", "hotspot", "how-well-it-worked"
HOTSPOT = "hotspot"
# As the frame chooses in the demonstration.
USUAL_ROLE = "partner"
ALL = "every"
ALL_WORDS = "All categories"
_KEPT = "hotspot filters kept"


def choose_month_and_category(data: DataSet, *, whole: bool) -> tuple[Month, str | None]:
    """``whole``: whether all categories together may be chosen, told as None. Both choices are as
    they were when the viewer comes back from another page. The category goes by another name than
    on the map of the wards, which has more to choose from.
    """
    for key, value in st.session_state.get(_KEPT, {}).items():
        st.session_state.setdefault(key, value)
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        labels = category_labels(data)
        category = st.selectbox(
            "Category",
            [*([ALL] if whole else []), *labels],
            format_func=({ALL: ALL_WORDS} | labels).__getitem__,
            key="about",
            bind="query-params",
            width=225,
        )
        month = choose_month(data)
    st.session_state[_KEPT] = {"month": st.session_state.month} | (
        {"about": category} if whole else {}
    )
    return month, None if category == ALL else category


def choose_month(data: DataSet) -> Month:
    """Of all months that are loaded: the page says so where one was not run."""
    newest = max(
        months_run(data), default=data.coverage.newest_complete or data.coverage.months[-1]
    )
    months = list(reversed(data.coverage.months))
    words = {month: in_words(month) for month in months} | {NEWEST: f"{in_words(newest)} (newest)"}
    chosen = st.selectbox(
        "Month",
        [NEWEST, *months],
        format_func=words.__getitem__,
        key="month",
        bind="query-params",
        width=225,
    )
    return newest if chosen == NEWEST else chosen


def category_labels(data: DataSet) -> dict[str, str]:
    """Of the categories that are scanned, by code."""
    labels = selection_labels(data.profile)
    return {code: labels[code] for code in data.profile.hotspots.categories}


def address(page: str, data: DataSet, viewer: Viewer, **more: str | None) -> str:
    """Of a page, whose data, who looks, and ``more`` where given. Links are followed by the browser
    and not by Streamlit, whose own lose the choices that are bound to widgets on the way.
    """
    told: dict[str, Any] = {}
    # Streamlit takes what is chosen anyway out of the address, and the way back would end there.
    if data != data_sets()[0]:
        told["data"] = DATA_SETS[data.name]
    if data.is_synthetic:
        told["role"] = "" if viewer.role.code == USUAL_ROLE else viewer.role.phrase
        names = ward_names(data)
        told["wards"] = [names[ward] for ward in sorted(viewer.wards)]
    return f"{page}?" + urlencode({k: v for k, v in (told | more).items() if v}, doseq=True)


def address_of_one(
    data: DataSet, viewer: Viewer, month: Month, code: str, about: str | None = None
) -> str:
    """It names its month, so that it shows the same when a newer month is run; ``about``: the label
    of the category that the list showed.
    """
    return address(ONE, data, viewer, month=in_words(month), about=about, **{HOTSPOT: code})
