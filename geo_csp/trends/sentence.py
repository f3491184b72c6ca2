"""One sentence of a trend, as it can be read out at the board."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.trends.change import Change
from geo_csp.trends.trend import CHANGE, EXCEPTIONAL, TOO_FEW_TO_TELL, Figure
from geo_csp.vocabulary import NO_EVIDENCE_OF_CHANGE, NOT_SHOWN


def sentence(now: Figure, before: Figure, change: Change, signals: Sequence[str]) -> str:
    """``change``: against the same quarter a year before, whatever the ``signals`` say."""
    if now.count is None:
        return f"No figure: {now.words}."
    count = f"{now.count:,} in the quarter"
    if signals:
        return f"{_capital(EXCEPTIONAL)}: {signals[-1]}; {count}, {_against(before, change)}."
    if before.count is None:
        return f"{_capital(change.word)}: {count}; {_against(before, change)}."
    if change.word == CHANGE:
        was = f"from {_count(before)} a year before"
        return f"{_capital(CHANGE)}: {change.direction} to {count} {was}."
    return f"{_capital(change.word)}: {count}, {_against(before, change)}."


def _against(before: Figure, change: Change) -> str:
    if before.count is None:
        if before.words.startswith(NOT_SHOWN):
            return f"that of a year before is {before.words}"
        return before.words
    was = f"{_count(before)} a year before"
    return {
        CHANGE: f"{change.direction} from {was}",
        NO_EVIDENCE_OF_CHANGE: f"{was}, as chance may well bring",
        TOO_FEW_TO_TELL: f"{was}; of so few even a doubling could be chance",
    }[change.word]


def _count(figure: Figure) -> str:
    return f"{figure.count:,}"


def _capital(word: str) -> str:
    return word.capitalize()
