"""What is planted for actions is there, to the incident, and nothing else is other for it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.generate import drawn, points_of, with_actions
from geo_csp.demo.planted_actions import ACTION_PLANTS, COMPARISON
from geo_csp.demo.planted_register import write_register
from geo_csp.demo.planted_truth import PLANTS, REISSUED
from geo_csp.demo.street_points import StreetPoints, points_of_street
from geo_csp.register.action_log import dosage_totals
from geo_csp.register.actions import actions
from geo_csp.register.opening import open_register


@pytest.fixture(scope="module")
def before_and_after(
    herefordshire: AreaProfile,
) -> tuple[StreetPoints, pd.DataFrame, pd.DataFrame]:
    points, incidents = drawn(herefordshire, 1, PLANTS)
    return points, incidents, with_actions(herefordshire, points, incidents, 1, ACTION_PLANTS)


def test_all_other_incidents_stay_as_they_were(
    before_and_after: tuple[StreetPoints, pd.DataFrame, pd.DataFrame],
) -> None:
    _, incidents, both = before_and_after
    others = both[~both["reference"].str.startswith("DEMO-A-")].reset_index(drop=True)
    pd.testing.assert_frame_equal(others[incidents.columns], incidents)
    assert both["reference"].is_unique


def test_each_street_has_its_incidents_of_each_year(
    before_and_after: tuple[StreetPoints, pd.DataFrame, pd.DataFrame],
) -> None:
    points, _, both = before_and_after
    planted = both[both["reference"].str.startswith("DEMO-A-")]
    for plant in ACTION_PLANTS:
        here = planted[planted["point"].isin(points_of_street(points, plant.ward, plant.street))]
        assert np.bincount(here["month"] // 12, minlength=3).tolist() == list(plant.a_year)
    assert len(planted) == sum(sum(plant.a_year) for plant in ACTION_PLANTS)
    assert set(planted["strands"]) == {0}


def test_what_the_issue_asks_for_is_planted() -> None:
    by_kind = {plant.kind: plant.a_year[1:] for plant in ACTION_PLANTS}
    assert by_kind == {
        "worked": (200, 100),
        "did not": (200, 200),
        "too small to tell": (20, 10),
        "comparison": (200, 200),
    }
    assert sum(plant.kind == COMPARISON for plant in ACTION_PLANTS) == 5


def test_they_lie_apart_from_all_else_that_is_planted(herefordshire: AreaProfile) -> None:
    points = points_of(herefordshire)
    spot = np.column_stack([points.easting, points.northing])

    def at(planted: tuple) -> list[np.ndarray]:
        return [spot[points_of_street(points, each.ward, each.street)] for each in planted]

    ours = at(ACTION_PLANTS)
    for index, own in enumerate(ours):
        for other in [*at(PLANTS), *at(REISSUED), *ours[index + 1 :]]:
            nearest = np.hypot(*(own[:, None] - other).transpose(2, 0, 1)).min()
            assert nearest > 1_000


def test_the_register_has_the_three_actions(herefordshire: AreaProfile, tmp_path: Path) -> None:
    write_register(tmp_path, points_of(herefordshire))
    with closing(open_register(tmp_path)) as register:
        agreed = [each.agreed for each in actions(register)]
        assert [each.place for each in agreed] == ["E05009467", "E05009481", "E05009458"]
        assert all(each.area and each.status == "under_way" for each in agreed)
        assert dosage_totals(register)[1] == {"visits": 144.0}


def test_another_partnership_has_none(tmp_path: Path, herefordshire: AreaProfile) -> None:
    write_register(tmp_path, points_of(herefordshire), ())
    assert not list(tmp_path.iterdir())
