"""What stands beside the trends: funnels, themes, the strategy's baselines, surveys."""

from __future__ import annotations

from dataclasses import dataclass

from geo_csp.months import Span
from geo_csp.trends.trend import Figure

BANDS: dict[int, str] = {
    -2: "below the 99.8 % limits",
    -1: "below the 95 % limits",
    0: "within the limits",
    1: "above the 95 % limits",
    2: "above the 99.8 % limits",
}


@dataclass(frozen=True)
class FunnelPoint:
    """``rate``: per 1,000 residents a year. ``band``: a key of BANDS. ``note``: why the rate may
    mislead. ``is_own``: the partnership itself, among others.
    """

    code: str
    name: str
    residents: float
    count: int
    rate: float
    band: int
    note: str = ""
    is_own: bool = False


@dataclass(frozen=True)
class FunnelLine:
    """The limits at so many residents, per 1,000 a year."""

    residents: float
    lower_998: float
    lower_95: float
    upper_95: float
    upper_998: float


@dataclass(frozen=True)
class Funnel:
    """Areas against what all of them together lead one to expect; in the order of their names, for
    a funnel ranks none. ``title``: what is compared. ``why``: why there is no funnel, then without
    points. ``dispersion``: how much more than chance the areas scatter, by which the limits are
    wider.
    """

    title: str
    category: str
    phrase: str
    span: Span
    points: tuple[FunnelPoint, ...]
    line: tuple[FunnelLine, ...]
    overall: float | None
    dispersion: float
    why: str
    notes: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class ThemeTotal:
    """One line of a theme, for the county: the quarter and the year, each with the one before.

    ``change`` and ``year_change``: of trend.WORDS; ``sentence`` says the quarter's. ``note``: the
    theme's.
    """

    theme: str
    code: str
    phrase: str
    quarter: Figure
    quarter_before: Figure
    change: str
    year: Figure
    year_before: Figure
    year_change: str
    year_span: Span
    is_police_found: bool
    note: str
    quarters: tuple[str, ...]
    quarter_counts: tuple[int | None, ...]
    sentence: str


@dataclass(frozen=True)
class Baseline:
    """A figure of the strategy's own, and what the loaded files come to in the same months."""

    category: str
    phrase: str
    span: Span
    value: int
    counted: Figure
    now: Figure
    now_span: Span
    source: str
    sentence: str


@dataclass(frozen=True)
class Survey:
    """``share``, ``lower`` and ``upper`` in per cent, ``to`` where the source gives a
    range; no limits where the base is not known.
    """

    question: str
    answer: str
    share: float
    to: float | None
    base: int | None
    lower: float | None
    upper: float | None
    asked: str
    source: str
    sentence: str
