"""The map of the wards: choose, ask the release, show the same in a map, a sentence and a table."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure import release
from geo_csp.disclosure.export import full_marking
from geo_csp.disclosure.release import DataSet, Release
from geo_csp.drawing.area_figures import (
    AreaFigures,
    area_figures,
    screen_table,
    unknown_figures,
    why_none_compared,
)
from geo_csp.drawing.legend import Legend, legend, legend_html
from geo_csp.drawing.tables import table_html
from geo_csp.drawing.ward_map import area_looks, map_data
from geo_csp.errors import GeoCspError, NotLoadedError
from geo_csp.geography.areas import areas
from geo_csp.pages import one_ward
from geo_csp.pages.choices import Choices, choose_figures, pick_ward, selection_labels, viewed
from geo_csp.pages.downloads import downloads
from geo_csp.pages.live_map import live_map, outlines_address
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import as_markdown, notice_list, paragraph, sentence_of
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL

MAP_KEY = "map"
BASE_MAP_KEY = "Brown lines are main roads, dashed ones railways, blue ones rivers, all simplified."


def show() -> None:
    data, viewer = viewed()
    line = marking_line("Map", data, viewer)
    if not data.coverage.months:
        line.say(OFFICIAL)
        st.info("No month is loaded yet.")
        return
    chosen = choose_figures(data)
    scale = legend(data.profile, chosen.selection, chosen.measure)
    try:
        released = release.figures(data, viewer, "ward", chosen.selection, chosen.span)
    except NotLoadedError as refusal:
        line.say(OFFICIAL)
        st.warning(as_markdown(sentence_of(str(refusal))))
        _show_map(data, _without_figures(data), chosen, scale)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        st.warning(as_markdown(sentence_of(str(refusal))))
    else:
        line.say(one_ward.marking(data, viewer, released, chosen.ward))
        _show_released(data, viewer, released, chosen, scale)


def _show_released(
    data: DataSet, viewer: Viewer, released: Release, chosen: Choices, scale: Legend
) -> None:
    rows = area_figures(released.table)
    beside, told = st.columns([1.75, 1], gap="medium")
    with beside:
        _show_map(data, rows, chosen, scale)
    with told:
        # One element, not three: each is a message of its own to every viewer.
        st.html(
            paragraph(released.sentence, "sentence")
            + legend_html(scale)
            + notice_list(released.notices)
        )
        downloads(data, released, rows, scale, _title(data, chosen))
    if chosen.ward:
        row = next(row for row in rows if row.code == chosen.ward)
        one_ward.show(data, viewer, chosen, row)
    _show_table(data, rows, chosen, released)


def _show_map(data: DataSet, rows: list[AreaFigures], chosen: Choices, scale: Legend) -> None:
    within = _wards_of(data, chosen.locality)
    live_map(
        MAP_KEY,
        map_data(
            outlines=outlines_address(data.profile),
            label=f"Map: {_title(data, chosen)}. {scale.title}. {len(rows)} wards: "
            "arrow keys move from ward to ward, Enter chooses one. The table says the same.",
            areas=area_looks(rows, scale, len(chosen.span)),
            credits=f"{BASE_MAP_KEY} {data.profile.attribution}",
            selected=chosen.ward,
            within=within,
            frame=within,
        ),
        on_pick=pick_ward(MAP_KEY),
    )


def _show_table(data: DataSet, rows: list[AreaFigures], chosen: Choices, released: Release) -> None:
    within = _wards_of(data, chosen.locality)
    listed = [row for row in rows if within is None or row.code in within]
    where = next((x.name for x in data.profile.localities if x.code == chosen.locality), "")
    title = f"The same in a table{f': wards of {where}' if where else ''}"
    st.subheader(as_markdown(title), anchor=False)
    why = why_none_compared(listed)
    caption = f"{_title(data, chosen)}, ward by ward. {full_marking(released)}"
    st.html(
        (paragraph(sentence_of(f"against a year before: {why}"), "note") if why else "")
        + table_html(screen_table(listed, chosen.measure, "Ward"), caption)
    )


def _wards_of(data: DataSet, locality: str | None) -> list[str] | None:
    return next((list(x.wards) for x in data.profile.localities if x.code == locality), None)


def _title(data: DataSet, chosen: Choices) -> str:
    return f"{selection_labels(data.profile)[chosen.selection]}, {chosen.span.in_words()}"


def _without_figures(data: DataSet) -> list[AreaFigures]:
    return unknown_figures(areas(data.profile, "ward"), "not loaded")


if __name__ == "__main__":
    show()
