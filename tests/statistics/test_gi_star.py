from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from geo_csp.statistics.gi_star import gi_star

# Four cells in a row; three steps.
ROW = sparse.csr_array(np.array([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]]))
COUNTS = np.array([[0, 1, 0], [4, 0, 2], [0, 0, 1], [0, 0, 0]])


def test_neighbours_are_itself_and_those_that_touch_now_and_one_step_before():
    # Cell 1 at step 1 leans on cells 0 to 2 at steps 0 and 1: 0 + 4 + 0 and 1 + 0 + 0, of 6 bins.
    n, mean = COUNTS.size, COUNTS.mean()
    deviation = np.sqrt((COUNTS**2).mean() - mean**2)
    expected = (5 - 6 * mean) / (deviation * np.sqrt((n * 6 - 6**2) / (n - 1)))
    assert gi_star(COUNTS, ROW).z[1, 1] == pytest.approx(expected)


def test_the_first_step_has_none_before_it():
    # Cell 3 at step 0 leans on cells 2 and 3 alone: 0 of 2 bins.
    n, mean, deviation = COUNTS.size, COUNTS.mean(), COUNTS.std()
    expected = (0 - 2 * mean) / (deviation * np.sqrt((n * 2 - 4) / (n - 1)))
    assert gi_star(COUNTS, ROW).z[3, 0] == pytest.approx(expected)


def test_p_is_the_share_of_shuffled_cubes_with_as_much():
    random = np.random.default_rng(7)
    observed = gi_star(COUNTS, ROW, with_cold=True)
    shuffles = 20_000
    as_high, as_low = np.zeros(COUNTS.shape), np.zeros(COUNTS.shape)
    itself = ROW + sparse.eye_array(4, dtype=int)

    def local(cube):
        now = itself @ cube
        return now + np.column_stack([np.zeros(4, dtype=int), now[:, :-1]])

    for _ in range(shuffles):
        shuffled = local(random.permutation(COUNTS.ravel()).reshape(COUNTS.shape))
        as_high += shuffled >= local(COUNTS)
        as_low += shuffled <= local(COUNTS)
    for exact, seen in ((observed.p_hot, as_high), (observed.p_cold, as_low)):
        error = np.sqrt(exact * (1 - exact) / shuffles)
        assert (np.abs(seen / shuffles - exact) <= 4 * error + 1e-12).all()


def test_the_order_of_cells_does_not_matter():
    order = np.array([2, 0, 3, 1])
    moved = gi_star(COUNTS[order], ROW.tocsr()[order][:, order])
    assert np.array_equal(moved.z, gi_star(COUNTS, ROW).z[order])
    assert moved.p_hot.tolist() == gi_star(COUNTS, ROW).p_hot[order].tolist()


def test_the_counts_are_left_as_they_were():
    before = COUNTS.copy()
    gi_star(COUNTS, ROW)
    assert np.array_equal(COUNTS, before)


@pytest.mark.parametrize("level", [0, 3])
def test_equal_counts_stand_out_nowhere(level):
    result = gi_star(np.full((4, 12), level), ROW, with_cold=True)
    assert (result.z == 0).all()
    assert result.p_hot == pytest.approx(1.0)
    assert result.p_cold == pytest.approx(1.0)


@pytest.mark.parametrize("steps", [1, 2, 12])
def test_one_cell_alone_has_an_answer(steps):
    alone = sparse.csr_array((1, 1), dtype=np.int8)
    result = gi_star(np.arange(steps)[np.newaxis], alone)
    assert np.isfinite(result.z).all()
    assert ((result.p_hot > 0) & (result.p_hot <= 1)).all()


def test_everything_at_one_place_is_hot_there_and_in_its_neighbour_only():
    counts = np.zeros((40, 12), dtype=np.int64)
    counts[0] = 30
    line = sparse.diags_array([np.ones(39), np.ones(39)], offsets=[1, -1], dtype=np.int8)
    p = gi_star(counts, line.tocsr()).p_hot
    # Without replacement: P(no full bin among W), W = 4 at the end of the line, 6 beside it.
    assert p[0, 5] == pytest.approx(
        sum(_hypergeometric(480, 12, 4, k) for k in (2, 3, 4)), rel=1e-9
    )
    assert (p[:2, 1:] < 0.01).all()
    assert p[2:] == pytest.approx(1.0)


def _hypergeometric(n, full, draws, k):
    from math import comb

    return comb(full, k) * comb(n - full, draws - k) / comb(n, draws)


@pytest.mark.parametrize(
    "counts",
    [np.array([[-1, 2]]), np.array([[0.5, 2.0]]), np.array([1, 2]), np.zeros((0, 3), dtype=int)],
)
def test_what_is_no_table_of_counts_is_refused(counts):
    with pytest.raises(ValueError, match="counts"):
        gi_star(counts, sparse.csr_array((1, 1), dtype=np.int8))
