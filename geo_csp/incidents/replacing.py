"""May new rows take the place of a stored month? Not a few rows that of many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo_csp.incidents.completeness import COMPLETE_SHARE
from geo_csp.incidents.manifest import StoredMonth
from geo_csp.incidents.month_rows import MonthKey, MonthRows
from geo_csp.incidents.parsed import rows_in_words


def may_replace(
    months: Iterable[MonthRows], held: Mapping[MonthKey, StoredMonth]
) -> tuple[list[MonthRows], list[str]]:
    """The months that may be stored, and in words those that may not: a stray row or a file that
    was cut would else wipe out a whole month.
    """
    allowed: list[MonthRows] = []
    refused: list[str] = []
    for month in months:
        before = held.get(month.key)
        if before and _is_far_smaller(month, before):
            refused.append(_refusal(month, before.rows))
        else:
            allowed.append(month)
    return allowed, refused


def is_cut(rows: int, before: int) -> bool:
    return rows < COMPLETE_SHARE * before


def _is_far_smaller(month: MonthRows, before: StoredMonth) -> bool:
    gives_way = before.is_synthetic and not month.is_synthetic
    return is_cut(month.rows.num_rows, before.rows) and not gives_way


def _refusal(month: MonthRows, before: int) -> str:
    return (
        f"{month.month} of {month.organisation}: {rows_in_words(month.rows.num_rows)} would replace"
        f" {before:,} stored: not replaced; load the whole month's file. If the month really has no"
        " more, load all files into a new store"
    )
