"""The scan names what SaTScan names, on the same data and settings."""

from __future__ import annotations

import csv
import math
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from geo_csp.statistics.scan_neighbours import Neighbours, nearest_first
from geo_csp.statistics.scan_result import Cluster, Scan
from geo_csp.statistics.space_time_scan import Search, scan_by_permutation, scan_by_population
from tests.peers.police_2025 import counts_2025
from tests.peers.satscan_results import Printed, read_clusters

RESULTS = Path(__file__).parent / "satscan_herefordshire"
THEIR_REPLICATIONS = 999
TWO_DECIMALS = 0.0051
# Their p has an error, ours too, and this many p are looked at.
STANDARD_ERRORS = 4


@pytest.fixture(scope="module")
def police(request: pytest.FixtureRequest) -> dict[str, np.ndarray]:
    return counts_2025(partial(request.getfixturevalue, "shared_data"))


@pytest.fixture(scope="module")
def neighbours() -> Neighbours:
    file = RESULTS / "points_id_easting_northing.txt"
    return nearest_first(*np.loadtxt(file, usecols=(1, 2), unpack=True), radius=5_000)


def assert_same_clusters(ours: Scan, theirs: list[Printed], names: list[str]) -> None:
    assert len(theirs) >= 6
    # Ours may go on: with more replications fewer clusters lie below all of them.
    assert len(ours.clusters) >= len(theirs)
    for cluster, printed in zip(ours.clusters, theirs, strict=False):
        of = printed.streams
        assert {names[member] for member in cluster.members} == printed.members
        assert [cluster.observed[stream] for stream in of] == list(printed.observed)
        assert [cluster.expected[stream] for stream in of] == pytest.approx(
            printed.expected, abs=TWO_DECIMALS
        )
        assert [cluster.ratio[stream] for stream in of] == pytest.approx(
            printed.ratio, abs=TWO_DECIMALS
        )
        assert cluster.log_likelihood_ratio == pytest.approx(printed.statistic, abs=5e-6)


def assert_same_p(cluster: Cluster, printed: Printed, replications: int) -> None:
    variance = printed.p * (1 - printed.p) * (1 / THEIR_REPLICATIONS + 1 / replications)
    assert abs(cluster.p - printed.p) <= STANDARD_ERRORS * math.sqrt(variance)


def assert_same_windows(ours: Scan, theirs: list[Printed]) -> None:
    for cluster, printed in zip(ours.clusters, theirs, strict=False):
        assert (cluster.first_step + 1, cluster.last_step + 1) == (printed.first_month, 12)


def test_the_permutation_scan_of_asb_names_what_satscan_names(
    police: dict[str, np.ndarray], neighbours: Neighbours
) -> None:
    theirs = read_clusters(RESULTS / "stp_asb_prospective.txt")
    search = Search(replications=2_999, threads=2)
    ours = scan_by_permutation(police["Anti-social behaviour"], neighbours, search)
    assert_same_clusters(ours, theirs, [f"L{index}" for index in range(neighbours.locations)])
    assert_same_windows(ours, theirs)
    for cluster, printed in zip(ours.clusters, theirs, strict=False):
        assert_same_p(cluster, printed, search.replications)


def test_the_scan_of_three_streams_names_what_satscan_names(
    police: dict[str, np.ndarray], neighbours: Neighbours
) -> None:
    theirs = read_clusters(RESULTS / "stp_multivariate_drugs_weapons_asb.txt")
    streams = ["Drugs", "Possession of weapons", "Anti-social behaviour"]
    search = Search(replications=999, threads=2)
    ours = scan_by_permutation(np.stack([police[name] for name in streams]), neighbours, search)
    assert_same_clusters(ours, theirs, [f"L{index}" for index in range(neighbours.locations)])
    assert_same_windows(ours, theirs)
    for cluster, printed in zip(ours.clusters, theirs, strict=False):
        assert_same_p(cluster, printed, search.replications)


def test_the_poisson_scan_of_new_york_names_what_satscan_names(shared_data: Path) -> None:
    folder = shared_data / "reference" / "smerc"
    theirs = read_clusters(folder / "satscan_ny_poisson_circular_cartesian.txt")
    with (folder / "nydf.csv").open(encoding="utf-8", newline="") as file:
        tracts = list(csv.DictReader(file))
    columns = ("longitude", "latitude", "cases", "population")
    x, y, cases, population = (np.array([float(row[name]) for row in tracts]) for name in columns)
    search = Search(threads=2)
    ours = scan_by_population(
        np.floor(cases)[:, np.newaxis], population, nearest_first(x, y), search
    )
    assert_same_clusters(ours, theirs, [row["region"] for row in tracts])
    for cluster, printed in zip(ours.clusters, theirs, strict=False):
        assert cluster.relative_risk == pytest.approx(printed.relative_risk, abs=TWO_DECIMALS)
    for cluster, printed in zip(ours.clusters[1:], theirs[1:], strict=False):
        assert_same_p(cluster, printed, search.replications)
    # SaTScan gives the first, beyond the floor of its rank, by the Gumbel curve. The curve's width
    # has a relative error of about 1.05 / sqrt(replications), and ln p goes by its inverse.
    steepness = -math.log(theirs[0].p)
    error = STANDARD_ERRORS * steepness * 1.05 / math.sqrt(THEIR_REPLICATIONS)
    assert abs(math.log(ours.clusters[0].gumbel_p / theirs[0].p)) <= error
