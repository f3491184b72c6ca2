"""Open data is scanned by its snap points, an extract by its places."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import NotLoadedError
from geo_csp.hotspots.backtest import backtest
from geo_csp.hotspots.counted import count
from geo_csp.hotspots.find import find
from geo_csp.hotspots.scene import Scene, scene, summed
from geo_csp.hotspots.stability import other_settings
from geo_csp.incidents.coverage import Coverage
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from tests.hotspots.conftest import HERE, rows, spots

SceneOf = Callable[..., Scene]


def test_snap_points_stand_for_themselves_and_addresses_for_their_place(
    scene_of: SceneOf,
) -> None:
    houses = [(HERE[0] + 5.0 * n, HERE[1]) for n in range(9)]
    incidents = rows({house: [1] * 3 for house in houses} | {s: [1] * 3 for s in spots(12)[3:]})
    open_data = scene_of(incidents, 3)
    assert len(open_data.locations_27700) == len(open_data.points_27700) == 9 + 9
    extract = scene_of(incidents, 3, kind="extract")
    assert len(extract.locations_27700) == len(extract.places) == 1 + 9
    of_houses = extract.location_of_point[np.hypot(*(extract.points_27700 - HERE).T) < 100]
    assert len(set(of_houses.tolist())) == 1


def test_incidents_of_months_that_do_not_compare_are_left_out(scene_of: SceneOf) -> None:
    incidents = rows({HERE: [5] * 8})
    cut = scene_of(incidents, 8, incomplete={"2025-07": "July 2025 is short"})
    assert str(cut.span) == "2025-08:2025-12"
    assert len(cut.incidents) == 5 * 5


def test_wards_go_by_code_though_places_know_their_name(scene_of: SceneOf) -> None:
    one = scene_of(rows({HERE: [1] * 3}), 3)
    assert one.places[0].ward == "Central"
    assert one.ward_of(0) == "E05009449"


def test_a_month_that_is_not_there_is_refused(
    quick: AreaProfile, coverage_of: Callable[..., Coverage]
) -> None:
    none = pa.table({field.name: pa.array([], field.type) for field in INCIDENT_SCHEMA})
    with pytest.raises(NotLoadedError, match="no incidents for December 2025"):
        scene(none, none, quick, coverage_of(("2025-10", "2025-11")), "2025-12")


def test_a_month_without_any_incident_has_a_scene_all_the_same(
    quick: AreaProfile, coverage_of: Callable[..., Coverage]
) -> None:
    none = pa.table({field.name: pa.array([], field.type) for field in INCIDENT_SCHEMA})
    empty = scene(none, none, quick, coverage_of(("2025-11", "2025-12")), "2025-12")
    assert find(count(empty, "asb"), other_settings(empty)) == ()
    assert backtest(count(empty, "asb")).scores == ()


def test_sums_leave_out_points_of_no_group() -> None:
    counts = np.array([[1, 2], [3, 4], [5, 6]])
    assert summed(counts, np.array([1, -1, 1]), 2).tolist() == [[0, 0], [1 + 5, 2 + 6]]
