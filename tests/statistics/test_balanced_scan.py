"""Streams that rose together are found, and none of them for itself alone."""

from __future__ import annotations

import numpy as np
import pytest

from geo_csp.statistics.balanced_scan import balanced_scan, rule
from geo_csp.statistics.scan_neighbours import nearest_first

STEPS, PLACES = 12, 40
# Two streams that one may not trust alone, then two that one may; the first two lead.
BY = rule([1.0, 1.0, 1.0, 0.5], [True, True, False, False], [False, False, True, True])


def near(radius: float = 150.0):
    east = np.arange(PLACES) * 100.0
    return nearest_first(east, np.zeros(PLACES), radius=radius)


def quiet(seed: int = 1, level: float = 0.3) -> np.ndarray:
    return np.random.default_rng(seed).poisson(level, (4, PLACES, STEPS))


def found_at(cases: np.ndarray, place: int, replications: int = 199, **more):
    together, maxima = balanced_scan(
        cases, near(), BY, longest_window=3, replications=replications, **more
    )
    return [each for each in together if place in each.members], maxima


def ratio(cases: int, expected: float, total: int) -> float:
    """Kulldorff et al. 2007, written down anew."""
    if cases <= expected:
        return 0.0
    return cases * np.log(cases / expected) + (total - cases) * np.log(
        (total - cases) / (total - expected)
    )


def test_what_rose_together_is_found_with_its_figures() -> None:
    cases = quiet()
    cases[[0, 2], 7, -2:] += 5
    (first, *_), maxima = found_at(cases, 7, largest_p=0.05)
    window, members = slice(first.first_step, None), list(first.members)
    assert first.first_step == STEPS - 2
    assert maxima.shape == (2, 199)
    assert first.p == max((1 + (of_kind >= first.statistic).sum()) / 200 for of_kind in maxima)
    parts = []
    for stream in range(4):
        total = cases[stream].sum()
        seen = cases[stream, members, window].sum()
        expected = cases[stream, members].sum() * cases[stream, :, window].sum() / total
        assert first.observed[stream] == seen
        assert first.expected[stream] == pytest.approx(expected, rel=1e-12)
        assert first.ratio[stream] == pytest.approx(ratio(seen, expected, total), abs=1e-9)
        parts.append(BY.weight[stream] * first.ratio[stream])
    whole, independent = sum(parts), parts[2] + parts[3]
    assert first.statistic == pytest.approx(min(independent, 2 * (whole - max(parts))), abs=1e-9)


@pytest.mark.parametrize("raised", [[0], [1], [2], [3]])
def test_one_stream_alone_gives_nothing_however_strong(raised: list[int]) -> None:
    """The other streams do not move at all."""
    cases = np.ones((4, PLACES, STEPS), dtype=np.int64)
    cases[raised, 7, -2:] += 50
    assert found_at(cases, 7)[0] == []


@pytest.mark.parametrize("raised", [[0, 1], [2, 3]])
def test_neither_dependent_streams_alone_nor_streams_that_do_not_lead(raised: list[int]) -> None:
    cases = np.ones((4, PLACES, STEPS), dtype=np.int64)
    cases[raised, 7, -2:] += 50
    assert found_at(cases, 7)[0] == []


def test_a_weight_of_nothing_leaves_a_stream_out() -> None:
    cases = np.ones((4, PLACES, STEPS), dtype=np.int64)
    cases[[0, 2], 7, -2:] += 5
    without = rule([1, 1, 0, 0.5], [True, True, False, False], [False, False, True, True])
    together, _ = balanced_scan(cases, near(), without, longest_window=3, replications=99)
    assert together == ()


def test_threads_change_nothing() -> None:
    cases = quiet()
    cases[[0, 2], 7, -2:] += 5
    one, two = (found_at(cases, 7, 99, threads=threads) for threads in (1, 2))
    assert one[0] == two[0]
    assert (one[1] == two[1]).all()


def test_p_is_at_most_a_twentieth_in_a_twentieth_of_worlds_without_anything() -> None:
    """60 worlds: more than 8 of them lie above the 99.5 % point of a binomial with 0.05."""
    least = []
    for seed in range(60):
        together, _ = balanced_scan(quiet(seed), near(), BY, longest_window=3, replications=99)
        least.append(min((each.p for each in together), default=1.0))
    assert np.mean(np.array(least) <= 0.05) <= 8 / 60
    assert 0.2 <= np.mean(np.array(least) <= 0.5) <= 0.7


def test_what_comes_everywhere_at_once_by_nature_is_no_cluster_of_series_dealt_out() -> None:
    """Every series ends in a rise: turning them makes that rare, dealing them out does not."""
    cases = np.zeros((4, PLACES, STEPS), dtype=np.int64)
    for stream in (0, 2):
        cases[stream, np.random.default_rng(stream).permutation(PLACES)[:12], -2:] = 3
    together, maxima = found_at(cases, 0)
    assert together == []
    assert len(maxima) == 1 or np.median(maxima[1]) > np.median(maxima[0])


def test_nothing_at_all_is_no_fault() -> None:
    together, maxima = balanced_scan(
        np.zeros((4, PLACES, STEPS), dtype=int), near(), BY, replications=9
    )
    assert together == ()
    assert (maxima == 0).all()


def test_shapes_and_weights_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        balanced_scan(np.zeros((PLACES, STEPS)), near(), BY)
    with pytest.raises(ValueError, match="one weight"):
        balanced_scan(np.zeros((3, PLACES, STEPS)), near(), BY)
    with pytest.raises(ValueError, match="weight"):
        rule([-1.0], [True], [True])
