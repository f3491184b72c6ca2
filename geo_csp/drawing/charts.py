"""A ward's months as bars: a month that is not loaded is a gap, never a zero."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from geo_csp.months import Month, Span, in_words

_BAR = "#3d84b8"
_CHOSEN = "#0d4a75"
_NOT_LOADED = "not loaded"
KEY = "Dark bars: the months chosen above. Dashed: incomplete months. Grey bands: no figure."


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


def months_chart(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """``frame``: from ``months_frame``. Chosen months are dark, incomplete ones hollow and marked,
    missing ones a grey band from top to bottom.
    """
    top = max(5.0, float(frame["count"].max()) * 1.1) if len(frame) else 5.0
    base = alt.Chart(frame.assign(top=top)).encode(
        x=alt.X("month:O", title=None, axis=_month_axis(frame)),
        tooltip=[
            alt.Tooltip("name:N", title="Month"),
            alt.Tooltip("count:Q", title="Incidents"),
            alt.Tooltip("words:N", title="Note"),
        ],
    )
    height = alt.Y("count:Q", title="Incidents", scale=alt.Scale(domain=[0, top], nice=False))
    is_what = alt.datum.what
    bars = (
        base.transform_filter((is_what == "count") | (is_what == "chosen"))
        .mark_bar()
        .encode(
            y=height,
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=["count", "chosen"], range=[_BAR, _CHOSEN]),
                legend=None,
            ),
        )
    )
    hollow = (
        base.transform_filter(is_what == "incomplete")
        .mark_bar(fillOpacity=0.15, fill=_BAR, stroke=_BAR, strokeDash=[3, 2])
        .encode(y=height)
    )
    missing = (
        base.transform_filter(is_what == "missing")
        .mark_bar(color="#8a8f94", opacity=0.22, width=alt.RelativeBandSize(1.0))
        .encode(y=alt.Y("top:Q"), tooltip=[alt.Tooltip("name:N"), alt.Tooltip("words:N")])
    )
    return alt.layer(missing, bars, hollow).properties(height=230)


def _month_axis(frame: pd.DataFrame) -> alt.Axis:
    """January has the year's number, July its name: short enough for a phone."""
    named = [month for month in frame["month"].tolist() if month.endswith(("-01", "-07"))]
    words = "slice(datum.value, 5) == '01' ? slice(datum.value, 0, 4) : 'July'"
    return alt.Axis(values=named, labelExpr=words, labelAngle=0, labelOverlap="greedy")


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
