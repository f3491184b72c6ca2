"""Whether a row's month can be so: a month at all, one that has come, and its file's own."""

from __future__ import annotations

import datetime
import re
from pathlib import PurePath

import numpy as np

from geo_csp.incidents.parsed import is_month
from geo_csp.incidents.words import Words, counted
from geo_csp.months import Month, in_words

FIRST_MONTH = "2000-01"
# In a file that is not named after a month, one with less than this share of the rows of the
# largest is a slip of the pen: months of a force differ by far less.
OWN_SHARE = 0.2

_NAMED = re.compile(r"((?:19|20)\d\d-(?:0[1-9]|1[0-2]))-.*-street", re.IGNORECASE)


def impossible_months(month: Words) -> dict[int, str]:
    """Row to why its month cannot be. Rows without a month are left out."""
    why = {value: _why_impossible(value) for value in month.values.to_pylist()}
    return _of_rows(month, {value: reason for value, reason in why.items() if reason})


def months_of_others(file: str, month: Words) -> dict[int, str]:
    """Row to why it is not its street file's: one month's file may not replace another month.

    The file's month is the one in its name, else each that holds a fair share of its rows.
    """
    rows = {value: n for value, n in counted(month).items() if not _why_impossible(value)}
    named = _NAMED.match(PurePath(file).name)
    if named:
        own = {named[1]}
    else:
        fair = OWN_SHARE * max(rows.values(), default=0)
        own = {value for value, n in rows.items() if n >= fair}
    return _of_rows(month, {value: _why_not_own(value, own) for value in rows if value not in own})


def _why_not_own(month: Month, own: set[Month]) -> str:
    return f"the row is of {in_words(month)}, the file of {', '.join(map(in_words, sorted(own)))}"


def _why_impossible(value: str) -> str | None:
    if not is_month(value):
        return f'Month "{value}" is not a month: expected YYYY-MM, for example 2025-06'
    if value < FIRST_MONTH:
        return f"{in_words(value)} is before {in_words(FIRST_MONTH)}: is the date right?"
    if value > datetime.datetime.now().astimezone().strftime("%Y-%m"):
        return f"{in_words(value)} has not come yet: is the date right?"
    return None


def _of_rows(month: Words, reasons: dict[str, str]) -> dict[int, str]:
    """Each row of these months with its reason."""
    if not reasons:
        return {}
    is_wrong = np.array([*(v in reasons for v in month.values.to_pylist()), False])
    rows = np.flatnonzero(is_wrong[month.index]).tolist()
    return {row: reasons[month.of_row(row)] for row in rows}
