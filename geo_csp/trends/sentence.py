"""One sentence of a trend, as it can be read out at the board."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.months import Span
from geo_csp.trends.change import Change
from geo_csp.trends.trend import CHANGE, EXCEPTIONAL, NOT_COMPARABLE, TOO_FEW_TO_TELL, Figure
from geo_csp.vocabulary import NO_EVIDENCE_OF_CHANGE, NOT_SHOWN


def sentence(
    quarter: Span, now: Figure, before: Figure, change: Change, signals: Sequence[str]
) -> str:
    """``change``: against the same quarter a year before, whatever the ``signals`` say."""
    if now.count is None:
        return f"No figure: {now.words}."
    count = f"{now.count:,} in {quarter.in_words()}"
    against = _against(quarter, before, change)
    if signals:
        return f"{EXCEPTIONAL.capitalize()}: {signals[-1]}; {count}, {against}."
    return f"{change.word.capitalize()}: {count}, {against}."


def _against(quarter: Span, before: Figure, change: Change) -> str:
    year = quarter.a_year_before().first[:4]
    if before.count is None:
        if before.words.startswith(NOT_SHOWN):
            return f"the figure of a year before is {before.words}"
        return f"not compared with a year before: {before.words}"
    was = f"{before.count:,} in the same months of {year}"
    return {
        CHANGE: f"{change.direction} from {was}, more than chance brings",
        NO_EVIDENCE_OF_CHANGE: f"{was}, a difference that chance may well bring",
        TOO_FEW_TO_TELL: f"{was}: of so few even a doubling could be chance",
        NOT_COMPARABLE: was,
    }[change.word]
