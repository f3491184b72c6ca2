"""What an action did, on the pages of the action and of its priority."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from geo_csp.disclosure.hotspots import months_run
from geo_csp.disclosure.priorities import Effect, effects
from geo_csp.drawing.effect_figures import areas_table, change_table, verdict_html
from geo_csp.drawing.tables import table_html
from geo_csp.errors import GeoCspError
from geo_csp.months import Month
from geo_csp.pages.desk import Desk


def effects_of(at: Desk, month: Month | None = None) -> Mapping[int, Effect]:
    """By the action's number, as the month's run found it; of the newest run without a month.
    Nothing where no run can be read: the list itself says why.
    """
    newest = month or max(months_run(at.data), default=None)
    if newest is None or at.register is None:
        return {}
    try:
        return {each.action: each for each in effects(at.data, at.viewer, newest).effects}
    except GeoCspError:
        return {}


def show_effect(effect: Effect) -> None:
    st.html(verdict_html(effect))
    with st.expander("How that was found"):
        caption = f"The effect of action {effect.action}"
        st.html(table_html(change_table(effect), caption))
        if effect.treated:
            st.html(table_html(areas_table(effect), "The place, and those it is compared with"))
