"""The live map as a part of a page: what geo_csp.drawing made, and the code that was clicked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo_csp.area_profile import AreaProfile
from geo_csp.drawing.ward_map import COMPONENT_HTML, component_asset, outlines_module

_component = st.components.v2.component(
    "geo_csp_map",
    html=COMPONENT_HTML,
    css=component_asset("map.css"),
    js=component_asset("map.js") + component_asset("hotspots.js"),
)


def outlines_address(profile: AreaProfile) -> str:
    return f"outlines/{outlines_module(profile.folder).version}.js"


def live_map(key: str, data: dict[str, Any], on_pick: Callable[[], None] | None = None) -> None:
    """``on_pick`` reads what was clicked from ``st.session_state[key].clicked``."""
    _component(key=key, data=data, on_clicked_change=on_pick or _nothing)


def _nothing() -> None: ...
