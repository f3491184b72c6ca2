"""A ward's months as bars: a month that is not loaded is a gap, never a zero."""

from __future__ import annotations

import copy
import functools
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from geo_csp.months import Month, Span, in_words

# Both are told from white and from the dark background.
_BAR = "#3d84b8"
_CHOSEN = "#c2571a"
_NOT_LOADED = "not loaded"
KEY = "Orange bars: the months chosen above. Dashed: incomplete months. Grey bands: no figure."


def months_frame(
    months: pd.DataFrame, chosen: Span, incomplete: Mapping[Month, str]
) -> pd.DataFrame:
    """Every month from the first to the last of ``months`` (month, count, words), with what it is:
    "count", "incomplete", "chosen" or "missing"; a missing month's count is 0 for the drawing only.
    """
    listed: list[Month] = months["month"].tolist()
    counts = dict(zip(listed, months["count"].tolist(), strict=True))
    words = dict(zip(listed, months["words"].tolist(), strict=True))
    rows = []
    for month in Span(min(listed), max(listed)).months() if listed else ():
        is_missing = pd.isna(counts.get(month))
        count = 0.0 if is_missing else float(counts[month])
        note = words.get(month) or incomplete.get(month) or (_NOT_LOADED if is_missing else "")
        what = _what(month, is_missing, chosen, incomplete)
        rows.append((month, in_words(month), count, what, note))
    return pd.DataFrame(rows, columns=["month", "name", "count", "what", "words"])


def _what(month: Month, is_missing: bool, chosen: Span, incomplete: Mapping[Month, str]) -> str:
    if is_missing:
        return "missing"
    if month in incomplete:
        return "incomplete"
    return "chosen" if chosen.first <= month <= chosen.last else "count"


def months_chart(frame: pd.DataFrame) -> dict[str, Any]:
    """A Vega-Lite chart of ``months_frame``. Chosen months are orange, incomplete ones hollow and
    dashed, missing ones a grey band from top to bottom.
    """
    chart = copy.deepcopy(_chart_without_data())
    return {**chart, "data": {"values": frame.to_dict(orient="records")}}


@functools.cache
def _chart_without_data() -> dict[str, Any]:
    """Made once: altair takes longer to check a chart than the page takes for all the rest. Its
    bars are not read one by one: the words of ``months_in_words`` stand for the whole.
    """
    what = alt.datum.what
    base = alt.Chart(alt.NamedData(name="months")).encode(
        x=alt.X("month:O", title=None, axis=_month_axis()),
        tooltip=[
            alt.Tooltip("name:N", title="Month"),
            alt.Tooltip("count:Q", title="Incidents"),
            alt.Tooltip("words:N", title="Note"),
        ],
    )
    colour = alt.Scale(domain=["count", "incomplete", "chosen"], range=[_BAR, _BAR, _CHOSEN])
    bars = (
        base.transform_filter(what != "missing")
        .mark_bar(aria=False, strokeDash=[3, 2])
        .encode(
            y=alt.Y("count:Q", title="Incidents", axis=alt.Axis(tickMinStep=1)),
            fill=alt.Fill("what:N", scale=colour, legend=None),
            fillOpacity=alt.condition(what == "incomplete", alt.value(0.2), alt.value(1)),
            stroke=alt.condition(what == "incomplete", alt.value(_BAR), alt.value(None)),
        )
    )
    missing = (
        base.transform_filter(what == "missing")
        .mark_bar(aria=False, color="#8a8f94", opacity=0.22, width=alt.RelativeBandSize(1.0))
        .encode(
            y=alt.value(0),
            y2=alt.value("height"),
            tooltip=[alt.Tooltip("name:N", title="Month"), alt.Tooltip("words:N", title="Note")],
        )
    )
    chart = alt.layer(missing, bars).properties(height=230)
    drawn: dict[str, Any] = chart.to_dict()
    return drawn


def _month_axis() -> alt.Axis:
    """January has the year's number, July its name: short enough for a phone."""
    month, year = "slice(datum.value, 5)", "slice(datum.value, 0, 4)"
    words = f"{month} == '01' ? {year} : {month} == '07' ? 'July' : ''"
    return alt.Axis(labelExpr=words, labelAngle=0, labelOverlap=False, ticks=False)


def months_in_words(frame: pd.DataFrame) -> str:
    """The chart for those who cannot see it."""
    counted = frame[frame["what"] != "missing"]
    if counted.empty:
        return "No month has a figure that is shown."
    names, counts = counted["name"].tolist(), counted["count"].tolist()
    most = max(counts)
    gaps = len(frame) - len(counted)
    return (
        f"{len(names)} months from {names[0]} to {names[-1]}; the most, {most:,.0f}, in "
        f"{names[counts.index(most)]}." + (f" {gaps} months have no figure." if gaps else "")
    )
