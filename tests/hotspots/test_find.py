"""What is said of places whose history is known."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import shapely

from geo_csp.hotspots.counted import Counted, count
from geo_csp.hotspots.find import find
from geo_csp.hotspots.hotspot import KINDS, Hotspot
from geo_csp.hotspots.scene import Scene
from geo_csp.hotspots.stability import OtherSettings, other_settings
from tests.hotspots.conftest import HERE, rows, spots

NO_OTHERS = OtherSettings(neighbours=(), cells=())

CountedOf = Callable[..., Counted]
SceneOf = Callable[..., Scene]


def steady(number: int, months: int, a_month: int = 1) -> dict[Any, list[int]]:
    return {spot: [a_month] * months for spot in spots(number)}


def at(found: tuple[Hotspot, ...], spot: tuple[float, float] = HERE) -> list[Hotspot]:
    from geo_csp.geography.boundaries import to_longitude_latitude

    x, y = to_longitude_latitude(np.array([spot[0]]), np.array([spot[1]]))
    point = shapely.Point(x[0], y[0])
    return [h for h in found if shapely.geometry.shape(dict(h.outline)).covers(point)]


def test_a_place_that_rose_is_emerging_since_its_first_month(counted_of: CountedOf) -> None:
    counts = steady(30, 24) | {HERE: [1] * 22 + [9, 9]}
    (hotspot,) = [h for h in find(counted_of(counts), NO_OTHERS) if h.kind == "emerging"]
    assert (hotspot.since, hotspot.observed) == ("2025-11", 18)
    # Its own 22 + 18 of 736 in all, by the 76 of the last two months.
    assert hotspot.expected == pytest.approx((22 + 18) * (29 * 2 + 18) / (30 * 22 + 29 * 2 + 18))
    assert hotspot.ratio == pytest.approx(18 / hotspot.expected)
    assert hotspot.lower < hotspot.ratio < hotspot.upper
    assert hotspot.observed_by_month == (1,) * 22 + (9, 9)
    assert at((hotspot,)) == [hotspot]
    assert "rose around Street" in hotspot.sentence
    assert "since November 2025: 18 incidents where 4 would be usual" in hotspot.sentence


def test_the_same_month_gives_the_same_findings(counted_of: CountedOf) -> None:
    counts = steady(30, 24) | {HERE: [1] * 22 + [9, 9]}
    assert find(counted_of(counts), NO_OTHERS) == find(counted_of(counts), NO_OTHERS)


def test_a_place_that_was_always_busy_is_persistent_and_not_emerging(
    counted_of: CountedOf,
) -> None:
    found = find(counted_of(steady(30, 24) | {HERE: [9] * 24}), NO_OTHERS)
    assert {h.kind for h in at(found)} == {"persistent"}


def test_a_place_that_fell_says_so_and_is_nothing_that_rises(counted_of: CountedOf) -> None:
    counts = steady(30, 24) | {HERE: [12] * 22 + [0, 0]}
    here = at(find(counted_of(counts), NO_OTHERS))
    assert {h.kind for h in here} <= {"fading", "historical", "diminishing"}
    assert all("fell" in h.sentence for h in here)
    # In all 29 + 12 a month for 22 months and 29 for 2, of which two months' 58 fall on 264.
    assert here[0].since == "2025-11"
    assert here[0].expected == pytest.approx(264 * 58 / (41 * 22 + 58))


def test_a_rise_that_is_over_is_watched_and_says_that_it_fell_back(counted_of: CountedOf) -> None:
    counts = steady(30, 24) | {HERE: [1] * 20 + [12, 12, 12, 0]}
    risen = [h for h in find(counted_of(counts), NO_OTHERS) if h.recurrence_months]
    assert [h.kind for h in risen] == ["watch"]
    assert "It has fallen back: no incident in December 2025." in risen[0].sentence


def test_addresses_of_one_street_are_one_place(scene_of: SceneOf) -> None:
    """Nine houses with an incident a month each are nine a month, not nine times one."""
    quiet = rows(dict(list(steady(30, 24).items())[1:]))
    houses = [(HERE[0] + 8.0 * n, HERE[1] + 5.0 * (n % 2)) for n in range(9)]
    street = rows({house: [0] * 22 + [1, 1] for house in houses}, street="High Street")
    scene = scene_of([*quiet, *street], 24, kind="extract")
    assert not scene.is_open
    (hotspot,) = [h for h in find(count(scene, "asb"), NO_OTHERS) if h.kind == "emerging"]
    assert (hotspot.observed, hotspot.since) == (18, "2025-11")
    assert hotspot.place == "High Street, Central"
    assert hotspot.streets == (("High Street", 18),)


def test_a_short_history_gets_no_category_of_gi_star(counted_of: CountedOf) -> None:
    found = find(counted_of(steady(30, 9) | {HERE: [1] * 7 + [12, 12]}), NO_OTHERS)
    assert {h.history for h in found} == {"none"}
    assert {h.kind for h in found} <= {"emerging", "watch", "fading"}


def test_a_clear_rise_stands_in_every_setting(counted_of: CountedOf) -> None:
    counted = counted_of(steady(30, 24) | {HERE: [1] * 22 + [9, 9]})
    found = find(counted, other_settings(counted.scene))
    emerging = next(h for h in found if h.kind == "emerging")
    # 2 radii x 2 windows x 2 histories.
    assert (emerging.stability, emerging.settings) == (1.0, 8)
    assert emerging.stability_words == "stands in 8 of 8 settings"


DEGENERATE = {
    "twelve incidents in all": {HERE: [1] * 12},
    "all in one place": {HERE: [5] * 24},
    "all in one place and month": {HERE: [0] * 23 + [40]},
    "a single month": {spot: [2] for spot in spots(12)},
    "two months": {spot: [1, 2] for spot in spots(12)},
    "no incident of the category": {HERE: [0] * 24},
    "none in the last month": {
        spot: [*series, 0] for spot, series in (steady(30, 23) | {HERE: [12] * 23}).items()
    },
}


@pytest.mark.parametrize("counts", DEGENERATE.values(), ids=DEGENERATE)
def test_too_little_to_tell_gives_defined_answers(scene_of: SceneOf, counts: Any) -> None:
    number = len(next(iter(counts.values())))
    other = rows({HERE: [1] * number}, category="drugs")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        scene = scene_of([*rows(counts), *other], number)
        found = find(count(scene, "asb"), other_settings(scene))
    assert all(h.kind in KINDS for h in found)
    assert not [h for h in found if h.kind == "emerging"]
    for hotspot in found:
        numbers = (hotspot.expected, hotspot.ratio, hotspot.lower, hotspot.upper, hotspot.p)
        assert all(math.isfinite(number) for number in numbers)
        assert "nan" not in hotspot.sentence.lower()


def test_codes_are_fit_for_an_address(counted_of: CountedOf) -> None:
    found = find(counted_of(steady(30, 24) | {HERE: [9] * 24}), NO_OTHERS)
    assert found
    assert all(re.fullmatch(r"[a-z_-]+-\d+-\d+", hotspot.code) for hotspot in found)
    assert len({hotspot.code for hotspot in found}) == len(found)
