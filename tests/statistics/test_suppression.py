from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_csp.statistics.disclosure_attack import attack, known_with_the_small
from geo_csp.statistics.published_cells import Ints, Ladder, Rung
from geo_csp.statistics.suppression import Pattern, extend, nothing_published
from tests.statistics.random_differences import cells_given_away
from tests.statistics.simulated_counts import (
    JANUARY_2023,
    herefordshire_ladder,
    simulated_counts,
)

WIDTH = 4
LADDER = herefordshire_ladder()


def months(number: int) -> Ints:
    return JANUARY_2023 + np.arange(number)


def published(seed: int, number: int) -> Pattern:
    return extend(
        nothing_published(LADDER), months(number), *simulated_counts(LADDER, seed, number)
    )


def narrow(pattern: Pattern) -> list[int]:
    return attack(pattern.relations, pattern.values, WIDTH).narrow.tolist()


@pytest.fixture(scope="module")
def three_years() -> Pattern:
    return published(seed=1, number=36)


@pytest.mark.parametrize("seed", [11, 12])
def test_no_hidden_count_can_be_narrowed_not_after_the_next_month_or_a_revision(seed: int) -> None:
    units, marks = simulated_counts(LADDER, seed, 13)
    year = extend(nothing_published(LADDER), months(12), units[:, :12], marks[:, :12])
    assert narrow(year) == []

    next_month = extend(year, months(13), units, marks)
    assert narrow(next_month) == []

    revised = np.random.default_rng(seed).poisson(units + 0.1)
    after_revision = extend(year, months(13), revised, marks)
    assert narrow(after_revision) == []


def test_a_revision_and_later_months_leave_every_published_figure_as_it_was() -> None:
    units, marks = simulated_counts(LADDER, 21, 12)
    first = extend(nothing_published(LADDER), months(8), units[:, :8], marks[:, :8])
    later = extend(first, months(12), units + 3, marks + 1)
    before = slice(len(first.cells))
    assert np.array_equal(later.values[before], first.values, equal_nan=True)
    # The year's figures too are sums of months as first published: 8 old ones and 4 new ones.
    years = later.cells.rung == Rung.UNIT_YEAR
    assert np.array_equal(
        later.cells.count[years], units[:, :8].sum(axis=1) + (units[:, 8:] + 3).sum(axis=1)
    )


def test_it_makes_no_difference_whether_months_come_singly_or_together() -> None:
    units, marks = simulated_counts(LADDER, 31, 15)
    together = extend(nothing_published(LADDER), months(15), units, marks)
    singly = nothing_published(LADDER)
    for n in range(1, 16):
        singly = extend(singly, months(n), units[:, :n], marks[:, :n])
    assert singly.is_shown.tobytes() == together.is_shown.tobytes()
    assert singly.months.tobytes() == together.months.tobytes()


def test_the_same_counts_give_the_same_pattern_byte_for_byte(three_years: Pattern) -> None:
    again = published(seed=1, number=36)
    assert again.is_shown.tobytes() == three_years.is_shown.tobytes()
    assert again.values.tobytes() == three_years.values.tobytes()


def test_a_month_that_comes_late_is_added_without_reopening_others() -> None:
    units, marks = simulated_counts(LADDER, 41, 12)
    without_may = np.delete(np.arange(12), 4)
    first = extend(
        nothing_published(LADDER),
        months(12)[without_may],
        units[:, without_may],
        marks[:, without_may],
    )
    assert not (first.cells.rung == Rung.UNIT_YEAR).any()
    later = extend(first, months(12), units, marks)
    assert np.array_equal(later.values[: len(first.cells)], first.values, equal_nan=True)
    assert (later.cells.rung == Rung.UNIT_YEAR).sum() == 53
    assert narrow(later) == []


def test_small_counts_are_hidden_and_zeros_too(three_years: Pattern) -> None:
    count = three_years.cells.count
    assert (count == 0).any()
    assert not three_years.is_shown[count < 5].any()


def test_hiding_is_not_bought_by_hiding_all(three_years: Pattern) -> None:
    def share_shown(rung: Rung) -> float:
        return float(three_years.is_shown[three_years.cells.rung == rung].mean())

    assert share_shown(Rung.WHOLE_MONTH) == 1
    assert share_shown(Rung.GROUP_QUARTER) >= 0.40
    assert share_shown(Rung.UNIT_YEAR) >= 0.35


def test_small_counts_stay_wide_to_one_who_can_tell_which_are_small(three_years: Pattern) -> None:
    cells, values = three_years.cells, three_years.values
    small = cells.count < 5
    known = known_with_the_small(values, small, 5)
    found = attack(three_years.relations, values, WIDTH, known, suspects=np.flatnonzero(small))
    assert found.narrow.tolist() == []


def test_no_pair_of_published_sums_subtracts_to_a_hidden_count(three_years: Pattern) -> None:
    assert cells_given_away(three_years, seed=5, pairs=10_000) == set()


def test_pairs_of_sums_find_a_planted_leak(three_years: Pattern) -> None:
    quarter = (three_years.cells.rung == Rung.GROUP_QUARTER) & (three_years.cells.step == 5)
    left = int(np.flatnonzero(quarter & ~three_years.is_shown)[0])
    numbers = np.arange(len(three_years.cells))
    leaky = replace(three_years, is_shown=three_years.is_shown | (quarter & (numbers != left)))
    assert cells_given_away(leaky, seed=5, pairs=10_000) == {left}


sparse_counts = st.integers(0, 2**32 - 1).map(np.random.default_rng)


@given(
    rng=sparse_counts, mean=st.sampled_from([0.1, 0.4, 1.0, 3.0]), marks=st.sampled_from([0, 2, 3])
)
@settings(max_examples=12)
def test_however_sparse_no_hidden_count_can_be_narrowed(
    rng: np.random.Generator, mean: float, marks: int
) -> None:
    """Months are hidden here too, groups may have one unit, and things may lack a mark."""
    ladder = Ladder(np.array([0, 0, 0, 1, 1, 2, 3]), rng.random(7), marks)
    units = rng.poisson(mean, (7, 14))
    carried = rng.binomial(units.sum(axis=0), rng.random((marks, 1)), (marks, 14))
    year = extend(nothing_published(ladder), months(12), units[:, :12], carried[:, :12])
    assert narrow(year) == []
    assert not year.is_shown[year.cells.count < 5].any()
    assert narrow(extend(year, months(14), units, carried)) == []


def test_a_width_that_cannot_be_kept_is_refused() -> None:
    counts = simulated_counts(LADDER, 1, 3)
    with pytest.raises(ValueError, match="width of 6"):
        extend(nothing_published(LADDER), months(3), *counts, threshold=5, width=6)


def test_a_month_given_twice_is_refused() -> None:
    counts = simulated_counts(LADDER, 1, 3)
    with pytest.raises(ValueError, match="twice"):
        extend(nothing_published(LADDER), months(3)[[0, 1, 1]], *counts)
