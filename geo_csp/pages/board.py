"""The board's quarter on one screen: each locality at a glance, what was escalated, what worked."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo_csp.disclosure import trends as released_trends
from geo_csp.disclosure.release import DataSet
from geo_csp.disclosure.trends import ReleasedBoard, Trend
from geo_csp.drawing.board_map import locality_looks
from geo_csp.drawing.board_table import board_table_html, key_html, reasons
from geo_csp.drawing.outlines import map_credits
from geo_csp.drawing.ward_map import component_asset, map_data, zoom_places
from geo_csp.errors import GeoCspError
from geo_csp.months import parse_quarter, quarter_in_words
from geo_csp.pages import board_beside, board_meeting, one_locality
from geo_csp.pages.choices import viewed
from geo_csp.pages.desk import desk, say_what_was_saved
from geo_csp.pages.hotspot_choices import address
from geo_csp.pages.live_map import live_map, outlines_address
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.pack_button import board_buttons
from geo_csp.pages.plain_text import as_markdown, paragraph, sentence_of, show_notices
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL

PAGE = "board"
MAP_KEY = "board-map"
MAP_KEY_WORDS = (
    "Each ward has the symbol of its locality in the table. Brown: up; blue: down; dark: "
    "exceptional. Hatched: not comparable, or no figure that is shown."
)
NEWEST = "newest"


def show() -> None:
    data, viewer = viewed()
    line = marking_line("Board", data, viewer)
    st.html(f"<style>{component_asset('board.css')}</style>")
    say_what_was_saved()
    if not data.coverage.months:
        line.say(OFFICIAL)
        st.info("No month is loaded yet.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        quarter = _choose_quarter(data)
        locality = _choose_locality(data)
    try:
        released = released_trends.board(data, viewer, quarter)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        st.warning(as_markdown(sentence_of(str(refusal))))
        return
    line.say(released.marking)
    if locality:
        one_locality.show(data, released, locality, address_of(data, viewer, quarter))
    else:
        _show_all(data, viewer, released)
    of_wards = one_locality.notes(data, released, locality) if locality else ()
    show_notices((*of_wards, *reasons(released.rows), *released.notices))
    board_beside.downloads(data, released)
    board_buttons(desk(begins=False), released.quarter)


def _choose_quarter(data: DataSet) -> str:
    newest = released_trends.newest_quarter(data)
    assert newest is not None
    quarters = list(reversed(released_trends.quarters(data)))
    words = {each: _in_words(each) for each in quarters}
    words[NEWEST] = f"{_in_words(newest)} (newest whole)"
    chosen = st.selectbox(
        "Quarter",
        [NEWEST, *quarters],
        format_func=words.__getitem__,
        key="quarter",
        bind="query-params",
        width=320,
    )
    return newest if chosen == NEWEST else chosen


def _in_words(quarter: str) -> str:
    return f"{quarter_in_words(parse_quarter(quarter))}"


def _choose_locality(data: DataSet) -> str | None:
    names = {each.code: each.name for each in data.profile.localities}
    if not names:
        return None
    return st.selectbox(
        "Locality",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key="locality",
        bind="query-params",
        placeholder="All at a glance",
        width=200,
    )


def _show_all(data: DataSet, viewer: Viewer, released: ReleasedBoard) -> None:
    st.html(paragraph(released.sentence, "sentence"))

    def href(trend: Trend) -> str:
        if trend.level != "locality":
            return ""
        return address_of(data, viewer, released.quarter, trend.area_name)

    st.html(
        board_table_html(
            released.rows,
            released.categories,
            f"Localities, {quarter_in_words(released.span)}: incidents, by quarter, and change",
            href,
        )
        + key_html()
    )
    beside, told = st.columns([1.1, 1], gap="medium")
    with beside:
        category = _choose_category(released)
        _show_map(data, released, category)
    with told:
        at = desk(begins=False)
        board_meeting.escalations(at, released.span)
        board_meeting.successes(at, released.span)
        board_meeting.heard(at, released.span)
    board_beside.funnels(released, category)
    board_beside.themes(released)
    board_beside.baselines_and_surveys(data, released)


def address_of(data: DataSet, viewer: Viewer, quarter: str, locality: str | None = None) -> str:
    return address(PAGE, data, viewer, quarter=_in_words(quarter), locality=locality)


def _choose_category(released: ReleasedBoard) -> str:
    """Of the map and the funnels."""
    phrases = dict(released.categories)
    chosen = st.selectbox(
        "On the map and in the funnel",
        list(phrases),
        index=min(1, len(phrases) - 1),
        format_func=phrases.__getitem__,
        key="shown",
        bind="query-params",
    )
    return str(chosen)


def _show_map(data: DataSet, released: ReleasedBoard, category: str) -> None:
    rows = [t for t in released.rows if t.category == category and t.level == "locality"]
    live_map(
        MAP_KEY,
        map_data(
            outlines=outlines_address(data.profile),
            label=f"Map of localities: {dict(released.categories)[category]}. Each ward has the "
            "symbol of its locality. Enter opens the locality. The table says the same.",
            areas=locality_looks(rows, data.profile.locality_of_ward),
            credits=map_credits(data.profile),
            places=zoom_places(data.profile.folder),
        ),
        _picked(data),
    )
    st.html(paragraph(MAP_KEY_WORDS, "note"))


def _picked(data: DataSet) -> Callable[[], None]:
    def picked() -> None:
        ward = st.session_state[MAP_KEY].clicked
        st.session_state.locality = data.profile.locality_of_ward.get(ward)

    return picked


if __name__ == "__main__":
    show()
