"""The scan's answers where there is little to scan, or what is given makes no sense."""

from __future__ import annotations

import numpy as np
import pytest

from geo_csp.statistics.scan_neighbours import nearest_first
from geo_csp.statistics.space_time_scan import Search, scan_by_permutation, scan_by_population

NO_PLACE = np.zeros((0, 12), int)
ONE_PLACE_HOLDS_ALL = np.vstack([np.full((1, 12), 9), np.zeros((4, 12), int)])
TWELVE_CASES = np.zeros((5, 12), int)
TWELVE_CASES[[0, 1, 2, 3, 4, 4, 4, 0, 1, 2, 3, 4], range(12)] = 1


@pytest.mark.parametrize(
    "cases",
    [
        pytest.param(NO_PLACE, id="no location"),
        pytest.param(np.zeros((5, 0), int), id="no step"),
        pytest.param(np.zeros((5, 12), int), id="no case"),
        pytest.param(np.ones((1, 12), int), id="one point"),
        pytest.param(np.arange(5)[:, np.newaxis], id="one month"),
        pytest.param(ONE_PLACE_HOLDS_ALL, id="all at one place"),
        pytest.param(np.zeros((3, 5, 12), int), id="three empty streams"),
    ],
)
@pytest.mark.parametrize("is_prospective", [True, False])
def test_where_nothing_can_stand_out_nothing_is_named(cases, is_prospective: bool) -> None:
    locations = cases.shape[-2]
    neighbours = nearest_first(np.arange(locations), np.zeros(locations))
    search = Search(is_prospective=is_prospective, replications=19)
    scan = scan_by_permutation(cases, neighbours, search)
    assert scan.clusters == ()
    assert (scan.maxima == np.zeros(19)).all()


def test_twelve_cases_give_a_p_that_says_how_little_they_are() -> None:
    neighbours = nearest_first(np.arange(5), np.zeros(5))
    scan = scan_by_permutation(TWELVE_CASES, neighbours, Search(replications=999))
    assert all(cluster.p > 0.05 for cluster in scan.clusters)


def test_a_stream_without_cases_adds_nothing() -> None:
    neighbours = nearest_first(np.arange(20.0), np.zeros(20), radius=4)
    cases = np.random.default_rng(7).poisson(0.5, (20, 12))
    alone = scan_by_permutation(cases, neighbours, Search(replications=99)).clusters
    beside = scan_by_permutation(
        np.stack([cases, np.zeros_like(cases)]), neighbours, Search(replications=99)
    ).clusters
    assert [cluster.members for cluster in beside] == [cluster.members for cluster in alone]
    assert beside[0].observed == (*alone[0].observed, 0)
    assert beside[0].ratio == (*alone[0].ratio, 1.0)


def test_relative_risk_is_infinite_where_no_case_lies_outside() -> None:
    neighbours = nearest_first([0.0, 1.0, 2.0], np.zeros(3))
    scan = scan_by_population([[9], [0], [0]], [1, 1, 1], neighbours, Search(replications=99))
    assert scan.clusters[0].relative_risk == (np.inf,)
    assert scan.clusters[0].ratio == (3.0,)


@pytest.mark.parametrize(
    ("cases", "population", "complaint"),
    [
        ([[1, 2]], [1, 1], "3 locations"),
        ([[1.5, 2], [0, 0], [0, 0]], [1, 1, 1], "whole numbers"),
        ([[-1, 2], [0, 0], [0, 0]], [1, 1, 1], "whole numbers"),
        ([[1, 2], [0, 0], [0, 0]], [0, 1, 1], "population is 0"),
        ([[1, 2], [0, 0], [0, 0]], [1, -1, 1], "0 or more"),
    ],
)
def test_arrays_that_make_no_sense_are_refused_in_words(cases, population, complaint: str) -> None:
    neighbours = nearest_first([0.0, 1.0, 2.0], np.zeros(3))
    with pytest.raises(ValueError, match=complaint):
        scan_by_population(cases, population, neighbours)


@pytest.mark.parametrize(
    "settings",
    [
        {"longest_window": 0},
        {"replications": 0},
        {"threads": 0},
        {"share": 0.0},
        {"share": 1.1},
        {"earlier_analyses": -1},
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"1 or more|share"):
        Search(**settings)
