"""Stability counts the settings in which a finding overlaps the place, and no setting twice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from geo_csp.hotspots.counted import Counted
from geo_csp.hotspots.stability import (
    OFFSETS,
    RADII_M,
    SIDES,
    other_settings,
    share_standing,
    where_falling,
    where_lasting,
    where_rising,
)
from tests.hotspots.conftest import HERE, spots

CountedOf = Callable[..., Counted]


def test_it_is_the_share_of_settings_with_a_finding_there() -> None:
    masks = [np.array([True, False, False]), np.array([False, True, False])]
    assert share_standing(masks, np.array([0])) == 0.5
    assert share_standing(masks, np.array([0, 1])) == 1.0
    assert share_standing(masks, np.array([2])) == 0.0
    assert share_standing([], np.array([0])) is None


def test_settings_that_come_to_the_same_count_once(counted_of: CountedOf) -> None:
    """A year of history: 12 and 24 months are the same, windows of 3 and 6 are not."""
    counted = counted_of({spot: [1] * 12 for spot in spots(12)})
    settings = other_settings(counted.scene)
    assert len(where_rising(counted.by_location, settings, 6.0)) == len(RADII_M) * 2
    assert len(where_falling(counted.by_place)) == 2
    assert len(where_lasting(counted.by_point, settings)) == len(SIDES) * len(OFFSETS)


def test_a_short_history_has_no_settings_of_gi_star(counted_of: CountedOf) -> None:
    counted = counted_of({spot: [1] * 6 for spot in spots(12)})
    assert where_lasting(counted.by_point, other_settings(counted.scene)) == []


def test_a_busy_street_is_high_whatever_the_cells(counted_of: CountedOf) -> None:
    counts = {spot: [1] * 24 for spot in spots(30)} | {HERE: [9] * 24}
    counted = counted_of(counts)
    masks = where_lasting(counted.by_point, other_settings(counted.scene))
    here = np.flatnonzero((counted.scene.points_27700 == HERE).all(axis=1))
    assert share_standing(masks, here) == 1.0
