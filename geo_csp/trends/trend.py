"""One area and category in one quarter: what the board is told of it, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass

from geo_csp.months import Month, Span
from geo_csp.vocabulary import NO_EVIDENCE_OF_CHANGE

EXCEPTIONAL = "exceptional"
CHANGE = "change"
TOO_FEW_TO_TELL = "too few to tell"
NOT_COMPARABLE = "not comparable"
WORDS = (EXCEPTIONAL, CHANGE, NO_EVIDENCE_OF_CHANGE, TOO_FEW_TO_TELL, NOT_COMPARABLE)

# Shapes, not colours, tell them apart: they are read on paper and by those who see no red.
SYMBOLS: dict[tuple[str, str], str] = {
    (EXCEPTIONAL, "up"): "▲▲",
    (EXCEPTIONAL, "down"): "▼▼",
    (CHANGE, "up"): "▲",
    (CHANGE, "down"): "▼",
    (NO_EVIDENCE_OF_CHANGE, ""): "=",
    (TOO_FEW_TO_TELL, ""): "?",
    (NOT_COMPARABLE, ""): "–",  # noqa: RUF001 a dash as wide as the other symbols
}


@dataclass(frozen=True)
class Figure:
    """A count that is shown, or ``words`` in its place."""

    count: int | None
    words: str = ""


@dataclass(frozen=True)
class Chart:
    """A control chart of months: those of ``baseline`` set centre and limits, those of the quarter,
    which follow it, are judged. ``counts``, ``centre``, ``lower`` and ``upper`` are incidents a
    month; a month's limits stand on its days. ``outside``: beyond the limits; ``in_run``: at least
    the eighth in a row on one side of the centre. ``false_signal``: the chance that a quarter in
    which nothing changed gives a signal, by theory. ``dispersion``: how much more than chance the
    baseline scatters, by which the limits are wider; 1 is chance alone.
    """

    months: tuple[Month, ...]
    counts: tuple[int, ...]
    centre: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    outside: tuple[bool, ...]
    in_run: tuple[bool, ...]
    baseline: Span
    dispersion: float
    false_signal: float


@dataclass(frozen=True)
class Season:
    """Each calendar month against the average month (1.0), with its likely range, January first.

    ``p``: the chance of a pattern at least as uneven if there were no season.
    """

    span: Span
    index: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    p: float
    words: str


@dataclass(frozen=True)
class Trend:
    """``level``: county, locality or ward. ``category``: a selection's code; ``phrase`` says it.

    ``quarter``: incidents of the quarter; ``before``: of the same quarter a year before. ``change``
    is one of WORDS, ``direction`` "up", "down" or "", ``why`` what makes a comparison impossible
    and ``p`` that of the E-test, None where there is none. ``signals``: the months of the quarter
    that the control chart marks, each with its rule in words. ``year``: the 12 months that end with
    the quarter; ``rate`` with ``lower`` and ``upper``: per 1,000 residents a year over
    ``rate_span``, the year where it is there and else the quarter; None where residents are not
    known. ``months`` and ``counts``: a figure a month, None where none is shown or loaded;
    ``quarters`` ("2025Q4") and ``quarter_counts`` the same by quarter, as a sparkline shows it.
    ``notes``: what else is to be known of this area, such as map points issued anew.
    """

    area_code: str
    area_name: str
    level: str
    category: str
    phrase: str
    span: Span
    quarter: Figure
    before: Figure
    change: str
    direction: str
    why: str
    p: float | None
    signals: tuple[str, ...]
    year: Figure
    residents: float | None
    rate: float | None
    lower: float | None
    upper: float | None
    rate_span: Span
    months: tuple[Month, ...]
    counts: tuple[int | None, ...]
    quarters: tuple[str, ...]
    quarter_counts: tuple[int | None, ...]
    chart: Chart | None
    season: Season | None
    notes: tuple[str, ...]
    sentence: str

    @property
    def symbol(self) -> str:
        return SYMBOLS[self.change, self.direction]
