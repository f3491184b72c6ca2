from __future__ import annotations

import warnings

import numpy as np
import pytest
import shapely
from esda.getisord import G_Local
from libpysal.weights import WSP
from scipy import sparse

from geo_csp.geography.lattice import adjacency, cell_of, lattice
from geo_csp.statistics.gi_star import gi_star
from tests.real_incidents import herefordshire_2025, herefordshire_outline


def esda_z(counts, touching):
    """esda's analytic z, with the space-time neighbours as one matrix over all bins."""
    cells, steps = counts.shape
    near = touching + sparse.eye_array(cells)
    then = sparse.eye_array(steps) + sparse.eye_array(steps, k=-1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the peer's own
        weights = WSP(sparse.kron(near, then, format="csr")).to_W(silence_warnings=True)
        peer = G_Local(
            counts.ravel().astype(float), weights, transform="B", star=None, permutations=0
        )
    return peer.Zs.reshape(counts.shape)


@pytest.mark.parametrize("seed", range(6))
def test_z_equals_esda_on_random_lattices(seed):
    random = np.random.default_rng(seed)
    side_m, step = random.uniform(150, 400), int(random.integers(1, 14))
    cells = lattice(shapely.box(0, 0, 4_000, 3_000), side_m, tuple(random.uniform(0, 300, 2)))
    counts = random.poisson(
        random.gamma(0.3, 2.0, (cells.column.size, 1)), (cells.column.size, step)
    )
    own = gi_star(counts, adjacency(cells)).z
    assert own == pytest.approx(esda_z(counts, adjacency(cells)), abs=1e-9)


def test_z_equals_esda_on_irregular_areas_with_an_island():
    random = np.random.default_rng(21)
    upper = np.triu(random.random((40, 40)) < 0.1, 1)
    upper[7] = upper[:, 7] = False
    touching = sparse.csr_array((upper | upper.T).astype(np.int8))
    counts = random.poisson(12, (40, 12))
    assert gi_star(counts, touching).z == pytest.approx(esda_z(counts, touching), abs=1e-9)


@pytest.mark.parametrize("category", ["Anti-social behaviour", "Drugs", None])
def test_z_equals_esda_on_the_countys_counts(request, category):
    rows = herefordshire_2025(lambda: request.getfixturevalue("shared_data"))
    rows = rows if category is None else rows[rows["category"] == category]
    # Cells of 1.9 km2: at the default size the peer needs a minute to take in its neighbours.
    cells = lattice(herefordshire_outline(), side_m=850.0)
    counts = np.zeros((cells.column.size, 12), dtype=np.int64)
    where = cell_of(cells, rows["easting"].to_numpy(), rows["northing"].to_numpy())
    np.add.at(counts, (where, rows["month"].to_numpy()), 1)
    assert counts.sum() == len(rows)
    own = gi_star(counts, adjacency(cells)).z
    assert own == pytest.approx(esda_z(counts, adjacency(cells)), abs=1e-9)
