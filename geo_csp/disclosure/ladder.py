"""The ladder of published tables: which sensitive counts are shown to a role that does not task.

Hate crime is published by county x month, locality x quarter and ward x calendar year; each strand
by county x quarter and county x calendar year. Each count of such a table is a cell of its own, and
one below the threshold is hidden, zeros too: that nobody reported is also something about few
people. Nothing is decided per request: a view is answered by published cells or not at all.

This is a plain threshold. It does not yet hide the cells that could be found by subtracting shown
ones from a shown total of another rung.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo_csp.counts.cube import Cube
from geo_csp.months import Span, from_ordinal, ordinal
from geo_csp.vocabulary import NOT_SHOWN, Selection, fewer_than

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rung:
    """One published table: counts by area of ``level`` and by calendar period of so many months."""

    level: str
    months: int

    def cells_of(self, span: Span) -> list[Span]:
        """The periods that tile the span exactly; none where they do not."""
        first, last = ordinal(span.first), ordinal(span.last) + 1
        if first % self.months or last % self.months:
            return []
        return [
            Span(from_ordinal(start), from_ordinal(start + self.months - 1))
            for start in range(first, last, self.months)
        ]


# From the shortest period to the longest. A level needs no rung of a finer one: that one's period
# is never shorter than its own.
HATE = (Rung("county", 1), Rung("locality", 3), Rung("ward", 12))
STRAND = (Rung("county", 3), Rung("county", 12))


def ladder_of(selection: Selection) -> tuple[Rung, ...]:
    return HATE if selection.strand_bit is None else STRAND


def words_for_hidden(cube: Cube, selection: Selection, span: Span, threshold: int) -> list[str]:
    """For each area of the cube the words in place of its count; empty where the count is shown.

    The finest rung whose cells tile the span answers: if all its cells are shown, so is their sum.
    A span that is one cell of a longer rung is shown if none of the finer cells in it is: where
    some are, the shown ones could be subtracted from it.
    """
    tilings = [
        cells
        for rung in ladder_of(selection)
        if rung.level == cube.areas.level and (cells := rung.cells_of(span))
    ]
    if not tilings:
        return [NOT_SHOWN] * len(cube.areas.codes)
    finest = np.stack([cube.counted(selection.code, cell) for cell in tilings[0]], axis=1)
    is_one_cell = any(len(cells) == 1 for cells in tilings)
    return [_words(cells, is_one_cell, threshold) for cells in finest]


def _words(finest: Counts, is_one_cell: bool, threshold: int) -> str:
    shown = finest >= threshold
    if shown.all():
        return ""
    if is_one_cell and finest.sum() < threshold:
        return fewer_than(threshold)
    return "" if is_one_cell and not shown.any() else NOT_SHOWN
