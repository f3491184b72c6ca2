"""How well has this worked here: each month's hotspots against the month that came after."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure import hotspots as released_hotspots
from geo_csp.disclosure.hotspots import Backtest
from geo_csp.drawing.backtest_tables import WHAT_IS_SHOWN, areas_scored, overview, scores_table
from geo_csp.drawing.tables import table_html
from geo_csp.errors import GeoCspError
from geo_csp.months import Span
from geo_csp.pages.choices import viewed
from geo_csp.pages.hotspot_choices import category_labels, choose_month_and_category
from geo_csp.pages.made_at_start import say_why_none
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import as_markdown, notice_list, paragraph
from geo_csp.vocabulary import OFFICIAL

HOW = (
    "At each month hotspots were made of the months before it alone. Then it was counted how many "
    "of that month's incidents lay on the ground they had chosen, beside plainer ways of choosing "
    "as much ground: counts of earlier months, and a smooth surface over them (kernel density). "
    "Where plain counts do as well, use them to see where most happens; hotspots then tell what is "
    "new."
)


def show() -> None:
    data, viewer = viewed()
    line = marking_line("How well it worked", data, viewer)
    if not data.coverage.months:
        line.say(OFFICIAL)
        st.info("No month is loaded yet.")
        return
    month, category = choose_month_and_category(data, whole=False)
    try:
        released = released_hotspots.backtest(data, viewer, month)
    except GeoCspError as refusal:
        line.say(OFFICIAL)
        say_why_none(data, month, refusal)
        return
    line.say(released.marking)
    phrases = category_labels(data)
    st.html(paragraph(HOW, "sentence") + notice_list(released.notices))
    tested = next((each for each in released.backtests if each.category == category), None)
    if tested is None:
        st.info(as_markdown(f"{phrases[category or '']}: not tested, or not shown to you."))
    else:
        _show_one(tested, phrases[tested.category])
    st.subheader("All categories", anchor=False)
    st.html(table_html(overview(released.backtests, phrases), "What came of it, by category"))


def _show_one(tested: Backtest, phrase: str) -> None:
    st.header(as_markdown(phrase), anchor=False)
    st.html(paragraph(tested.words, "sentence"))
    for at_km2 in areas_scored(tested):
        st.subheader(f"On {at_km2:g} km²", anchor=False)
        over = Span(min(tested.months), max(tested.months)).in_words()
        caption = f"{phrase}: ways of choosing {at_km2:g} km², scored over {over}"
        st.html(table_html(scores_table(tested, at_km2), caption))
    if tested.scores:
        st.html(paragraph(WHAT_IS_SHOWN, "note"))


if __name__ == "__main__":
    show()
