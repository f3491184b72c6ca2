"""A ward's months as bars: a month that is not loaded is a gap, never a zero."""

from __future__ import annotations

import copy
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from geo_csp.months import Month, Span, in_words

# Both are told from white and from the dark background.
_BAR = "#3d84b8"
_CHOSEN = "#c2571a"
MISSING = "missing"
_NOT_LOADED = "not loaded"
# Four fifths of a month's room, and no wider than a bar: one month alone would fill the chart.
BAR_WIDTH = "min(40, 0.8 * bandwidth('x'))"
KEY = "Orange bars: the months chosen above. Dashed: incomplete months. Grey bands: no figure."


@dataclass(frozen=True)
class MonthBar:
    """``what``: count, chosen, incomplete or missing; missing has a count of 0 for drawing only."""

    month: Month
    name: str
    count: int
    what: str
    words: str


def month_bars(
    months: pd.DataFrame, chosen: Span, incomplete: Mapping[Month, str]
) -> list[MonthBar]:
    """Every month from the first to the last of ``months`` (month, count, words)."""
    columns = (months[name].tolist() for name in ("month", "count", "words"))
    given = {month: (count, words) for month, count, words in zip(*columns, strict=True)}
    bars = []
    for month in Span(min(given), max(given)).months() if given else ():
        count, words = given.get(month, (None, _NOT_LOADED))
        is_missing = count is None or pd.isna(count)
        what = MISSING if is_missing else _what(month, chosen, incomplete)
        note = words or incomplete.get(month, "")
        bars.append(MonthBar(month, in_words(month), 0 if is_missing else int(count), what, note))
    return bars


def _what(month: Month, chosen: Span, incomplete: Mapping[Month, str]) -> str:
    if month in incomplete:
        return "incomplete"
    return "chosen" if chosen.first <= month <= chosen.last else "count"


def months_chart(bars: list[MonthBar]) -> dict[str, Any]:
    """A Vega-Lite chart: chosen months orange, incomplete ones hollow and dashed, missing ones a
    grey band from top to bottom.
    """
    chart = copy.deepcopy(_chart_without_data())
    # Arrow is how the chart's data travels: made of anything else it would be converted again.
    return {**chart, "data": {"values": pa.Table.from_pylist([vars(bar) for bar in bars])}}


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
        base.transform_filter(what != MISSING)
        .mark_bar(aria=False, strokeDash=[3, 2], width={"expr": BAR_WIDTH})
        .encode(
            y=alt.Y("count:Q", title="Incidents", axis=alt.Axis(tickMinStep=1)),
            fill=alt.Fill("what:N", scale=colour, legend=None),
            fillOpacity=alt.condition(what == "incomplete", alt.value(0.2), alt.value(1)),
            stroke=alt.condition(what == "incomplete", alt.value(_BAR), alt.value(None)),
        )
    )
    missing = (
        base.transform_filter(what == MISSING)
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
    """January has the year's number, July its name: short enough for a phone. Of half a year or
    less every month has its name.
    """
    month, year = "slice(datum.value, 5)", "slice(datum.value, 0, 4)"
    name = f"timeFormat(datetime(toNumber({year}), toNumber({month}) - 1), '%b %Y')"
    few = "length(domain('x')) < 7"
    words = f"{few} ? {name} : {month} == '01' ? {year} : {month} == '07' ? 'July' : ''"
    return alt.Axis(labelExpr=words, labelAngle=0, labelOverlap=False, ticks=False)


def months_in_words(bars: list[MonthBar]) -> str:
    """The chart for those who cannot see it."""
    counted = [bar for bar in bars if bar.what != MISSING]
    if not counted:
        return "No month has a figure that is shown."
    most = max(counted, key=lambda bar: bar.count)
    gaps = len(bars) - len(counted)
    return (
        f"{len(counted)} months from {counted[0].name} to {counted[-1].name}; the most, "
        f"{most.count:,}, in {most.name}." + (f" {gaps} months have no figure." if gaps else "")
    )
