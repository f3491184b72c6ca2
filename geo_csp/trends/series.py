"""What a trend is counted from: figures by area over a span, or the words for why there is none.

Months that are missing, cut short or do not record the category are never bridged. Below the county
nothing is added up across months between which the police issued map points or LSOAs anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo_csp.area_profile import AreaProfile
from geo_csp.counts.comparison import breaks_between, unrecorded
from geo_csp.counts.figures import CountedByArea
from geo_csp.incidents.coverage import Coverage
from geo_csp.months import Month, Span, quarter_of, shift, spans_in_words
from geo_csp.trends.trend import Figure
from geo_csp.vocabulary import NOT_IN_SOURCE, Selection

QUARTERS_SHOWN = 12


@dataclass(frozen=True, eq=False)
class Asked:
    """One selection at one level. ``unseen``: for each area the words in place of its count of a
    span, empty where this viewer sees it.
    """

    counts: CountedByArea
    unseen: Callable[[Span], Sequence[str]]
    coverage: Coverage
    profile: AreaProfile
    selection: Selection

    @property
    def level(self) -> str:
        return self.counts.areas.level

    def figures(self, span: Span) -> list[Figure]:
        """One an area, in the order of the areas."""
        areas = len(self.counts.areas.codes)
        if why := why_no_figure(self.coverage, self.selection, span):
            return [Figure(None, why)] * areas
        counted = self.counts.counted(self.selection.code, span).tolist()
        return [
            Figure(None, words) if words else Figure(count)
            for count, words in zip(counted, self.unseen(span), strict=True)
        ]

    def year(self, last: Month) -> list[Figure]:
        """The 12 months that end with ``last``."""
        span = Span(shift(last, -11), last)
        if why := why_no_sum(self.coverage, self.level, span):
            return [Figure(None, why)] * len(self.counts.areas.codes)
        return self.figures(span)


def why_no_figure(coverage: Coverage, selection: Selection, span: Span) -> str:
    """Empty where every month of the span is there, whole, and records the selection."""
    if missing := [month for month in span.months() if month not in coverage.months]:
        return f"no figures for {spans_in_words(missing)}"
    if absent := unrecorded(coverage, selection, span):
        return f"{NOT_IN_SOURCE} for {spans_in_words(absent)}"
    if cut := [month for month in span.months() if month in coverage.incomplete]:
        return f"{spans_in_words(cut)} incomplete"
    return ""


def why_no_sum(coverage: Coverage, level: str, span: Span) -> str:
    """Empty where months may be added up: none is missing, of other sources or across a break."""
    if missing := [month for month in span.months() if month not in coverage.months]:
        return f"no figures for {spans_in_words(missing)}"
    kinds = {month: set(coverage.sources[month]) for month in span.months()}
    if other := [month for month in span.months() if kinds[month] != kinds[span.last]]:
        return f"other sources in {spans_in_words(other)}"
    crossed = breaks_between(coverage, span.first, span.last)
    return crossed[0].words if crossed and level != "county" else ""


def months_shown(coverage: Coverage, last: Month, longest: int) -> tuple[Month, ...]:
    """Every month from the first that is loaded, the gaps too, at most ``longest`` of them."""
    loaded = [month for month in coverage.months if month <= last]
    if not loaded:
        return ()
    return Span(max(loaded[0], shift(last, 1 - longest)), last).months()


def quarters_shown(months: Sequence[Month], last: Month) -> tuple[Span, ...]:
    """The whole quarters up to the one that ends with ``last``, from the first of ``months``."""
    spans = [Span(shift(last, -3 * n - 2), shift(last, -3 * n)) for n in range(QUARTERS_SHOWN)]
    return tuple(reversed([span for span in spans if months and span.last >= months[0]]))


def name_of(quarter: Span) -> str:
    return quarter_of(quarter.first)
