"""One lead's figures in words: its streams, how their sum is made, and what feedback has taught."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import pandas as pd

from geo_csp.disclosure.county_lines import Lead, Learned, Precision, Stream
from geo_csp.drawing import charts
from geo_csp.drawing.charts import MonthBar
from geo_csp.months import Month, Span, in_words

Columns = dict[str, list[str]]
SMALL_PX = 115
LARGEST_SAID = 100.0


def streams_table(lead: Lead) -> Columns:
    """What came and what was expected; first those that stand out."""
    streams = _ordered(lead)
    return {
        "Stream": [stream.phrase for stream in streams],
        "Observed": [f"{stream.observed:,}" for stream in streams],
        "Expected": [f"{stream.expected:,.2f}" for stream in streams],
        "Times usual (likely range)": [_risk(stream) for stream in streams],
        "Found by": [_found_by(stream) for stream in streams],
    }


def arithmetic_table(lead: Lead) -> Columns:
    """All that the contribution of each stream is made of."""
    streams = _ordered(lead)
    return {
        "Stream": [stream.phrase for stream in streams],
        "c: here, in the months counted": [f"{stream.observed}" for stream in streams],
        "z: here, in all months": [f"{stream.at_place}" for stream in streams],
        "w: whole area, in the months counted": [f"{stream.in_window}" for stream in streams],
        "C: whole area, in all months": [f"{stream.in_all}" for stream in streams],
        "Weight": [f"{stream.weight:g}" for stream in streams],
        "Counts": [f"{stream.contribution:.3f}" for stream in streams],
    }


def sum_words(lead: Lead) -> str:
    rest = lead.without_strongest
    return (
        f"Together {lead.whole:.3f}. What the public reports comes to {lead.public_reports:.3f}: "
        f"what the police find bears it out and adds nothing to it. Without the strongest stream "
        f"{rest:.3f} is left, and one stream counts for at most as much as all others: at most "
        f"{2 * rest:.3f}. The lesser of the two is what counts: {lead.statistic:.3f}. Chance shows "
        f"as much or more, somewhere in the area, with probability {_probability(lead.p)}."
    )


def sources_table(lead: Lead) -> Columns:
    streams = _ordered(lead)
    return {
        "Stream": [stream.phrase for stream in streams],
        "Why it is looked at": [stream.source for stream in streams],
        "Where that stands": [stream.address or "none" for stream in streams],
    }


def context_table(lead: Lead) -> Columns:
    return {
        "What": [what[:1].upper() + what[1:] for what, _ in lead.context],
        "In a straight line": [_distance(metres) for _, metres in lead.context],
    }


def small_multiples(lead: Lead, month: Month) -> list[tuple[str, dict[str, Any], str]]:
    """Of each stream that stands out: its phrase, its months as a chart, and the chart in words."""
    return [
        (stream.phrase, _small(bars), charts.months_in_words(bars))
        for stream in _ordered(lead)
        if stream.stands_out
        for bars in [_bars(lead, stream, month)]
    ]


def precision_table(found: Sequence[Precision]) -> Columns:
    return {
        "Tier": [each.tier for each in found],
        "Confirmed": [f"{each.confirmed}" for each in found],
        "Not county lines": [f"{each.refuted}" for each in found],
        "Unknown": [f"{each.unknown}" for each in found],
        "Precision (likely range)": [_precision(each) for each in found],
    }


def proposals_table(learned: Learned) -> Columns:
    return {
        "Stream": [each.phrase for each in learned.proposals],
        "Weight now": [f"{each.weight:g}" for each in learned.proposals],
        "Proposed": [f"{each.proposed:g}" for each in learned.proposals],
        "Part of confirmed leads": [f"{each.share_confirmed:.0%}" for each in learned.proposals],
        "Of those that were not": [f"{each.share_refuted:.0%}" for each in learned.proposals],
    }


def effects_table(learned: Learned) -> Columns:
    return {
        "Lead": [place for _, place, _, _ in learned.effects],
        "Counts now": [f"{now:.2f}" for _, _, now, _ in learned.effects],
        "Would count": [f"{then:.2f}" for _, _, _, then in learned.effects],
    }


def seen_words(lead: Lead) -> str:
    if lead.first_seen == lead.months[-1]:
        return f"First a lead in {in_words(lead.first_seen)}."
    return f"A lead since {in_words(lead.first_seen)}."


def _ordered(lead: Lead) -> list[Stream]:
    return sorted(lead.streams, key=lambda stream: -stream.contribution)


def _risk(stream: Stream) -> str:
    """A place without a past has no upper limit to speak of, and nothing is not so many times."""
    if not stream.at_place:
        return "none here"
    upper = "over 100" if stream.upper > LARGEST_SAID else f"{stream.upper:.1f}"
    median = "over 100" if stream.relative_risk > LARGEST_SAID else f"{stream.relative_risk:.1f}"
    return f"{median} ({stream.lower:.1f} to {upper})"


def _found_by(stream: Stream) -> str:
    return "Police" if stream.found_by == "police" else "Public"


def _distance(metres: float) -> str:
    return f"{metres:,.0f} m" if metres < 950 else f"{metres / 1000:,.1f} km"


def _probability(p: float) -> str:
    return f"{p:.2g}"


def _precision(found: Precision) -> str:
    if found.share is None or found.lower is None or found.upper is None:
        return "no mark yet"
    return f"{found.share:.0%} ({found.lower:.0%} to {found.upper:.0%})"


def _bars(lead: Lead, stream: Stream, month: Month) -> list[MonthBar]:
    table = pd.DataFrame(
        {"month": list(lead.months), "count": list(stream.observed_by_month), "words": ""}
    )
    return charts.month_bars(table, Span(lead.since, month), {})


def _small(bars: list[MonthBar]) -> dict[str, Any]:
    chart = copy.copy(charts.months_chart(bars))
    return chart | {"height": SMALL_PX}
