"""What a reader can work out about the hidden counts from everything published so far.

In plain words: take every number that was shown, every relation between the tables, and the fact
that counts are whole and not negative. For one hidden count ask: how small, how large could it be?
If the answer leaves less than the width, publishing would give the count away.

Formally, for cell c with x whole, x >= 0 and x_i = value_i where shown:
lower_c = min x_c and upper_c = max x_c over all x that keep the relations. Each is solved as a
linear programme with HiGHS and, where its corner is not whole, as an integer programme. Every
corner is checked in whole numbers, so "wide" rests on tables that exist, not on a solver's
tolerance.

When not to trust it: it knows what was published and nothing else. It does not know a count that
the reader knows himself, other bodies' publications, or which patterns the suppression would have
made of other counts: see ``suppression``.

Hundepool et al. (2012) Statistical Disclosure Control, chapter 4; Willenborg & de Waal (2001)
Elements of Statistical Disclosure Control, chapter 6; Fischetti & Salazar (2000) Models and
algorithms for optimizing cell suppression in tabular data with linear constraints, JASA 95.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import optimize, sparse
from scipy.sparse import csgraph

from geo_csp.statistics.cell_relations import Relations
from geo_csp.statistics.published_cells import Bools, Floats, Ints

UNBOUNDED = 1_000_000
_TOLERANCE = 1e-5


@dataclass(frozen=True)
class Known:
    """What a reader knows of each cell by itself: ``least`` [cell] and ``most`` [cell]."""

    least: Ints
    most: Ints


@dataclass(frozen=True)
class Attack:
    """``lower`` and ``upper`` [cell] for hidden cells; a shown cell has its value in both.

    Tightest where ``is_tight``; elsewhere the true interval is at least as wide, as tables already
    found show. ``upper`` is UNBOUNDED where nothing limits the cell. ``narrow``: the numbers of the
    cells that can be narrowed below the width.
    """

    lower: Ints
    upper: Ints
    is_tight: Bools
    narrow: Ints


def known_to_all(values: Floats) -> Known:
    """A hidden cell is any whole number from 0: the same words stand on every one of them."""
    hidden = np.isnan(values)
    value = np.nan_to_num(values).astype(np.int64)
    return Known(value, np.where(hidden, UNBOUNDED, value))


def known_with_the_small(values: Floats, is_small: Bools, threshold: int) -> Known:
    """As by one who can also tell which hidden counts are below the threshold, and which are not.

    Common sense tells it of many: a large town hidden for a quarter is hardly small itself.
    """
    everyone = known_to_all(values)
    hidden = np.isnan(values)
    return Known(
        np.where(hidden & ~is_small, threshold, everyone.least),
        np.where(hidden & is_small, threshold - 1, everyone.most),
    )


def attack(
    relations: Relations,
    values: Floats,
    width: int,
    known: Known | None = None,
    *,
    suspects: Ints | None = None,
    seen: Attack | None = None,
) -> Attack:
    """Find the interval of each hidden cell, and name the cells whose interval is too narrow.

    ``values`` [cell] as published, NaN where hidden. A cell is wide if its interval holds 0 to
    ``width``, counted from what is shown inside it (a hidden year: from the sum of its shown
    quarters, which anyone can add up; 0 for any cell below the threshold). A cell already shown
    wide by tables found on the way is not solved again; with ``width=UNBOUNDED`` every interval
    is solved in full. ``suspects``: the cells to ask about (default: all hidden). ``seen``: an
    earlier attack whose tables still hold, as they do after more cells were hidden. ValueError
    where the values contradict each other.

    Example: of two groups in a quarter of 12, one hidden: 12 less the other. Both hidden: 0 to 12.
    """
    hidden = np.isnan(values)
    if suspects is None:
        suspects = np.flatnonzero(hidden)
    tables = _Tables(relations, values, known or known_to_all(values), seen)
    floor = relations.contains @ np.nan_to_num(values).astype(np.int64)
    is_tight = ~hidden
    for cell in suspects.tolist():
        if tables.lower[cell] > floor[cell]:
            tables.find_extreme(cell, sign=1)
        if tables.upper[cell] < floor[cell] + width:
            tables.find_extreme(cell, sign=-1)
            is_tight[cell] = True
    too_narrow = (tables.lower > floor) | (tables.upper < floor + width)
    narrow = suspects[too_narrow[suspects]]
    return Attack(tables.lower, tables.upper, is_tight, narrow)


def parts_of_hidden(relations: Relations, hidden: Ints) -> Ints:
    """[hidden] the number of the part each lies in: no relation ties cells of two parts."""
    ties = abs(relations.matrix[:, hidden])
    part: Ints = csgraph.connected_components(ties.T @ ties, directed=False)[1].astype(np.int64)
    return part


class _Tables:
    """The range of each cell over all tables found so far that agree with what is published."""

    def __init__(
        self, relations: Relations, values: Floats, known: Known, seen: Attack | None
    ) -> None:
        hidden = np.isnan(values)
        self.lower = seen.lower.copy() if seen else np.where(hidden, UNBOUNDED, known.least)
        self.upper = seen.upper.copy() if seen else np.where(hidden, -1, known.most)
        self._hidden = np.flatnonzero(hidden)
        self._matrix = relations.matrix[:, self._hidden].tocsc()
        self._is_equation = relations.is_equation
        self._right = -(relations.matrix @ np.nan_to_num(values).astype(np.int64))
        self._known = known
        self._part = parts_of_hidden(relations, self._hidden)
        self._programme = cache(self._build)

    def find_extreme(self, cell: int, sign: int) -> None:
        """Widen the ranges by the table with the least (sign 1) or most (sign -1) in the cell."""
        part = self._programme(int(self._part[np.searchsorted(self._hidden, cell)]))
        cost = np.where(part.cells == cell, sign, 0)
        table = part.solve(cost, whole=False)
        if table is None:
            table = part.solve(cost, whole=True)
        if table is None:
            raise ArithmeticError("the solver found no table in whole numbers")
        self.lower[part.cells] = np.minimum(self.lower[part.cells], table)
        self.upper[part.cells] = np.maximum(self.upper[part.cells], table)

    def _build(self, number: int) -> _Part:
        columns = np.flatnonzero(self._part == number)
        matrix = self._matrix[:, columns].tocsr()
        rows = np.flatnonzero(np.diff(matrix.indptr))
        right = self._right[rows].astype(np.float64)
        left = np.where(self._is_equation[rows], right, -np.inf)
        cells = self._hidden[columns]
        return _Part(cells, matrix[rows], left, right, self._known)


@dataclass(frozen=True)
class _Part:
    """Hidden cells that are tied to each other: left <= matrix @ counts <= right."""

    cells: Ints
    matrix: sparse.csr_array
    left: Floats
    right: Floats
    known: Known

    def solve(self, cost: Ints, *, whole: bool) -> Ints | None:
        """The cheapest table, or None where it is not in whole numbers."""
        result = optimize.milp(
            cost,
            constraints=optimize.LinearConstraint(self.matrix, self.left, self.right),
            bounds=optimize.Bounds(self.known.least[self.cells], self.known.most[self.cells]),
            integrality=np.full_like(cost, int(whole)),
            options={"mip_rel_gap": 0.0},
        )
        if result.x is None:
            raise ValueError(f"what was published contradicts itself: {result.message}")
        table: Ints = np.rint(result.x).astype(np.int64)
        sums = self.matrix @ table
        is_table = np.abs(table - result.x).max() < _TOLERANCE
        return table if is_table and ((self.left <= sums) & (sums <= self.right)).all() else None
