"""The ladder of published tables as cells, each with its count.

What is counted is split two ways. *Units* lie in *groups*, which make up the *whole* (wards in
localities in a county); months lie in quarters, which lie in years. Besides, a counted thing may
carry several *marks*, so that the counts by mark overlap and do not add up to the whole.

    whole x month   group x quarter   unit x year   mark x quarter   mark x year

A cell is published with the last month of its period. A quarter or year with a month missing is no
cell. Months are numbers: months since January of the year 0, so that // 3 and // 12 give calendar
quarters and years.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Rung(IntEnum):
    WHOLE_MONTH = 0
    GROUP_QUARTER = 1
    UNIT_YEAR = 2
    MARK_QUARTER = 3
    MARK_YEAR = 4


MONTHS_IN = {
    Rung.WHOLE_MONTH: 1,
    Rung.GROUP_QUARTER: 3,
    Rung.UNIT_YEAR: 12,
    Rung.MARK_QUARTER: 3,
    Rung.MARK_YEAR: 12,
}


@dataclass(frozen=True)
class Ladder:
    """``group_of_unit`` [unit] numbers each unit's group from 0 (at least two groups, none empty).

    ``unit_size`` [unit] is public, such as residents: of cells that would serve equally, the
    smallest is hidden first. ``marks``: how many; 0 where nothing is marked. A single group or
    a single mark is refused: it counts what the whole counts, so that what is hidden of the one is
    read off the other. Leave its tables out.
    """

    group_of_unit: Ints
    unit_size: Floats
    marks: int

    def __post_init__(self) -> None:
        units_in = np.bincount(self.group_of_unit)
        if len(units_in) < 2 or not units_in.all():
            raise ValueError("a ladder needs at least two groups, each with a unit in it")
        if self.marks == 1:
            raise ValueError(
                "a ladder needs at least two marks, or none: one counts the whole again"
            )

    @property
    def groups(self) -> int:
        return int(self.group_of_unit.max()) + 1


@dataclass(frozen=True)
class Cells:
    """One entry a cell, in the order of publication, so that later months only append.

    ``period`` is month // months in the period; ``step`` the position of the month with which the
    cell is published; ``count`` is the true count, hidden or not.
    """

    rung: Ints
    area: Ints
    period: Ints
    step: Ints
    count: Ints

    def __len__(self) -> int:
        return len(self.count)

    def first(self, size: int) -> Cells:
        columns = (self.rung, self.area, self.period, self.step, self.count)
        return Cells(*(column[:size] for column in columns))


def published_cells(ladder: Ladder, months: Ints, unit_counts: Ints, mark_counts: Ints) -> Cells:
    """Every cell that the months fill, with its count.

    ``months`` [month] in the order of publication; ``unit_counts`` [unit, month] and
    ``mark_counts`` [mark, month] (for the whole) in the same order.
    """
    by_group = np.zeros((ladder.groups, len(months)), dtype=np.int64)
    np.add.at(by_group, ladder.group_of_unit, unit_counts)
    of_rung = {
        Rung.WHOLE_MONTH: unit_counts.sum(axis=0, keepdims=True),
        Rung.GROUP_QUARTER: by_group,
        Rung.UNIT_YEAR: unit_counts,
        Rung.MARK_QUARTER: mark_counts,
        Rung.MARK_YEAR: mark_counts,
    }
    columns = np.hstack([_cells_of(rung, months, counts) for rung, counts in of_rung.items()])
    rung, area, period, step, count = columns
    order = np.lexsort((area, period, rung, step))
    return Cells(*(column[order] for column in (rung, area, period, step, count)))


def _cells_of(rung: Rung, months: Ints, counts: Ints) -> Ints:
    periods, place, members = np.unique(
        months // MONTHS_IN[rung], return_inverse=True, return_counts=True
    )
    sums = np.zeros((len(periods), len(counts)), dtype=np.int64)
    np.add.at(sums, place, counts.T)
    step = np.zeros(len(periods), dtype=np.int64)
    np.maximum.at(step, place, np.arange(len(months)))
    period_at, area = np.nonzero((members == MONTHS_IN[rung])[:, None] & np.ones_like(sums, bool))
    return np.array(
        [
            np.full(len(area), rung),
            area,
            periods[period_at],
            step[period_at],
            sums[period_at, area],
        ]
    )
