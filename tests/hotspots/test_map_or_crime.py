"""What could be the map is named on the finding, and such a finding is never called emerging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geo_csp.hotspots.counted import Counted, count
from geo_csp.hotspots.find import find
from geo_csp.hotspots.hotspot import Hotspot
from geo_csp.hotspots.scene import Scene
from geo_csp.hotspots.stability import OtherSettings
from geo_csp.months import Span
from tests.hotspots.conftest import HERE, rows, spots

NO_OTHERS = OtherSettings(neighbours=(), cells=())
MONTHS = 24

SceneOf = Callable[..., Scene]


def quiet_county() -> list[dict[str, Any]]:
    """Thirty streets with one incident a month, none near HERE."""
    return rows({spot: [1] * MONTHS for spot in spots(36)[6:]})


def risen(scene: Scene, category: str = "asb") -> Hotspot:
    found = [h for h in find(count(scene, category), NO_OTHERS) if h.recurrence_months]
    (hotspot,) = [h for h in found if h.observed >= 18]
    return hotspot


def test_a_rise_that_nothing_explains_is_emerging(scene_of: SceneOf) -> None:
    hotspot = risen(scene_of([*quiet_county(), *rows({HERE: [1] * 22 + [9, 9]})], MONTHS))
    assert (hotspot.kind, hotspot.break_words) == ("emerging", "")


def test_a_point_that_takes_those_of_its_neighbours_is_named(scene_of: SceneOf) -> None:
    around = [(HERE[0] + 60.0 * n, HERE[1] + 40.0) for n in range(1, 10)]
    old = rows({point: [1] * 22 + [0, 0] for point in around})
    scene = scene_of([*quiet_county(), *old, *rows({HERE: [0] * 22 + [9, 9]})], MONTHS)
    hotspot = risen(scene)
    assert hotspot.kind == "watch"
    assert hotspot.break_words.startswith("snap points were issued anew here in November 2025")
    assert "It may be the map and not the crime: snap points" in hotspot.sentence


def test_a_new_point_whose_neighbours_stay_as_they_were_is_no_new_issue(scene_of: SceneOf) -> None:
    around = [(HERE[0] + 60.0 * n, HERE[1] + 40.0) for n in range(1, 10)]
    old = rows({point: [1] * 24 for point in around})
    scene = scene_of([*quiet_county(), *old, *rows({HERE: [0] * 22 + [9, 9]})], MONTHS)
    assert risen(scene).break_words == ""


@pytest.mark.parametrize("street", ["Police Station", "No Location"])
def test_a_point_where_incidents_without_a_place_are_put_is_named(
    scene_of: SceneOf, street: str
) -> None:
    desk = rows({HERE: [1] * 22 + [9, 9]}, street=street)
    hotspot = risen(scene_of([*quiet_county(), *desk], MONTHS))
    assert hotspot.kind == "watch"
    assert f'a point called "{street}"' in hotspot.break_words


def elsewhere(asb: list[int], violence: list[int]) -> list[dict[str, Any]]:
    """Incidents of the force outside the partnership."""
    far = {"area": None, "ward": None}
    return [
        *rows({HERE: asb}, **far),
        *rows({HERE: violence}, category="violence", **far),
    ]


@pytest.mark.parametrize(
    ("asb", "is_named"),
    [
        # With the 30 of other streets: 130 of 530, then 230 of 630, from 25 % to 37 %.
        ([100] * 22 + [200, 200], True),
        # 155 of 555, which is 28 %: months differ so much by themselves.
        ([100] * 22 + [125, 125], False),
        # It went up long before the rise.
        ([100] * 12 + [200] * 12, False),
    ],
)
def test_a_category_that_jumps_in_the_whole_force_is_named(
    scene_of: SceneOf, asb: list[int], is_named: bool
) -> None:
    own = [*quiet_county(), *rows({HERE: [1] * 22 + [9, 9]})]
    hotspot = risen(scene_of(own, MONTHS, elsewhere=elsewhere(asb, [400] * 24)))
    assert (hotspot.kind == "watch") is is_named
    if is_named:
        assert "anti-social behaviour went from 25% to 37% of all incidents" in hotspot.break_words


def test_a_month_cut_short_is_named(scene_of: SceneOf) -> None:
    own = [*quiet_county(), *rows({HERE: [1] * 22 + [9, 9]})]
    why = "December 2025 goes to 2025-12-11 only"
    hotspot = risen(scene_of(own, MONTHS, incomplete={"2025-12": why}))
    assert (hotspot.kind, hotspot.break_words) == ("watch", why)


def test_too_few_months_before_a_rise_are_named_where_months_are_missing(
    scene_of: SceneOf,
) -> None:
    own = rows({spot: [1] * 4 for spot in spots(60)[6:]}) + rows({HERE: [1, 1, 30, 30]})
    gap = (Span("2025-07", "2025-08"),)
    hotspot = risen(scene_of(own, 4, gaps=gap))
    assert hotspot.kind == "watch"
    assert hotspot.break_words == (
        "only 2 comparable months before November 2025: August 2025 is not loaded"
    )


def test_a_fall_by_new_points_is_named_too(counted_of: Callable[..., Counted]) -> None:
    """The old points' place loses what the new point takes."""
    old = {(HERE[0] + 30.0 * n, HERE[1]): [2] * 22 + [0, 0] for n in range(1, 8)}
    new = {(HERE[0] + 120.0, HERE[1] + 450.0): [0] * 22 + [14, 14]}
    steady = {spot: [1] * MONTHS for spot in spots(36)[6:]}
    found = find(counted_of(steady | old | new), NO_OTHERS)
    fallen = [h for h in found if h.kind in ("fading", "historical", "diminishing")]
    assert fallen
    assert all("snap points were issued anew" in h.break_words for h in fallen)
