"""Where nothing is real, is anything found? A small version of benchmarks/gi_star_null.py."""

from __future__ import annotations

import numpy as np
import shapely
from scipy import stats

from geo_csp.geography.lattice import adjacency, lattice
from geo_csp.statistics.false_discovery import discoveries
from geo_csp.statistics.gi_star import gi_star

CUBES, STEPS = 200, 12


def shuffled_cubes():
    random = np.random.default_rng(2025)
    cells = lattice(shapely.box(0, 0, 15_000, 12_000))
    level = random.gamma(0.03, 1.0, (cells.column.size, 1))
    counts = random.poisson(level, (cells.column.size, STEPS))
    for _ in range(CUBES):
        yield random.permutation(counts.ravel()).reshape(counts.shape), adjacency(cells)


def test_few_shuffled_cubes_have_any_discovery():
    with_any = sum(
        discoveries(gi_star(c, touching).p_hot).any() for c, touching in shuffled_cubes()
    )
    # At most 5 % of them, plus what chance allows at one in a thousand.
    assert with_any <= stats.binom.ppf(0.999, CUBES, 0.05)


def test_the_analytic_z_would_find_hundreds_in_each():
    """Why z is for display: its normal tail on sparse counts, under the same correction."""
    for counts, touching in list(shuffled_cubes())[:5]:
        assert discoveries(stats.norm.sf(gi_star(counts, touching).z)).sum() > 50
