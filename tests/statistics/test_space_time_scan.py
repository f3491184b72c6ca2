"""The scan against its rules written out plainly, and its answers where there is little to scan."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import kstest

from geo_csp.statistics import space_time_scan
from geo_csp.statistics.scan_neighbours import nearest_first
from geo_csp.statistics.scan_result import Scan
from geo_csp.statistics.space_time_scan import Search, scan_by_permutation, scan_by_population
from tests.statistics.plain_scan import (
    plain_candidates,
    plain_clusters,
    plain_neighbours,
    plain_windows,
)

# Points on a small grid: many stand at equal distances, some at one coordinate.
points_on_a_grid = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=9)


Ground = tuple[list[tuple[int, int]], np.ndarray, float, Search]


@st.composite
def ground(draw: st.DrawFn) -> Ground:
    points = draw(points_on_a_grid)
    streams, steps = draw(st.integers(1, 3)), draw(st.integers(1, 5))
    cases = draw(arrays(np.int64, (streams, len(points), steps), elements=st.integers(0, 4)))
    search = Search(
        longest_window=draw(st.integers(1, 5)),
        is_prospective=draw(st.booleans()),
        share=draw(st.sampled_from([0.3, 0.5, 1.0])),
        replications=40,
    )
    return points, cases, draw(st.sampled_from([0.0, 1.0, 2.0, 9.0])), search


def near(points: list[tuple[int, int]], radius: float):
    return nearest_first(*np.array(points, dtype=float).T, radius=radius)


def assert_as_written_plainly(
    scan: Scan, given_ground: Ground, baseline: np.ndarray | None = None
) -> None:
    points, cases, radius, search = given_ground
    windows = plain_windows(cases.shape[2], search.longest_window, search.is_prospective)
    neighbours = plain_neighbours(points, radius)
    candidates = plain_candidates(cases, baseline, neighbours, windows, search.share)
    floor = max(scan.maxima.min(), 0.001)
    plain = [cluster for cluster in plain_clusters(candidates) if cluster.ratio > floor + 1e-9]
    ours = [
        (cluster.members, cluster.first_step, cluster.last_step)
        for cluster in scan.clusters
        if cluster.log_likelihood_ratio > floor + 1e-9
    ]
    assert ours == [(one.members, one.first_step, one.last_step) for one in plain]
    for cluster, one in zip(scan.clusters, plain, strict=False):
        inside = np.s_[:, list(one.members), one.first_step : one.last_step + 1]
        assert cluster.log_likelihood_ratio == pytest.approx(one.ratio, abs=1e-9)
        assert cluster.observed == tuple(cases[inside].sum(axis=(1, 2)))
        as_high = np.count_nonzero(scan.maxima >= cluster.log_likelihood_ratio)
        assert cluster.p == (1 + as_high) / (1 + search.replications)


@settings(max_examples=150)
@given(ground())
def test_the_permutation_scan_follows_its_rules(given_ground) -> None:
    points, cases, radius, search = given_ground
    scan = scan_by_permutation(cases, near(points, radius), search)
    assert_as_written_plainly(scan, given_ground)


@settings(max_examples=150)
@given(ground(), st.data())
def test_the_poisson_scan_follows_its_rules(given_ground, data: st.DataObject) -> None:
    points, cases, radius, search = given_ground
    # Powers of two add up without rounding in any order, so equal zones stay exactly equal.
    population = data.draw(arrays(np.int64, cases.shape, elements=st.sampled_from([1, 2, 4])))
    scan = scan_by_population(cases, population, near(points, radius), search)
    assert_as_written_plainly(scan, given_ground, population)


@settings(max_examples=60)
@given(ground(), st.booleans())
def test_each_replicate_reaches_what_a_plain_scan_of_it_reaches(given_ground, is_poisson) -> None:
    """The replicates are made anew here by their address and scanned plainly."""
    from geo_csp.statistics.scan_chance import draw, draw_into, shuffle, shuffle_into

    points, cases, radius, search = given_ground
    population = np.ones(cases.shape)
    place = np.arange(len(points), dtype=np.int32)
    counts = np.zeros((len(points), len(cases), cases.shape[2], 3), np.uint32)
    if is_poisson:
        scan = scan_by_population(cases, population, near(points, radius), search)
        draw_into(draw(cases, population, place, 0), search.seed, np.arange(3), counts)
    else:
        scan = scan_by_permutation(cases, near(points, radius), search)
        shuffle_into(shuffle(cases, place, 0), search.seed, np.arange(3), counts)
    windows = plain_windows(cases.shape[2], search.longest_window, search.is_prospective)
    neighbours = plain_neighbours(points, radius)
    for replicate in range(3):
        world = counts[..., replicate].transpose(1, 0, 2).astype(np.int64)
        baseline = population if is_poisson else None
        candidates = plain_candidates(world, baseline, neighbours, windows, search.share)
        highest = max((candidate.ratio for candidate in candidates), default=0.0)
        # A ratio of 1e-16 where cases equal their expectation is rounding, not excess.
        assert scan.maxima[replicate] == pytest.approx(highest, abs=1e-9)


def a_county(seed: int, locations: int = 60, steps: int = 12, mean: float = 0.5):
    random = np.random.default_rng(seed)
    points = random.uniform(0, 10_000, (2, locations))
    level = random.gamma(0.5, 2 * mean, (locations, 1))
    return nearest_first(*points, radius=3_000), random.poisson(level, (locations, steps))


@pytest.mark.parametrize("is_prospective", [True, False])
def test_threads_and_lanes_change_nothing(is_prospective: bool, monkeypatch) -> None:
    from geo_csp.statistics import scan_replicates

    neighbours, cases = a_county(1)
    search = Search(is_prospective=is_prospective, replications=200)
    one = scan_by_permutation(cases, neighbours, search)
    two = scan_by_permutation(
        cases, neighbours, Search(is_prospective=is_prospective, replications=200, threads=2)
    )
    assert (one.maxima == two.maxima).all()
    assert one.clusters == two.clusters
    # Counts that need lanes of 32 bits, and a start at another level.
    plain = space_time_scan.replicate_maxima
    monkeypatch.setattr(scan_replicates, "FIRST_LEVELS", (30.0, 3.0))
    monkeypatch.setattr(scan_replicates, "SHARE_BELOW_START", 0.9)
    monkeypatch.setattr(
        space_time_scan,
        "replicate_maxima",
        lambda chance, ground, **rest: plain(chance, ground._replace(most=1 << 20), **rest),
    )
    assert (scan_by_permutation(cases, neighbours, search).maxima == one.maxima).all()


def test_a_replicate_is_the_same_however_many_follow_and_another_with_another_seed() -> None:
    neighbours, cases = a_county(2)
    maxima = [
        scan_by_permutation(cases, neighbours, Search(replications=count, seed=seed)).maxima
        for count, seed in ((50, 1), (150, 1), (50, 2))
    ]
    assert (maxima[0] == maxima[1][:50]).all()
    assert (maxima[0] != maxima[2]).any()


def test_adjusting_for_earlier_analyses_raises_p_and_keeps_the_clusters() -> None:
    neighbours, cases = a_county(3)
    cases[17, 10:] += 3
    alone = scan_by_permutation(cases, neighbours, Search(replications=199))
    adjusted = scan_by_permutation(cases, neighbours, Search(replications=199, earlier_analyses=5))
    assert (adjusted.maxima >= alone.maxima).all()
    assert (adjusted.maxima > alone.maxima).any()
    assert adjusted.clusters[0].members == alone.clusters[0].members
    assert adjusted.clusters[0].p > alone.clusters[0].p


@pytest.mark.parametrize("streams", [1, 2])
def test_where_only_chance_is_at_work_p_is_uniform(streams: int) -> None:
    """The largest p that fits is taken as drawn evenly between it and the p one rank lower."""
    random = np.random.default_rng(streams)
    neighbours, cases = a_county(4)
    month_of_case = np.repeat(np.arange(12), cases.sum(axis=0))
    place_of_case = np.repeat(np.arange(60), cases.sum(axis=1))
    p = []
    for seed in range(250):
        worlds = np.zeros((streams, *cases.shape), np.int64)
        for world in worlds:
            np.add.at(world, (place_of_case, random.permutation(month_of_case)), 1)
        scan = scan_by_permutation(worlds, neighbours, Search(replications=99, seed=seed))
        first = scan.clusters[0].p if scan.clusters else 1.0
        p.append(first - random.uniform(0, 1 / 100))
    assert kstest(p, "uniform").pvalue > 0.01


def test_a_planted_outbreak_is_named_first_with_its_month_and_place() -> None:
    neighbours, cases = a_county(5)
    cases[17, 10:] += 12
    first = scan_by_permutation(cases, neighbours, Search(replications=999)).clusters[0]
    assert 17 in first.members
    assert (first.first_step, first.last_step) == (10, 11)
    assert first.p == 1 / 1000
    assert first.recurrence_steps == pytest.approx(1000)
    assert first.gumbel_p < first.p


def test_a_retrospective_scan_finds_an_outbreak_that_is_over_and_a_prospective_one_does_not() -> (
    None
):
    neighbours, cases = a_county(6)
    cases[17, 4:6] += 12
    then = scan_by_permutation(
        cases, neighbours, Search(is_prospective=False, replications=199)
    ).clusters[0]
    assert 17 in then.members
    assert (then.first_step, then.last_step) == (4, 5)
    now = scan_by_permutation(cases, neighbours, Search(replications=199))
    assert all(17 not in cluster.members or cluster.p > 0.05 for cluster in now.clusters)


def test_the_example_in_the_docstring_runs() -> None:
    assert doctest.testmod(space_time_scan).attempted == 5
    assert doctest.testmod(space_time_scan).failed == 0
