"""Gi* with its exact p, trend and categories, against esda's analytic Gi* and pymannkendall.

Run: python -m benchmarks.gi_star. Prints the ratio in one run, and the time as the cells grow.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pymannkendall
from esda.getisord import G_Local
from libpysal.weights import WSP
from scipy import sparse

from geo_csp.statistics.emerging_hot_spots import emerging_hot_spots

STEPS = 36
CELLS = (2_500, 10_000, 40_000, 160_000)


def hexagons(cells: int) -> sparse.csr_array:
    """A square field of hexagons: each touches two in its row and two in either next row."""
    side = int(np.sqrt(cells))
    number = np.arange(side * side).reshape(side, side)
    touching = [
        (number[:, 1:], number[:, :-1]),
        (number[1:], number[:-1]),
        (number[1:, 1:], number[:-1, :-1]),
    ]
    one = np.concatenate([a.ravel() for a, _ in touching])
    other = np.concatenate([b.ravel() for _, b in touching])
    upper = sparse.csr_array((np.ones(one.size, np.int8), (one, other)), shape=(side**2,) * 2)
    return (upper + upper.T).tocsr()


def sparse_counts(cells: int) -> np.ndarray:
    """Counts as sparse as a county's: most cells empty, a few busy throughout."""
    rng = np.random.default_rng(2025)
    level = rng.gamma(0.1, 0.5, size=(cells, 1))
    return rng.poisson(level, size=(cells, STEPS))


def space_time(touching: sparse.csr_array, steps: int) -> sparse.csr_array:
    """The neighbours of every bin as one matrix: the form in which esda needs them."""
    cells = touching.shape[0]
    near = touching + sparse.eye_array(cells, dtype=np.int8)
    then = sparse.eye_array(steps) + sparse.eye_array(steps, k=-1)
    return sparse.kron(near, then, format="csr")


def peer(counts: np.ndarray, weights: object) -> None:
    z = G_Local(counts.ravel().astype(float), weights, transform="B", star=None, permutations=0).Zs
    for series in z.reshape(counts.shape):
        pymannkendall.original_test(series)


def seconds(work: Callable[[], object], repeats: int) -> float:
    best = np.inf
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


def main() -> None:
    own = {}
    for cells in CELLS:
        counts, touching = sparse_counts(cells), hexagons(cells)
        emerging_hot_spots(counts, touching)
        own[cells] = seconds(lambda c=counts, t=touching: emerging_hot_spots(c, t), 9)
        print(f"{cells:>8,} cells x {STEPS}: {own[cells] * 1e3:8.1f} ms")
    counts, touching = sparse_counts(10_000), hexagons(10_000)
    weights = WSP(space_time(touching, STEPS)).to_W(silence_warnings=True)
    theirs = seconds(lambda: peer(counts, weights), 1)
    print(f"esda's analytic G_Local and pymannkendall, 10,000 cells: {theirs:.2f} s")
    print(f"ratio: {theirs / own[10_000]:.0f} times")


if __name__ == "__main__":
    main()
