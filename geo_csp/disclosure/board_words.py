"""The board's quarter in one sentence, and as a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geo_csp.months import Span, quarter_in_words
from geo_csp.trends.trend import CHANGE, EXCEPTIONAL, NOT_COMPARABLE, Trend

COLUMNS = (
    "level",
    "area_code",
    "area_name",
    "category",
    "quarter",
    "count",
    "count_year_before",
    "change",
    "direction",
    "p",
    "count_12_months",
    "population",
    "rate_per_1000",
    "lower",
    "upper",
    "rate_months",
    "suppressed",
    "sentence",
)
_WHOLE = ("count", "count_year_before", "count_12_months", "population")
_PARTS = ("p", "rate_per_1000", "lower", "upper")
_NAMED = 4


def board_table(rows: Sequence[Trend], quarter: str) -> pd.DataFrame:
    table = pd.DataFrame([_row(trend, quarter) for trend in rows], columns=COLUMNS)
    return table.astype(dict.fromkeys(_WHOLE, "Int64") | dict.fromkeys(_PARTS, "Float64"))


def _row(trend: Trend, quarter: str) -> list[object]:
    return [
        trend.level,
        trend.area_code,
        trend.area_name,
        trend.category,
        quarter,
        trend.quarter.count,
        trend.before.count,
        trend.change,
        trend.direction,
        trend.p,
        trend.year.count,
        trend.residents and round(trend.residents),
        trend.rate,
        trend.lower,
        trend.upper,
        str(trend.rate_span),
        trend.quarter.words,
        trend.sentence,
    ]


def board_sentence(quarter: Span, rows: Sequence[Trend]) -> str:
    """What is exceptional first, then what changed; the rest in one number."""
    parts = [
        f"{word}: {_named([trend for trend in rows if trend.change == word])}"
        for word in (EXCEPTIONAL, CHANGE)
        if any(trend.change == word for trend in rows)
    ]
    rest = [trend for trend in rows if trend.change not in (EXCEPTIONAL, CHANGE)]
    unseen = [trend for trend in rest if trend.quarter.count is None]
    alone = [trend for trend in rest if trend.change == NOT_COMPARABLE and trend not in unseen]
    told = len(rest) - len(unseen) - len(alone)
    numbers = (
        (told, "show no evidence of change or are too few to tell"),
        (len(alone), "cannot be compared with a year before"),
        (len(unseen), "have no figure that is shown"),
    )
    counted = ", ".join(f"{count} {what}" for count, what in numbers if count)
    parts += [f"of {len(rows)} figures {counted}"] if counted else []
    said = " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts)
    return f"{quarter_in_words(quarter)}. {said}"


def _named(found: Sequence[Trend]) -> str:
    names = [
        f"{trend.phrase.lower()} in {trend.area_name} ({trend.direction})"
        for trend in found[:_NAMED]
    ]
    more = len(found) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
