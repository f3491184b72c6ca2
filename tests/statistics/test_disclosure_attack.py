from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, sparse

from geo_csp.statistics import disclosure_attack
from geo_csp.statistics.cell_relations import Relations, relations
from geo_csp.statistics.disclosure_attack import (
    UNBOUNDED,
    Known,
    attack,
    known_to_all,
    known_with_the_small,
)
from geo_csp.statistics.published_cells import Cells, Ints, Ladder, Rung, published_cells
from geo_csp.statistics.suppression import extend, nothing_published
from tests.statistics.simulated_counts import (
    JANUARY_2023,
    herefordshire_ladder,
    simulated_counts,
)

JANUARY = 2024 * 12


def one_quarter(groups: list[int]) -> tuple[Relations, Cells]:
    """Months of equal counts, all in January to March, one unit in each group, no marks."""
    ladder = Ladder(np.arange(len(groups)), np.ones(len(groups)), marks=0)
    units = np.array([[n - 2 * (n // 3), n // 3, n // 3] for n in groups])
    none = np.zeros((0, 3), dtype=np.int64)
    cells = published_cells(ladder, JANUARY + np.arange(3), units, none)
    return relations(ladder, cells), cells


def hiding(cells: Cells, *hidden: int) -> np.ndarray:
    values = cells.count.astype(float)
    values[list(hidden)] = np.nan
    return values


class TestExamples:
    def test_one_hidden_group_is_the_total_less_the_others(self) -> None:
        ties, cells = one_quarter([2, 10, 30])
        group = int(np.flatnonzero(cells.rung == Rung.GROUP_QUARTER)[0])
        found = attack(ties, hiding(cells, group), width=4)
        assert (found.lower[group], found.upper[group]) == (2, 42 - 10 - 30)
        assert found.narrow.tolist() == [group]

    def test_two_hidden_groups_share_their_sum(self) -> None:
        ties, cells = one_quarter([2, 10, 30])
        first, second = np.flatnonzero(cells.rung == Rung.GROUP_QUARTER)[:2]
        found = attack(ties, hiding(cells, first, second), UNBOUNDED)
        assert found.lower[[first, second]].tolist() == [0, 0]
        assert found.upper[[first, second]].tolist() == [2 + 10, 2 + 10]
        assert attack(ties, hiding(cells, first, second), width=12).narrow.tolist() == []
        assert attack(ties, hiding(cells, first, second), width=13).narrow.tolist() == [
            first,
            second,
        ]

    def test_other_words_on_the_small_would_narrow_both(self) -> None:
        ties, cells = one_quarter([2, 10, 30])
        first, second = np.flatnonzero(cells.rung == Rung.GROUP_QUARTER)[:2]
        values = hiding(cells, first, second)
        known = known_with_the_small(values, cells.count < 5, 5)
        found = attack(ties, values, UNBOUNDED, known)
        assert (found.lower[second], found.upper[second]) == (12 - 4, 12)

    def test_a_hidden_month_alone_has_no_limit(self) -> None:
        ties, cells = one_quarter([2, 10, 30])
        hidden = np.flatnonzero((cells.rung == Rung.GROUP_QUARTER) | (np.arange(len(cells)) == 0))
        found = attack(ties, hiding(cells, *hidden), UNBOUNDED)
        assert (found.lower[0], found.upper[0]) == (0, UNBOUNDED)

    def test_a_hidden_year_is_counted_from_its_shown_quarters(self) -> None:
        ladder = Ladder(np.array([0, 1]), np.ones(2), marks=2)
        units = np.tile(np.array([[10], [10]]), 12)
        marks = np.array([[3] * 9 + [1] * 3, [20] * 12])
        cells = published_cells(ladder, JANUARY + np.arange(12), units, marks)
        quarters = np.flatnonzero((cells.rung == Rung.MARK_QUARTER) & (cells.area == 0))
        year = int(np.flatnonzero(cells.rung == Rung.MARK_YEAR)[0])
        found = attack(relations(ladder, cells), hiding(cells, quarters[3], year), width=4)
        assert found.narrow.tolist() == []
        full = attack(relations(ladder, cells), hiding(cells, quarters[3], year), UNBOUNDED)
        assert (full.lower[year], full.upper[year]) == (9 + 9 + 9, 27 + 20 * 3)

    def test_values_that_contradict_each_other_are_refused(self) -> None:
        ties, cells = one_quarter([2, 10, 30])
        values = hiding(cells, int(np.flatnonzero(cells.rung == Rung.GROUP_QUARTER)[0]))
        values[0] = 1000
        values[np.flatnonzero(cells.rung == Rung.GROUP_QUARTER)[2]] = 5000
        with pytest.raises(ValueError, match="contradicts"):
            attack(ties, values, width=4)


def test_where_the_corner_is_not_whole_whole_numbers_are_sought() -> None:
    # a + b, b + c and a + c are each at most 1, t is their sum: 3/2 in fractions, 1 in whole.
    rows = [[1, 1, 0, 0, -1], [0, 1, 1, 0, -1], [1, 0, 1, 0, -1], [1, 1, 1, -1, 0]]
    ties = Relations(
        sparse.csr_array(np.array(rows)),
        np.array([False, False, False, True]),
        sparse.csr_array((5, 5), dtype=np.int64),
    )
    found = attack(ties, np.array([np.nan] * 4 + [1.0]), UNBOUNDED)
    assert (found.lower[3], found.upper[3]) == (0, 1)


def with_marks(total: int) -> list[tuple[int, int]]:
    """How many of ``total`` may carry each of two marks, if each carries at least one."""
    pairs = itertools.product(range(total + 1), repeat=2)
    return [pair for pair in pairs if sum(pair) >= total]


@cache
def every_table(
    ladder_of: tuple[int, ...], marks: int, active: tuple[int, ...], months: int, most: int
) -> tuple[Relations, Cells, Ints]:
    """Cells [table, cell] of every table with up to ``most`` in each active month, else nothing."""
    ladder = Ladder(np.array(ladder_of), np.ones(len(ladder_of)), marks)
    of_month = [
        (*units, *pair)
        for units in itertools.product(range(most + 1), repeat=len(ladder_of))
        if sum(units) <= most
        for pair in (with_marks(sum(units)) if marks else [()])
    ]
    chosen = np.array(list(itertools.product(range(len(of_month)), repeat=len(active))))
    tables = np.zeros((len(chosen), months, len(ladder_of) + marks), dtype=np.int64)
    tables[:, list(active)] = np.array(of_month)[chosen]
    # A cell is a sum, so one table of ones for each place gives the sums of all.
    at = JANUARY + np.arange(months)
    ones = np.eye(months * (len(ladder_of) + marks), dtype=np.int64)
    ones = ones.reshape(-1, months, len(ladder_of) + marks).transpose(0, 2, 1)
    units, marked = ones[:, : len(ladder_of)], ones[:, len(ladder_of) :]
    sums = np.array(
        [published_cells(ladder, at, u, m).count for u, m in zip(units, marked, strict=True)]
    )
    counts = tables.reshape(len(tables), -1) @ sums
    fullest = tables[-1].T
    cells = published_cells(ladder, at, fullest[: len(ladder_of)], fullest[len(ladder_of) :])
    return relations(ladder, cells), cells, counts


CASES = {
    "a quarter, with marks": ((0, 1), 2, (0, 1, 2), 3, 2),
    "a year, units in groups": ((0, 0, 1), 0, (0, 3, 6, 9), 12, 2),
    "a year, with marks": ((0, 1), 2, (1, 4, 10), 12, 2),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@given(data=st.data())
@settings(max_examples=40)
def test_the_interval_is_that_of_every_table_that_agrees(case, data) -> None:
    ladder_of, marks, active, months, most = case
    ties, cells, counts = every_table(ladder_of, marks, active, months, most)
    true = counts[data.draw(st.integers(0, len(counts) - 1))]
    hidden = np.array(data.draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells))))
    hidden &= ~((cells.rung == Rung.WHOLE_MONTH) & ~np.isin(cells.step, active))
    values = np.where(hidden, np.nan, true)
    everyone = known_to_all(values)
    in_month = np.where(cells.rung == Rung.WHOLE_MONTH, most, UNBOUNDED)
    known = Known(everyone.least, np.minimum(everyone.most, np.maximum(in_month, true)))

    found = attack(ties, values, UNBOUNDED, known)

    agreeing = counts[(counts[:, ~hidden] == true[~hidden]).all(axis=1)]
    assert found.lower[hidden].tolist() == agreeing[:, hidden].min(axis=0).tolist()
    assert found.upper[hidden].tolist() == agreeing[:, hidden].max(axis=0).tolist()


def test_a_planted_leak_is_caught_and_named() -> None:
    ladder = herefordshire_ladder()
    units, marks = simulated_counts(ladder, seed=7, months=12)
    safe = extend(nothing_published(ladder), JANUARY_2023 + np.arange(12), units, marks)
    assert attack(safe.relations, safe.values, width=4).narrow.tolist() == []

    quarter = (safe.cells.rung == Rung.GROUP_QUARTER) & (safe.cells.step == 2)
    left = int(np.flatnonzero(quarter & ~safe.is_shown)[0])
    others = np.flatnonzero(quarter & (np.arange(len(safe.cells)) != left))
    leaky = replace(safe, is_shown=safe.is_shown | np.isin(np.arange(len(safe.cells)), others))

    found = attack(leaky.relations, leaky.values, width=4)
    assert left in found.narrow
    assert found.lower[left] == found.upper[left] == safe.cells.count[left]


def test_a_cell_shown_wide_by_an_earlier_table_is_not_solved_again(monkeypatch) -> None:
    ladder = herefordshire_ladder()
    units, marks = simulated_counts(ladder, seed=7, months=12)
    pattern = extend(nothing_published(ladder), JANUARY_2023 + np.arange(12), units, marks)
    solved = []
    solve = optimize.milp
    monkeypatch.setattr(
        disclosure_attack.optimize, "milp", lambda *a, **k: solved.append(1) or solve(*a, **k)
    )
    first = attack(pattern.relations, pattern.values, width=4)
    assert 0 < len(solved) < (~pattern.is_shown).sum()

    solved.clear()
    again = attack(pattern.relations, pattern.values, width=4, seen=first)
    assert solved == []
    assert np.array_equal(again.lower, first.lower)
    assert np.array_equal(again.upper, first.upper)

    full = attack(pattern.relations, pattern.values, UNBOUNDED)
    assert (full.lower <= first.lower).all()
    assert (full.upper >= first.upper).all()
    assert full.is_tight.all()
