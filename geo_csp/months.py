"""A month, a span of months, the same months last year. A month is the text ``YYYY-MM``."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from geo_csp.errors import GeoCspError

Month = str

_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def is_month(text: str) -> bool:
    return _MONTH.fullmatch(text) is not None


def parse_month(text: str) -> Month:
    if not is_month(text):
        raise GeoCspError(f'"{text}" is not a month: expected YYYY-MM, for example 2025-06')
    return text


def ordinal(month: Month) -> int:
    """Months since the year 0, so that subtraction counts months."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def from_ordinal(number: int) -> Month:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def shift(month: Month, by: int) -> Month:
    return from_ordinal(ordinal(month) + by)


def in_words(month: Month) -> str:
    return f"{_NAMES[int(month[5:7]) - 1]} {month[:4]}"


@dataclass(frozen=True, order=True)
class Span:
    """Whole months from ``first`` to ``last``, both included."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        parse_month(self.first)
        parse_month(self.last)
        if self.last < self.first:
            raise GeoCspError(f"the months {self.first}:{self.last} end before they begin")

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first}:{self.last}"

    def __len__(self) -> int:
        return ordinal(self.last) - ordinal(self.first) + 1

    def months(self) -> tuple[Month, ...]:
        return tuple(from_ordinal(n) for n in range(ordinal(self.first), ordinal(self.last) + 1))

    def a_year_before(self) -> Span:
        return Span(shift(self.first, -12), shift(self.last, -12))

    def in_words(self) -> str:
        if self.first == self.last:
            return in_words(self.first)
        return f"{in_words(self.first)} to {in_words(self.last)}"


def parse_span(text: str) -> Span:
    """``2025-06`` or ``2025-06:2025-12``."""
    first, _, last = text.partition(":")
    return Span(parse_month(first), parse_month(last or first))


def gaps(months: list[Month]) -> list[Span]:
    """The runs of months that are missing between the first and the last of ``months``."""
    present = sorted(set(months))
    return [
        Span(shift(before, 1), shift(after, -1))
        for before, after in itertools.pairwise(present)
        if ordinal(after) - ordinal(before) > 1
    ]


def runs(months: Iterable[Month]) -> list[Span]:
    """The months as spans, each as long as it can be."""
    found: list[Span] = []
    for month in sorted(set(months)):
        if found and shift(found[-1].last, 1) == month:
            found[-1] = Span(found[-1].first, month)
        else:
            found.append(Span(month, month))
    return found


def spans_in_words(months: Iterable[Month]) -> str:
    """``April 2022 to December 2023, May 2024``."""
    return ", ".join(span.in_words() for span in runs(months))


_QUARTER = re.compile(r"((?:19|20)\d\d)Q([1-4])")


def parse_quarter(text: str) -> Span:
    """``2025Q4``: October to December 2025."""
    found = _QUARTER.fullmatch(text)
    if not found:
        raise GeoCspError(f'"{text}" is not a quarter: expected for example 2025Q4')
    first = f"{found[1]}-{3 * int(found[2]) - 2:02d}"
    return Span(first, shift(first, 2))


def quarter_of(month: Month) -> str:
    """The quarter that a month lies in: ``2025Q4``."""
    return f"{month[:4]}Q{(int(month[5:7]) + 2) // 3}"


def quarter_in_words(quarter: Span) -> str:
    """``October to December 2025``."""
    return f"{in_words(quarter.first).split()[0]} to {in_words(quarter.last)}"
