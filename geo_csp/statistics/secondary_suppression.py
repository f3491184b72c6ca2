"""Which further cells to hide at one step of publication, so that every hidden count stays wide.

The small counts are hidden already. While the attack finds a hidden cell that is too narrow, one
cell of this step that is tied to it is hidden too, the nearest first. Hiding only ever adds tables
that agree with what is shown, so the tables found before each hiding still count after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from geo_csp.statistics.cell_relations import Relations
from geo_csp.statistics.disclosure_attack import (
    Attack,
    Known,
    attack,
    known_to_all,
    known_with_the_small,
    parts_of_hidden,
)
from geo_csp.statistics.published_cells import Bools, Cells, Ints, Ladder, Rung

# Place of each rung among what is hidden first: units before the groups that they lie in, and the
# last quarter of a mark rather than its year.
_LEAST_MISSED = np.zeros(len(Rung), dtype=np.int64)
_LEAST_MISSED[[Rung.UNIT_YEAR, Rung.GROUP_QUARTER, Rung.MARK_QUARTER, Rung.MARK_YEAR]] = range(4)


@dataclass(frozen=True)
class Step:
    """One month's publication: all cells up to it.

    Those that came with it, ``is_new`` [cell], may be hidden: the lowest ``rank`` [cell] first,
    none with a rank below 0.
    """

    relations: Relations
    counts: Ints
    is_new: Bools
    rank: Ints
    threshold: int
    width: int


Reader = Callable[[Step, Bools], tuple[Ints, Known, int]]


def hide_until_wide(step: Step, is_shown: Bools) -> Bools:
    """[cell] what is shown once no hidden count is narrow, or nothing is left that would help.

    Every hidden count is kept wide to every reader, the small ones also to one who can tell which
    of the hidden counts are small.
    """
    seen: dict[Reader, Attack] = {}
    while True:
        for reader in (_everyone, _one_who_tells_the_small):
            cells, known, width = reader(step, is_shown)
            values = np.where(is_shown, step.counts, np.nan)
            seen[reader] = attack(
                step.relations, values, width, known, suspects=cells, seen=seen.get(reader)
            )
            hidden_next = _to_hide_next(step, is_shown, reader, seen[reader])
            if hidden_next is not None:
                is_shown = _without(is_shown, hidden_next)
                break
        else:
            return is_shown


def hiding_rank(ladder: Ladder, cells: Cells, is_shown_before: Bools) -> Ints:
    """[cell] 0 for the one to hide first: by rung, then the area hidden most often, the smallest.

    -1 for the whole's months, which are hidden only when they are small.
    """
    areas = max(len(ladder.unit_size), ladder.marks)
    size = np.zeros((len(Rung), areas))
    size[Rung.UNIT_YEAR, : len(ladder.unit_size)] = ladder.unit_size
    size[Rung.GROUP_QUARTER, : ladder.groups] = np.bincount(ladder.group_of_unit, ladder.unit_size)
    times_hidden = np.zeros((len(Rung), areas), dtype=np.int64)
    before = slice(len(is_shown_before))
    np.add.at(times_hidden, (cells.rung[before], cells.area[before]), ~is_shown_before)
    at = cells.rung, cells.area
    order = np.lexsort((size[at], -times_hidden[at], _LEAST_MISSED[cells.rung]))
    rank = np.argsort(order)
    return np.where(cells.rung == Rung.WHOLE_MONTH, -1, rank)


def _everyone(step: Step, is_shown: Bools) -> tuple[Ints, Known, int]:
    values = np.where(is_shown, step.counts, np.nan)
    return _tied_to(step.relations, ~is_shown, step.is_new), known_to_all(values), step.width


def _one_who_tells_the_small(step: Step, is_shown: Bools) -> tuple[Ints, Known, int]:
    values = np.where(is_shown, step.counts, np.nan)
    is_small = step.counts < step.threshold
    tied = _tied_to(step.relations, ~is_shown, step.is_new)
    known = known_with_the_small(values, is_small, step.threshold)
    return tied[is_small[tied]], known, min(step.width, step.threshold - 1)


def _tied_to(relations: Relations, is_hidden: Bools, is_new: Bools) -> Ints:
    """Hidden cells about which the new cells, shown or hidden, could tell anything."""
    hidden = np.flatnonzero(is_hidden)
    part = parts_of_hidden(relations, hidden)
    near = _sharing_a_relation(relations, is_new) | is_new
    return hidden[np.isin(part, part[near[hidden]])]


def _to_hide_next(step: Step, is_shown: Bools, reader: Reader, found: Attack) -> int | None:
    """Of the cells tied to the first narrow cell that has any: the first to widen it alone."""
    for narrow in found.narrow.tolist():
        candidates = _nearest(step, is_shown, narrow)
        for candidate in candidates:
            without = _without(is_shown, candidate)
            values = np.where(without, step.counts, np.nan)
            _, known, width = reader(step, without)
            only = np.array([narrow])
            alone = attack(step.relations, values, width, known, suspects=only, seen=found)
            if not len(alone.narrow):
                return candidate
        if candidates:
            return candidates[0]
    return None


def _nearest(step: Step, is_shown: Bools, cell: int) -> list[int]:
    """Shown cells of this step tied to the cell, by way of as few hidden ones as can be."""
    reached = np.arange(len(is_shown)) == cell
    while True:
        near = _sharing_a_relation(step.relations, reached)
        candidates = np.flatnonzero(near & is_shown & step.is_new & (step.rank >= 0))
        if len(candidates):
            return [int(n) for n in candidates[np.argsort(step.rank[candidates])]]
        further = reached | (near & ~is_shown)
        if np.array_equal(further, reached):
            return []
        reached = further


def _without(is_shown: Bools, cell: int) -> Bools:
    without = is_shown.copy()
    without[cell] = False
    return without


def _sharing_a_relation(relations: Relations, with_cells: Bools) -> Bools:
    ties = abs(relations.matrix)
    rows = (ties @ with_cells.astype(np.int64)) > 0
    near: Bools = (ties.T @ rows.astype(np.int64)) > 0
    return near
