"""May these months be compared with the same months a year before, and what changed, in words.

Nothing is compared with a month that is missing, cut short, without the selection, or counted from
other sources: the difference would be one of the files. Below the county nothing is compared across
a break either, where snap points were issued anew or LSOAs redrawn: incidents moved on the map
without moving on the ground. The county holds the same incidents wherever their points are put.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from geo_csp.incidents.coverage import Break, Coverage
from geo_csp.months import Month, Span, in_words, shift, spans_in_words
from geo_csp.statistics.e_test import e_test
from geo_csp.vocabulary import NO_EVIDENCE_OF_CHANGE, NOT_IN_SOURCE, Selection

SIGNIFICANCE = 0.05


def recorded(coverage: Coverage, selection: Selection) -> frozenset[Month]:
    """The months whose sources record what is selected."""
    if selection.is_hate:
        return coverage.records_hate
    if selection.offence is not None and selection.categories == frozenset({"asb"}):
        return coverage.records_asb_types
    return frozenset(coverage.months)


def unrecorded(coverage: Coverage, selection: Selection, span: Span) -> list[Month]:
    return [month for month in span.months() if month not in recorded(coverage, selection)]


def why_not_compared(coverage: Coverage, selection: Selection, level: str, span: Span) -> str:
    """Empty where the span may be compared with the same months a year before."""
    before = span.a_year_before()
    if len(span) > 12:
        return "not compared: longer than a year"
    if missing := [month for month in before.months() if month not in coverage.months]:
        return f"no figures for {spans_in_words(missing)}"
    if cut := [m for m in (*before.months(), *span.months()) if m in coverage.incomplete]:
        return f"not compared: {spans_in_words(cut)} incomplete"
    if absent := unrecorded(coverage, selection, before):
        return f"{NOT_IN_SOURCE} for {spans_in_words(absent)}"
    if other := [
        m for m in span.months() if _kinds(coverage, m) != _kinds(coverage, shift(m, -12))
    ]:
        return f"not compared: other sources in {spans_in_words(shift(m, -12) for m in other)}"
    crossed = breaks_between(coverage, before.first, span.last)
    return f"not compared: {_in_words(crossed)}" if crossed and level != "county" else ""


def breaks_between(coverage: Coverage, first: Month, last: Month) -> list[Break]:
    return [found for found in coverage.breaks if first <= found.before and found.after <= last]


def change_in_words(now: npt.NDArray[np.int64], before: npt.NDArray[np.int64]) -> list[str]:
    """Element by element: "up from 12", "down from 30" where the E-test finds a change at 5 %."""
    is_told = np.nan_to_num(e_test(now, before), nan=1.0) < SIGNIFICANCE
    return [
        f"{'up' if n > b else 'down'} from {b:,}" if told else NO_EVIDENCE_OF_CHANGE
        for n, b, told in zip(now.tolist(), before.tolist(), is_told.tolist(), strict=True)
    ]


def _kinds(coverage: Coverage, month: Month) -> set[str]:
    return set(coverage.sources[month])


def _in_words(breaks: Sequence[Break]) -> str:
    return "; ".join(
        f"{found.what} between {in_words(found.before)} and {in_words(found.after)}"
        for found in breaks
    )
