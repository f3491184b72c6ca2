"""Every relation between published cells that a reader can use to work out a hidden one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from geo_csp.statistics.published_cells import Bools, Cells, Ints, Ladder, Rung


@dataclass(frozen=True)
class Relations:
    """``matrix`` [relation, cell] times the counts is 0 where ``is_equation``, else at most 0.

    ``contains`` [cell, cell]: the row's cell holds everything that the column's cell counts, as a
    year holds its quarters. What is shown inside a hidden cell is public, hidden is the rest.
    """

    matrix: sparse.csr_array
    is_equation: Bools
    contains: sparse.csr_array


def relations(ladder: Ladder, cells: Cells) -> Relations:
    """All that ties the cells together, and nothing twice.

    Exact: any whole numbers from 0 that keep these relations are the sums of some table of unit x
    month x mark, so no relation that could narrow a cell is left out. (Within a group the units'
    years and the group's quarters are the margins of one table; within a quarter, units and months
    of another; marks no larger than the whole can be laid over its months in turn.)

    A mark's count is at most the whole's; the whole is at most the sum of its marks, in each
    quarter where that is true: things with no mark recorded break it.
    """
    found = _Found(cells)
    for quarter in found.periods(Rung.GROUP_QUARTER):
        found.add(found.of(Rung.GROUP_QUARTER, quarter), found.months_of(quarter), equation=True)
    for year in found.periods(Rung.UNIT_YEAR):
        quarters = found.quarters_of(Rung.GROUP_QUARTER, year)
        units = found.of(Rung.UNIT_YEAR, year)
        for group in range(ladder.groups):
            inside = units[ladder.group_of_unit == group]
            found.add(inside, quarters[:, group], equation=True)
            if len(inside) == 1:
                found.contain(inside[0], quarters[:, group])
    for quarter in found.periods(Rung.MARK_QUARTER):
        marks, months = found.of(Rung.MARK_QUARTER, quarter), found.months_of(quarter)
        for mark in marks:
            found.add(np.array([mark]), months, equation=False)
        if cells.count[months].sum() <= cells.count[marks].sum():
            found.add(months, marks, equation=False)
    for year in found.periods(Rung.MARK_YEAR):
        quarters = found.quarters_of(Rung.MARK_QUARTER, year)
        for mark, of_mark in zip(found.of(Rung.MARK_YEAR, year), quarters.T, strict=True):
            found.add(np.array([mark]), of_mark, equation=True)
            found.contain(mark, of_mark)
    return found.relations()


def relations_among(found: Relations, size: int) -> Relations:
    """The relations of the first ``size`` cells: those that were there before the others came."""
    by_cell = found.matrix.tocsc()
    rows = np.flatnonzero(np.diff(by_cell[:, size:].tocsr().indptr) == 0)
    inside = found.contains[:size, :size]
    return Relations(by_cell[:, :size].tocsr()[rows], found.is_equation[rows], inside)


class _Found:
    """Relations as they are found: (row, cell, sign) each, and which cells lie in which."""

    def __init__(self, cells: Cells) -> None:
        keys = np.array([cells.rung, cells.period])
        starts, first, counts = np.unique(keys, axis=1, return_index=True, return_counts=True)
        self._runs = {
            (rung, period): np.arange(start, start + count)
            for (rung, period), start, count in zip(starts.T.tolist(), first, counts, strict=True)
        }
        self._entries: list[tuple[int, int, int]] = []
        self._is_equation: list[bool] = []
        self._inside: list[tuple[int, int]] = []
        self._size = len(cells)

    def periods(self, rung: Rung) -> list[int]:
        return [period for of_rung, period in self._runs if of_rung == rung]

    def of(self, rung: Rung, period: int) -> Ints:
        return self._runs[rung, period]

    def months_of(self, quarter: int) -> Ints:
        return np.concatenate([self.of(Rung.WHOLE_MONTH, quarter * 3 + n) for n in range(3)])

    def quarters_of(self, rung: Rung, year: int) -> Ints:
        return np.array([self.of(rung, year * 4 + n) for n in range(4)])

    def add(self, plus: Ints, minus: Ints, *, equation: bool) -> None:
        row = len(self._is_equation)
        self._entries += [(row, cell, 1) for cell in plus.tolist()]
        self._entries += [(row, cell, -1) for cell in minus.tolist()]
        self._is_equation.append(equation)

    def contain(self, outer: int, inner: Ints) -> None:
        self._inside += [(outer, cell) for cell in inner.tolist()]

    def relations(self) -> Relations:
        row, cell, sign = np.array(self._entries, dtype=np.int64).reshape(-1, 3).T
        outer, inner = np.array(self._inside, dtype=np.int64).reshape(-1, 2).T
        shape = (len(self._is_equation), self._size)
        return Relations(
            sparse.csr_array((sign, (row, cell)), shape=shape),
            np.array(self._is_equation, dtype=bool),
            sparse.csr_array((np.ones_like(outer), (outer, inner)), shape=(self._size, self._size)),
        )
