"""Where nothing is real, how often does Gi* find anything? On shuffles of the county's real months.

Run: python -m benchmarks.gi_star_null, with the folder that holds police/2025-01 and so on where
data/open is not there. The counts of all cells and months of 2025 are dealt out anew 1,000 times.
The share of cubes with any discovery at 5 % should be 5 % at most, plus its error.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from scipy import stats

from geo_csp.geography.lattice import adjacency, cell_of, lattice
from geo_csp.statistics.false_discovery import discoveries
from geo_csp.statistics.gi_star import gi_star
from tests.real_incidents import herefordshire_2025, herefordshire_outline

CUBES = 1_000
ANALYTIC_CUBES = 10
CATEGORIES = ("Anti-social behaviour", "Shoplifting", "Drugs", None)


def main() -> None:
    rows = herefordshire_2025(lambda: Path(sys.argv[1]))
    cells = lattice(herefordshire_outline())
    touching = adjacency(cells)
    print(f"{cells.column.size:,} cells x 12 months, {CUBES:,} shuffles each")
    for category in CATEGORIES:
        chosen = rows if category is None else rows[rows["category"] == category]
        counts = np.zeros((cells.column.size, 12), dtype=np.int64)
        where = cell_of(cells, chosen["easting"].to_numpy(), chosen["northing"].to_numpy())
        np.add.at(counts, (where, chosen["month"].to_numpy()), 1)
        random = np.random.default_rng(2025)
        exact, analytic = 0, []
        for i in range(CUBES):
            result = gi_star(random.permuted(counts.ravel()).reshape(counts.shape), touching)
            exact += discoveries(result.p_hot).any()
            if i < ANALYTIC_CUBES:
                analytic.append(int(discoveries(stats.norm.sf(result.z)).sum()))
        error = (0.05 * 0.95 / CUBES) ** 0.5
        print(
            f"{category or 'All crime'} ({len(chosen):,} incidents): {exact / CUBES:.1%} of cubes "
            f"with any discovery (bar 5 % + 2 x {error:.1%}); by the analytic z "
            f"{min(analytic):,} to {max(analytic):,} bins in each of {ANALYTIC_CUBES}"
        )


if __name__ == "__main__":
    main()
