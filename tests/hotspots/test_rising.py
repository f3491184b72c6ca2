"""Of a cluster's zone only the places that rose are its core."""

from __future__ import annotations

import numpy as np
import pytest

from geo_csp.hotspots.rising import has_fallen_back, rises, usual
from geo_csp.statistics.scan_neighbours import nearest_first


def county(months: int = 12) -> np.ndarray:
    return np.ones((30, months), dtype=np.int64)


EAST = np.arange(30) * 1000.0
NEAR = nearest_first(EAST, np.zeros(30), radius=1_500.0)


def test_the_core_leaves_out_what_did_not_rise() -> None:
    counts = county()
    counts[10, -2:] = 9
    counts[12, -2:] = 9
    (rise,) = rises(counts, NEAR, longest_window=6, replications=199, least=6.0)
    # The zone of two places a kilometre on either side of the eleventh.
    assert set(rise.members.tolist()) == {10, 11, 12}
    assert set(rise.core.tolist()) == {10, 12}
    assert (rise.first_step, rise.observed) == (10, 9 * 4 + 2)


def test_what_is_usual_comes_from_the_margins() -> None:
    counts = county()
    counts[0, -1] = 5
    # 16 of 364 in all, of which 34 in the last month.
    assert usual(counts, np.array([0]), 11).tolist() == pytest.approx([16 * 34 / 364])


def test_windows_are_at_most_half_of_the_history() -> None:
    counts = county(4)
    counts[5] = [0, 20, 20, 20]
    for rise in rises(counts, NEAR, longest_window=6, replications=199, least=1.5):
        assert rise.first_step >= 2


@pytest.mark.parametrize("counts", [np.zeros((30, 12), int), np.ones((30, 1), int)])
def test_nothing_rises_without_incidents_or_history(counts: np.ndarray) -> None:
    assert rises(counts, NEAR, longest_window=6, replications=199, least=6.0) == ()


@pytest.mark.parametrize(
    ("series", "is_over"),
    [
        ([3, 3, 12, 10, 1], True),
        ([3, 3, 12, 10, 4], False),  # above what is usual for it
        ([3, 3, 2, 2, 1], False),  # 1 of 5 in a third of the time is no fall
        ([3, 3, 3, 3, 0], False),  # nor is none of 6: (2/3)^6 = 9 %
    ],
)
def test_a_rise_is_over_when_its_last_month_is_usual_again(
    series: list[int], is_over: bool
) -> None:
    assert has_fallen_back(np.array(series), 2, expected_last=3.0) is is_over


def test_a_rise_of_one_month_cannot_be_over() -> None:
    assert not has_fallen_back(np.array([3, 3, 0]), 2, expected_last=3.0)
