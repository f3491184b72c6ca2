"""The map of the wards: choose, ask the release, show the same in a map, a sentence and a table."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo_csp.disclosure.attribution import attribution
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing.area_figures import unknown_figures
from geo_csp.drawing.legend import legend
from geo_csp.drawing.outlines import base_map_key
from geo_csp.drawing.ward_map import area_looks, map_data, zoom_places
from geo_csp.errors import GeoCspError, NotLoadedError
from geo_csp.geography.areas import areas
from geo_csp.pages import one_ward
from geo_csp.pages.choices import Choices, choose_figures, pick_ward, viewed
from geo_csp.pages.downloads import downloads
from geo_csp.pages.live_map import live_map, outlines_address
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import as_markdown, sentence_of
from geo_csp.pages.view import View, title, view, wards_of
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL

MAP_KEY = "map"


def show() -> None:
    data, viewer = viewed()
    line = marking_line("Map", data, viewer)
    if not data.coverage.months:
        line.say(OFFICIAL)
        st.info("No month is loaded yet.")
        return
    chosen = choose_figures(data)
    try:
        shown = view(data, viewer, chosen)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        st.warning(as_markdown(sentence_of(str(refusal))))
        if isinstance(refusal, NotLoadedError):
            _show_map(data, chosen, _looks_without_figures(data, chosen))
    else:
        line.say(one_ward.marking(data, viewer, shown.released, chosen.ward))
        _show_released(data, viewer, shown, chosen)


def _show_released(data: DataSet, viewer: Viewer, shown: View, chosen: Choices) -> None:
    beside, told = st.columns([1.75, 1], gap="medium")
    with beside:
        _show_map(data, chosen, shown.looks)
    with told:
        st.html(shown.told)
        downloads(data, shown, title(data, chosen))
    if chosen.ward:
        row = next(row for row in shown.rows if row.code == chosen.ward)
        one_ward.show(data, viewer, chosen, row)
    where = next((x.name for x in data.profile.localities if x.code == chosen.locality), "")
    heading = f"The same in a table{f': wards of {where}' if where else ''}"
    st.subheader(as_markdown(heading), anchor=False)
    st.html(shown.table)


def _show_map(data: DataSet, chosen: Choices, looks: dict[str, dict[str, Any]]) -> None:
    within = wards_of(data, chosen.locality)
    scale = legend(data.profile, chosen.selection, chosen.measure)
    live_map(
        MAP_KEY,
        map_data(
            outlines=outlines_address(data.profile),
            label=f"Map: {title(data, chosen)}. {scale.title}. {len(looks)} wards: "
            "arrow keys move from ward to ward, Enter chooses one. The table says the same.",
            areas=looks,
            credits=f"{base_map_key(data.profile)} {attribution(data)}".strip(),
            selected=chosen.ward,
            within=within,
            frame=within,
            places=zoom_places(data.profile.folder),
        ),
        on_pick=pick_ward(MAP_KEY),
    )


def _looks_without_figures(data: DataSet, chosen: Choices) -> dict[str, dict[str, Any]]:
    rows = unknown_figures(areas(data.profile, "ward"), "not loaded")
    scale = legend(data.profile, chosen.selection, chosen.measure)
    return area_looks(rows, scale, len(chosen.span))


if __name__ == "__main__":
    show()
