from __future__ import annotations

import numpy as np
import pytest

from geo_csp.statistics.cell_relations import relations
from geo_csp.statistics.published_cells import Ladder, Rung, published_cells

LADDER = Ladder(np.array([0, 0, 1]), np.array([10.0, 20.0, 30.0]), marks=2)
YEAR = 2024 * 12
# Unit 0 counts 1 a month, unit 1 the month's number, unit 2 nothing but 9 in December.
UNITS = np.array([[1] * 12, list(range(1, 13)), [0] * 11 + [9]])
MARKS = np.array([[2] * 12, [0] * 12])


def test_each_rung_sums_its_own_area_and_period() -> None:
    cells = published_cells(LADDER, YEAR + np.arange(12), UNITS, MARKS)

    def of(rung: Rung, area: int) -> list[int]:
        return cells.count[(cells.rung == rung) & (cells.area == area)].tolist()

    assert of(Rung.WHOLE_MONTH, 0)[:2] == [1 + 1, 1 + 2]
    assert of(Rung.GROUP_QUARTER, 0) == [3 + 1 + 2 + 3, 3 + 15, 3 + 24, 3 + 33]
    assert of(Rung.GROUP_QUARTER, 1) == [0, 0, 0, 9]
    assert [of(Rung.UNIT_YEAR, unit) for unit in range(3)] == [[12], [78], [9]]
    assert of(Rung.MARK_QUARTER, 0) == [2 + 2 + 2] * 4
    assert of(Rung.MARK_YEAR, 0) == [24]


def test_a_period_with_a_month_missing_is_no_cell() -> None:
    months = YEAR + np.array([0, 1, 3, 4, 5])
    cells = published_cells(LADDER, months, UNITS[:, :5], MARKS[:, :5])
    assert (cells.rung == Rung.UNIT_YEAR).sum() == 0
    quarters = cells.rung == Rung.GROUP_QUARTER
    assert set(cells.period[quarters]) == {(YEAR + 3) // 3}


def test_later_months_only_append_cells() -> None:
    months = YEAR + np.arange(12)
    before = published_cells(LADDER, months[:11], UNITS[:, :11], MARKS[:, :11])
    after = published_cells(LADDER, months, UNITS, MARKS)
    assert len(after) > len(before)
    for name in ("rung", "area", "period", "step", "count"):
        assert np.array_equal(getattr(after.first(len(before)), name), getattr(before, name))


def test_true_counts_keep_every_relation() -> None:
    cells = published_cells(LADDER, YEAR + np.arange(12), UNITS, MARKS)
    found = relations(LADDER, cells)
    sums = found.matrix @ cells.count
    assert not sums[found.is_equation].any()
    assert (sums <= 0).all()
    # 4 quarters and 2 groups' year of the whole, 2 marks' year; then 4 bounds of each mark. Marks
    # cover the whole in no quarter: 1+1 + 1+2 + 1+3 = 9 > 6 already in the first.
    assert (found.is_equation.sum(), len(sums)) == (4 + 2 + 2, 4 + 2 + 2 + 4 * 2)


def test_things_without_a_mark_do_not_break_the_relations() -> None:
    covered = published_cells(LADDER, YEAR + np.arange(3), UNITS[:, :3], MARKS[:, :3] * 2)
    assert len(relations(LADDER, covered).is_equation) == 1 + 2 + 1
    uncovered = published_cells(LADDER, YEAR + np.arange(3), UNITS[:, :3], MARKS[:, :3])
    assert len(relations(LADDER, uncovered).is_equation) == 1 + 2


def test_a_single_group_is_refused() -> None:
    with pytest.raises(ValueError, match="two groups"):
        Ladder(np.array([0, 0]), np.array([1.0, 1.0]), marks=0)


def test_a_single_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="two marks, or none"):
        Ladder(np.array([0, 1]), np.array([1.0, 1.0]), marks=1)
