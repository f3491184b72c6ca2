"""Random pairs of filters, each answered by shown cells, and what their difference gives away."""

from __future__ import annotations

import numpy as np

from geo_csp.statistics.published_cells import MONTHS_IN, Bools, Cells, Floats, Ints, Rung
from geo_csp.statistics.suppression import Pattern


def cells_given_away(pattern: Pattern, seed: int, pairs: int) -> set[int]:
    """Hidden cells of which the difference of a pair counts the whole, or a part and no more.

    Of a hidden year that holds shown quarters the part in question is the rest.
    """
    rng = np.random.default_rng(seed)
    holds = _what_each_cell_holds(pattern)
    draw = _Draw(pattern)
    differences = np.array([_difference(pattern, holds, draw, rng) for _ in range(pairs)])
    hidden = np.flatnonzero(~pattern.is_shown)
    is_count = (differences.min(axis=1) >= 0) & (differences.max(axis=1) == 1)
    is_inside = differences[is_count] @ (1 - holds[hidden]).T == 0
    shown_inside = pattern.relations.contains[hidden] @ (holds * pattern.is_shown[:, None])
    tells = differences[is_count] @ (holds[hidden] - shown_inside).T > 0
    return set(hidden[(is_inside & tells).any(axis=0)].tolist())


def _what_each_cell_holds(pattern: Pattern) -> Floats:
    """[cell, place in unit x month, then mark x month] 1 where the cell counts it."""
    cells, ladder = pattern.cells, pattern.ladder
    span = np.array([MONTHS_IN[Rung(rung)] for rung in cells.rung])
    in_time = pattern.months // span[:, None] == cells.period[:, None]
    of_unit = np.select(
        [(cells.rung == rung)[:, None] for rung in (0, 1, 2)],
        [True, ladder.group_of_unit == cells.area[:, None], _is_area(len(ladder.unit_size), cells)],
        False,
    )
    of_mark = (cells.rung >= Rung.MARK_QUARTER)[:, None] & _is_area(ladder.marks, cells)
    areas = np.hstack([np.broadcast_to(of_unit, (len(cells), len(ladder.group_of_unit))), of_mark])
    return (areas[:, :, None] & in_time[:, None, :]).reshape(len(cells), -1).astype(np.float32)


def _is_area(areas: int, cells: Cells) -> Bools:
    return np.arange(areas) == cells.area[:, None]


class _Draw:
    """Draws the cells inside a quarter or year, of the whole, one group or one mark."""

    def __init__(self, pattern: Pattern) -> None:
        cells, self._ladder = pattern.cells, pattern.ladder
        self._span = np.array([MONTHS_IN[Rung(rung)] for rung in cells.rung])
        self._first = cells.period * self._span
        self._years = np.unique(pattern.months // 12)
        self._mark = np.where(cells.rung >= Rung.MARK_QUARTER, cells.area, -2)
        self._group = np.where(cells.rung == Rung.GROUP_QUARTER, cells.area, -1)
        units = cells.rung == Rung.UNIT_YEAR
        self._group[units] = pattern.ladder.group_of_unit[cells.area[units]]

    def __call__(self, rng: np.random.Generator) -> Bools:
        length = rng.choice([3, 12])
        start = rng.choice(self._years) * 12 + (rng.integers(4) * 3 if length == 3 else 0)
        fits = (self._first >= start) & (self._first + self._span <= start + length)
        if rng.random() < 0.3:
            return fits & (self._mark == rng.integers(self._ladder.marks))
        fits &= self._mark == -2
        return (
            fits & (self._group == rng.integers(self._ladder.groups))
            if rng.random() < 0.5
            else fits
        )


def _difference(pattern: Pattern, holds: Floats, draw: _Draw, rng: np.random.Generator) -> Floats:
    """One filter less another, over the same months and area or mark, on rungs of their own."""
    fits = draw(rng)
    rungs = np.unique(pattern.cells.rung[fits])
    if not len(rungs):
        return np.zeros(holds.shape[1], dtype=np.float32)
    first, second = (
        _answer(pattern, holds, np.flatnonzero(fits & (pattern.cells.rung == rung)), rng)
        for rung in rng.choice(rungs, 2)
    )
    return first - second


def _answer(pattern: Pattern, holds: Floats, asked: Ints, rng: np.random.Generator) -> Floats:
    """All the cells asked for, those that are shown, or some of those; nothing if one is hidden."""
    kind = rng.integers(3)
    if kind > 0:
        asked = asked[pattern.is_shown[asked]]
    if kind == 2:
        asked = asked[rng.random(len(asked)) < 0.7]
    answered = pattern.is_shown[asked].all()
    return holds[asked].sum(axis=0) if answered else np.zeros(holds.shape[1], dtype=np.float32)
