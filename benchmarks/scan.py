"""The space-time scan of a year of Herefordshire against a plain numpy scan and a bare loop.

Run: python -m benchmarks.scan. Prints ratios of one run, best of several takes. One core is counted
in processor time, since others may share the machine; two are counted by the clock.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from geo_csp.statistics.scan_lanes import WORDS, Lanes, raise_maxima, room_for, top_bits
from geo_csp.statistics.scan_neighbours import Neighbours, nearest_first
from geo_csp.statistics.scan_zones import (
    Ground,
    expect_by_permutation,
    grow_zones,
    sums_by_window,
    windows,
)
from geo_csp.statistics.space_time_scan import Search, scan_by_permutation
from tests.peers.police_2025 import counts_2025

RADIUS_M = 5_000
POINTS = Path("tests/peers/satscan_herefordshire/points_id_easting_northing.txt")
# Where the open data do not lie with the project.
BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
PLAIN_REPLICATES = 8


def seconds(
    work: Callable[[], object], takes: int = 7, clock: Callable[[], float] = time.process_time
) -> float:
    best = np.inf
    for _ in range(takes):
        start = clock()
        work()
        best = min(best, clock() - start)
    return best


def plain_numpy(ground: Ground, worlds: np.ndarray) -> list[float]:
    """The same zones, centre by centre: cumulated counts, ratios where they exceed, the maximum.

    worlds: shape (replicates, locations, windows).
    """
    zones, table = ground.zones, ground.table
    total = table.total[0]
    maxima = []
    for world in worlds:
        highest = 0.0
        for start, stop in zip(zones.first[:-1], zones.first[1:], strict=True):
            cases = np.cumsum(world[zones.added[start:stop]], axis=0)
            expected = table.expected[zones.row[0, start:stop]]
            at = np.nonzero((cases > expected) & (cases >= 2))
            if len(at[0]):
                c, mu = cases[at], expected[at]
                ratio = c * np.log(c / mu) + (total - c) * np.log((total - c) / (total - mu))
                highest = max(highest, ratio.max())
        maxima.append(float(highest))
    return maxima


def bare_loop(ground: Ground, locations: int) -> Callable[[], None]:
    """A scan's additions and comparisons and nothing else, for 32 x 32 replicates.

    The scan's own innermost loop where no lane ever reaches its level: a loop written without the
    eight sums side by side takes two to three times as long.
    """
    windows = len(ground.spans.first)
    lanes = Lanes(
        cases=room_for((locations, 1, windows, WORDS), np.dtype(np.uint64)),
        lift=np.zeros(ground.table.expected.shape, np.uint64),
        part=np.zeros(ground.table.expected.shape),
        open_lanes=top_bits(np.ones(32, np.bool_), 16),
        held=room_for((1, windows, 32), np.dtype(np.uint16)),
    )

    def run() -> None:
        for _ in range(32):
            raise_maxima(ground.zones, ground.table, lanes, np.zeros(32))

    return run


def measure(name: str, cases: np.ndarray, neighbours: Neighbours) -> None:
    spans = windows(cases.shape[1], 6, 1)
    zones = grow_zones(neighbours, cases.sum(axis=1).astype(float), 0.5)
    ground = expect_by_permutation(zones, cases[np.newaxis], spans)
    print(f"{name}: {cases.sum()} cases, {neighbours.locations} centres, {len(zones.added)} zones")

    def scan(replications: int, threads: int) -> Callable[[], object]:
        search = Search(replications=replications, threads=threads)
        return lambda: scan_by_permutation(cases, neighbours, search)

    scan(99, 1)()
    one, two = seconds(scan(999, 1)), seconds(scan(999, 2), clock=time.perf_counter)
    print(f"  999 replications: {one:.3f} s on one core, {two:.3f} s on two")
    random = np.random.default_rng(1)
    worlds = np.stack([random.permuted(cases, axis=1) for _ in range(PLAIN_REPLICATES)])
    in_windows = sums_by_window(worlds, spans)
    plain = seconds(lambda: plain_numpy(ground, in_windows), 2) / PLAIN_REPLICATES * 999
    print(
        f"  per-centre numpy: {plain:.1f} s = {plain / one:.0f}x one core, {plain / two:.0f}x two"
    )
    bare = seconds(bare_loop(ground, neighbours.locations))
    print(f"  bare loop: {bare:.3f} s; the scan on one core takes {one / bare:.1f}x")
    many = seconds(scan(9_999, 2), 3, time.perf_counter)
    print(f"  9,999 replications: {many:.2f} s on two, {many / two:.1f}x the time of 999")


def measure_growth() -> None:
    """More centres with as many neighbours each: the time a centre should stay the same."""
    random = np.random.default_rng(1)
    for locations in (2_500, 5_000, 10_000, 20_000):
        points = random.uniform(0, 100 * np.sqrt(locations), (2, locations))
        neighbours = nearest_first(*points, at_most=100, threads=2)
        cases = random.poisson(random.gamma(0.3, 0.5, (locations, 1)), (locations, 12))
        search = Search(replications=999)
        taken = seconds(lambda c=cases, n=neighbours, s=search: scan_by_permutation(c, n, s), 3)
        print(f"  {locations:6} centres: {taken:.3f} s, {taken / locations * 1e6:.1f} us a centre")


def main() -> None:
    counts = counts_2025(lambda: Path(os.environ.get("GEO_CSP_REFERENCE_DATA", BESIDE)))
    points = np.loadtxt(POINTS, usecols=(1, 2), unpack=True)
    nearest_first([0.0], [0.0])
    taken = seconds(
        lambda: nearest_first(*points, radius=RADIUS_M, threads=2), 3, time.perf_counter
    )
    print(f"neighbours within {RADIUS_M} m: {taken:.3f} s on two cores, once for all categories")
    neighbours = nearest_first(*points, radius=RADIUS_M)
    measure("ASB", counts["Anti-social behaviour"], neighbours)
    measure("All crime", np.sum(list(counts.values()), axis=0), neighbours)
    measure_growth()


if __name__ == "__main__":
    main()
