"""One hotspot's figures in words: what a table and a chart of it say."""

from __future__ import annotations

import pandas as pd

from geo_csp.disclosure.hotspots import Hotspot
from geo_csp.drawing.hotspot_marks import KINDS, stability_in_words
from geo_csp.months import Month, Span

CHART_KEY = "Orange bars: the months that the figures count. Dashed: incomplete months."


def figures_table(found: Hotspot, month: Month) -> dict[str, list[str]]:
    """``month``: whose hotspot it is."""
    rows = {
        "Months counted": Span(found.since, month).in_words(),
        "Incidents": f"{found.observed:,}",
        "Usual for these months": _usual(found),
        "Times the usual": _ratio(found),
        "How rare by chance": found.recurrence_words.removeprefix("by chance "),
        "Probability of chance (p)": f"{_probability(found.p)}, allowing for all places looked at",
        "Stability": stability_in_words(found),
        "In all its months": KINDS[found.history][0] if _has_another_history(found) else "",
    }
    shown = {what: figure for what, figure in rows.items() if figure}
    return {"What": list(shown), "Figure": list(shown.values())}


def _usual(found: Hotspot) -> str:
    if _counts_every_month(found):
        return "these are all its months, so this is its usual level"
    return f"{found.expected:,.1f}"


def _ratio(found: Hotspot) -> str:
    if _counts_every_month(found):
        return ""
    return f"{found.ratio:.1f} (between {found.lower:.1f} and {found.upper:.1f})"


def _counts_every_month(found: Hotspot) -> bool:
    return found.since <= found.months[0]


def _has_another_history(found: Hotspot) -> bool:
    return found.history in KINDS and found.history != found.kind


def _probability(p: float) -> str:
    return "under 0.0001" if p < 0.0001 else f"{p:.2g}"


def months_table(found: Hotspot) -> pd.DataFrame:
    """month, count, words: as ``charts.month_bars`` reads it."""
    return pd.DataFrame(
        {"month": list(found.months), "count": list(found.observed_by_month), "words": ""}
    )
