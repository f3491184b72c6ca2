"""Is the scan's p uniform where only chance is at work? 1,000 permutations of real months.

Run: python -m benchmarks.scan_null [permutations] [seed]. The months of the ASB incidents of 2025
are dealt out anew among them, the county is scanned, and the p of its first cluster is kept.
Prints the Kolmogorov-Smirnov p and a histogram.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
from scipy.stats import kstest

from benchmarks.scan import BESIDE, POINTS, RADIUS_M
from geo_csp.statistics.scan_neighbours import nearest_first
from geo_csp.statistics.space_time_scan import Search, scan_by_permutation
from tests.peers.police_2025 import counts_2025

REPLICATIONS = 999
BINS = 10


def permuted(cases: np.ndarray, random: np.random.Generator) -> np.ndarray:
    places = np.repeat(np.arange(len(cases)), cases.sum(axis=1))
    months = random.permutation(np.repeat(np.arange(cases.shape[1]), cases.sum(axis=0)))
    world = np.zeros_like(cases)
    np.add.at(world, (places, months), 1)
    return world


def main() -> None:
    permutations = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 2025
    counts = counts_2025(lambda: Path(os.environ.get("GEO_CSP_REFERENCE_DATA", BESIDE)))
    cases = counts["Anti-social behaviour"]
    neighbours = nearest_first(*np.loadtxt(POINTS, usecols=(1, 2), unpack=True), radius=RADIUS_M)
    random = np.random.default_rng(seed)
    p, start = np.ones(permutations), time.perf_counter()
    for number in range(permutations):
        search = Search(replications=REPLICATIONS, seed=seed * permutations + number, threads=2)
        clusters = scan_by_permutation(permuted(cases, random), neighbours, search).clusters
        p[number] = clusters[0].p if clusters else 1.0
    # p by rank is a multiple of 1 / 1,000: spread over its step it should be uniform.
    spread = p - random.uniform(0, 1 / (REPLICATIONS + 1), permutations)
    fit = kstest(spread, "uniform")
    taken = time.perf_counter() - start
    print(f"{permutations} permutations of {cases.sum()} cases, {REPLICATIONS} replications each")
    print(f"Kolmogorov-Smirnov D = {fit.statistic:.4f}, p = {fit.pvalue:.3f}; {taken:.0f} s")
    for low, count in enumerate(np.histogram(spread, BINS, (0, 1))[0]):
        print(f"  {low / BINS:.1f}-{(low + 1) / BINS:.1f}  {count:4}  {'#' * round(count / 2)}")
    for level in (0.05, 0.01):
        print(f"  p <= {level}: {np.mean(p <= level):.3f}")


if __name__ == "__main__":
    main()
