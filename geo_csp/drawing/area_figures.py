"""One row of a released table, and how a person reads it: the same in map, table and card."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo_csp.geography.areas import Areas
from geo_csp.vocabulary import NOT_SHOWN

NO_POPULATION = "no population given"


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """None is what is not shown, not known or not compared; ``suppressed`` and ``change_words``
    say which. The rate is per 1,000 residents a year, with its 95 % interval.
    """

    code: str
    name: str
    count: int | None
    residents: int | None
    rate: float | None
    lower: float | None
    upper: float | None
    change: int | None
    change_words: str
    suppressed: str


def area_figures(table: pd.DataFrame) -> list[AreaFigures]:
    columns = (
        "area_code",
        "area_name",
        "count",
        "population",
        "rate_per_1000",
        "lower",
        "upper",
        "change_count",
        "change_words",
        "suppressed",
    )
    known = (
        # What is not equal to itself is NaN; pandas' own question takes the page's time.
        [None if v is None or v is pd.NA or v != v else v for v in table[name].tolist()]  # noqa: PLR0124
        for name in columns
    )
    return [AreaFigures(*row) for row in zip(*known, strict=True)]


def unknown_figures(areas: Areas, words: str) -> list[AreaFigures]:
    """Areas that there is no figure for, and the words why."""
    return [
        AreaFigures(code, name, None, None, None, None, None, None, "", words)
        for code, name in zip(areas.codes, areas.names, strict=True)
    ]


def count_words(row: AreaFigures) -> str:
    """The count, or the release's words for why there is none."""
    return (row.suppressed or NOT_SHOWN) if row.count is None else f"{row.count:,}"


def rate_words(row: AreaFigures) -> str:
    if row.residents is None:
        return NO_POPULATION
    return (row.suppressed or NOT_SHOWN) if row.rate is None else f"{row.rate:,.1f}"


def _range_words(row: AreaFigures) -> str:
    known = row.lower is not None and row.upper is not None
    return f"{row.lower:,.1f} to {row.upper:,.1f}" if known else ""


def rate_line(row: AreaFigures) -> str:
    """The rate with its unit and its likely range; empty where there is no rate."""
    if row.rate is None:
        return ""
    return f"{rate_words(row)} per 1,000 residents a year (likely range {_range_words(row)})"


def change_words(row: AreaFigures) -> str:
    """ "up from 12 (+9)", "no evidence of change (-1)", or why there is no comparison."""
    return row.change_words if row.change is None else f"{row.change_words} ({row.change:+,})"


def incidents_in_words(count: int) -> str:
    return f"{count:,} {'incident' if count == 1 else 'incidents'}"


def figure_lines(row: AreaFigures) -> list[str]:
    """The name, the count, the rate with its interval, the change: a line each."""
    counted = count_words(row).capitalize() if row.count is None else incidents_in_words(row.count)
    lines = [row.name, counted]
    if rate := rate_line(row):
        lines.append(rate)
    words = change_words(row)
    return [*lines, f"Against a year before: {words}"] if words else lines


def screen_table(rows: list[AreaFigures], measure: str, level_phrase: str) -> dict[str, list[str]]:
    """The figures for reading, by column: the highest of the measure first, then by name."""

    def rank(row: AreaFigures) -> tuple[bool, float, str]:
        value = {"count": row.count, "rate": row.rate, "change": row.change}[measure]
        return value is None, -(value or 0), row.name

    ordered = sorted(rows, key=rank)
    table = {
        level_phrase: [row.name for row in ordered],
        "Count": [count_words(row) for row in ordered],
        "Rate per 1,000 residents a year (likely range)": [_rate_and_range(row) for row in ordered],
        "Against a year before": [change_words(row) for row in ordered],
    }
    if why_none_compared(rows) is not None:
        del table["Against a year before"]
    return table


def why_none_compared(rows: list[AreaFigures]) -> str | None:
    """The one reason why no row is compared with a year before; None where some are."""
    reasons = {row.change_words for row in rows if row.count is not None}
    is_compared = any(row.change is not None for row in rows)
    return None if is_compared or len(reasons) > 1 else next(iter(reasons), "")


def _rate_and_range(row: AreaFigures) -> str:
    likely = _range_words(row)
    return f"{rate_words(row)} ({likely})" if likely else rate_words(row)
