"""Dates and times as extracts write them, read in the order that the mapping states.

A date that begins with a four-digit year is year-month-day whatever the order says: no other
reading of it exists, and spreadsheets save their dates so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.incidents.words import NOTHING, Words

Seconds = npt.NDArray[np.datetime64]
Integers = npt.NDArray[np.int64]

_DATE = (
    r"^\s*(?:(?P<y1>\d{4})[-/. ](?P<m1>\d{1,2})[-/. ](?P<d1>\d{1,2})"
    r"|(?P<a>[A-Za-z]{3,9}|\d{1,2})[-/. ](?P<b>[A-Za-z]{3,9}|\d{1,2})[-/. ,]+(?P<y2>\d{4}|\d{2}))"
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[AaPp][Mm])?)?\s*(?:Z|[+-]\d{2}:?\d{2})?\s*$"
)
_TIME = (
    r"^\s*(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*$"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXAMPLES = {
    "day-month-year": "31/01/2025",
    "month-day-year": "01/31/2025",
    "year-month-day": "2025-01-31",
}
OTHER_ORDER = {
    "day-month-year": "month-day-year",
    "month-day-year": "day-month-year",
    "year-month-day": "day-month-year",
}
_MIDNIGHT = np.datetime64("1970-01-01", "s")
_NO_TIME = np.timedelta64("NaT", "s")


@dataclass(frozen=True)
class Moments:
    """``at``: to the second, NaT where empty or wrong. ``wrong``: rows whose value is no date.
    ``fit_other_order``: how many of those are dates in another order than the stated one.
    """

    at: Seconds
    wrong: dict[int, str]
    fit_other_order: int = 0


def dates(column: Words, name: str, order: str) -> Moments:
    """``name``: the column's, for the reasons. ``order``: one of the mapping's date orders."""
    parts = pc.extract_regex(column.values, _DATE)
    at, in_other_order = _composed(parts, order), _composed(parts, OTHER_ORDER[order])

    def reason(position: int) -> str:
        value = column.values[position].as_py()
        if np.isnat(in_other_order[position]):
            return f'{name} "{value}": expected a date such as {_EXAMPLES[order]} ({order})'
        return (
            f'{name} "{value}": there is no such day in the order {order};'
            f" is the file {OTHER_ORDER[order]}?"
        )

    found = _of_rows(column, at, reason)
    fits = ~np.isnat(in_other_order[column.index[list(found.wrong)]])
    return replace(found, fit_other_order=int(fits.sum()))


def with_times(days: Moments, times: Words, name: str) -> Moments:
    """The time of day from a column of its own, put in place of any that the dates have."""
    parts = pc.extract_regex(times.values, _TIME)
    since_midnight = np.where(_integers(parts.field("hour")) < 0, _NO_TIME, _since_midnight(parts))

    def reason(position: int) -> str:
        return f'{name} "{times.values[position].as_py()}": expected a time such as 21:30'

    clock = _of_rows(times, _MIDNIGHT + since_midnight, reason)
    day = days.at.astype("datetime64[D]").astype("datetime64[s]")
    at = np.where(np.isnat(clock.at), days.at, day + (clock.at - _MIDNIGHT))
    return replace(days, at=at, wrong=clock.wrong | days.wrong)


def _of_rows(column: Words, at: Seconds, reason: Callable[[int], str]) -> Moments:
    of_row = np.append(at, np.datetime64("NaT", "s"))[column.index]
    wrong = np.flatnonzero(np.isnat(of_row) & (column.index != NOTHING)).tolist()
    return Moments(of_row, {row: reason(int(column.index[row])) for row in wrong})


def _composed(parts: pa.StructArray, order: str) -> Seconds:
    """The moments that the parts make, NaT where there are none or the day does not exist."""
    number = {name: _integers(parts.field(name)) for name in ("y1", "m1", "d1", "a", "b", "y2")}
    day, month = number["a"], number["b"]
    if order == "month-day-year":
        day, month = month, day
    for word, other in (("a", "b"), ("b", "a")):  # a month by its name is one wherever it stands
        named = _month_numbers(parts.field(word))
        day, month = (
            np.where(named > 0, number[other], day),
            np.where(named > 0, named, month),
        )
    year = np.where(number["y2"] < 100, number["y2"] + 2000, number["y2"])
    if order == "year-month-day":
        year = np.full(len(year), NOTHING)
    has_year_first = number["y1"] >= 0
    year, month, day = (
        np.where(has_year_first, number[first], then)
        for first, then in (("y1", year), ("m1", month), ("d1", day))
    )
    return _moments(year, month, day) + _since_midnight(parts)


def _moments(year: Integers, month: Integers, day: Integers) -> Seconds:
    """Midnight of each day, NaT where there is no such day."""
    is_day = (year >= 1900) & (year < 2100) & (month >= 1) & (month <= 12) & (day >= 1)
    months = np.where(is_day, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (np.where(is_day, day, 1) - 1)
    is_day &= days.astype("datetime64[M]") == months
    return np.where(is_day, days.astype("datetime64[s]"), np.datetime64("NaT", "s"))


def _since_midnight(parts: pa.StructArray) -> npt.NDArray[np.timedelta64]:
    """Nothing where no time is given, NaT where it is none of the day."""
    hour, minute, second = (_integers(parts.field(n)) for n in ("hour", "minute", "second"))
    half = np.array(pc.utf8_lower(parts.field("half")).fill_null("").to_pylist(), "U2")
    hour = np.where((half != "") & (hour > 12), 99, hour)
    hour = np.where(half == "am", hour % 12, np.where(half == "pm", hour % 12 + 12, hour))
    is_time = (hour < 24) & (minute < 60) & (second < 60)
    seconds = np.maximum(hour, 0) * 3600 + np.maximum(minute, 0) * 60 + np.maximum(second, 0)
    return np.where(is_time, seconds.astype("timedelta64[s]"), _NO_TIME)


def _integers(texts: pa.StringArray) -> Integers:
    """NOTHING where the text is no number."""
    digits = pc.if_else(pc.match_substring_regex(texts, r"^\d+$"), texts, None)
    numbers: Integers = digits.cast(pa.int64()).fill_null(NOTHING).to_numpy()
    return numbers


def _month_numbers(texts: pa.StringArray) -> Integers:
    """1 to 12 for a month's name or its first three letters, 0 for anything else."""
    short = pc.utf8_slice_codeunits(pc.utf8_lower(texts), 0, 3)
    found = pc.index_in(short, pa.array(_MONTHS)).fill_null(NOTHING).to_numpy()
    numbers: Integers = found.astype(np.int64) + 1
    return numbers
