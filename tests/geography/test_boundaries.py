"""Two square wards side by side, each 1 km wide: A from 0 to 1000 m east, B from 1000 to 2000 m."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from geo_csp.area_profile import AreaProfile, read_profile
from geo_csp.errors import ProfileError
from geo_csp.geography.boundaries import (
    could_be_of,
    locate,
    place,
    read_outlines,
    to_longitude_latitude,
    to_national_grid,
)

WEST, SOUTH = 350_000.0, 240_000.0
PROFILE = """
title = "Twoshire"
partnership = "Twoshire Community Safety Partnership"
code = "E06999999"
lsoa_name = "Twoshire"
[force]
name = "Two Police"
slug = "two"
[wards]
file = "wards.geojson"
code = "code"
name = "name"
"""


def square(code: str, west_m: float) -> dict[str, object]:
    east = np.array([0, 1000, 1000, 0, 0]) + WEST + west_m
    north = np.array([0, 0, 1000, 1000, 0]) + SOUTH
    ring = np.column_stack(to_longitude_latitude(east, north)).tolist()
    return {
        "type": "Feature",
        "properties": {"code": code, "name": f"Ward {code}"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def profile_with(tmp_path: Path, wards: object) -> AreaProfile:
    folder = tmp_path / "twoshire"
    folder.mkdir()
    (folder / "wards.geojson").write_text(json.dumps(wards))
    (folder / "area.toml").write_text(PROFILE)
    return read_profile(folder)


@pytest.fixture
def twoshire(tmp_path: Path) -> AreaProfile:
    # B comes first in the file: order is by code, not by place in the file.
    wards = {"type": "FeatureCollection", "features": [square("B", 1000), square("A", 0)]}
    return profile_with(tmp_path, wards)


def wards_at(profile: AreaProfile, east_m: list[float], *, ours: bool = True) -> list[object]:
    easting = np.array(east_m) + WEST
    northing = np.full(len(east_m), SOUTH + 500)
    placed = place(profile, easting, northing, np.full(len(east_m), ours))
    return placed.ward.tolist()


def test_a_point_lies_in_the_ward_that_holds_it(twoshire: AreaProfile) -> None:
    assert wards_at(twoshire, [10, 990, 1010, 1990]) == ["A", "A", "B", "B"]


def test_a_point_on_a_border_belongs_to_the_ward_with_the_lower_code(
    twoshire: AreaProfile,
) -> None:
    outlines = read_outlines(twoshire, twoshire.wards)
    corner = np.array(outlines.polygons_27700[1].exterior.coords)[0]
    touching = np.array(outlines.polygons_27700[0].exterior.coords)
    assert (touching == corner).all(axis=1).any(), "the corner is one that both wards share"
    assert locate(corner[:1], corner[1:2], outlines).tolist() == [0]


@pytest.mark.parametrize(
    ("metres_outside", "ours", "ward"),
    [(24.5, True, "B"), (25.5, True, None), (24.5, False, None), (0.5, False, None)],
)
def test_a_point_outside_the_line_is_taken_in_up_to_25_m_unless_the_file_gives_it_to_another(
    twoshire: AreaProfile, metres_outside: float, ours: bool, ward: str | None
) -> None:
    assert wards_at(twoshire, [2000 + metres_outside], ours=ours) == [ward]


@pytest.mark.parametrize(
    ("code", "name", "ours"),
    [
        ("E01013986", "Herefordshire 012A", True),
        ("E01013986", "Shropshire 012A", False),  # the name tells
        (None, None, True),  # the file gives none
        ("", "", True),
        ("E01013986", None, True),  # a code of the boundaries
        ("E01014007", None, True),  # retired in 2021, named by the profile
        ("E01032000", None, False),
        ("E01032000", "Herefordshireton 001A", False),
    ],
)
def test_an_lsoa_is_ours_by_its_name_else_by_its_code(
    herefordshire: AreaProfile, code: str | None, name: str | None, ours: bool
) -> None:
    codes, names = np.array([code], object), np.array([name], object)
    assert could_be_of(herefordshire, codes, names).tolist() == [ours]


def test_no_points_are_no_error(twoshire: AreaProfile) -> None:
    assert wards_at(twoshire, []) == []


def test_the_grid_is_the_british_national_grid_and_back_to_a_centimetre() -> None:
    # Hereford Cathedral: 52.0543 N, 2.7160 W; its grid reference is SO 510 397.
    easting, northing = to_national_grid(np.array([-2.7160]), np.array([52.0543]))
    assert easting[0] == pytest.approx(351_000, abs=100)
    assert northing[0] == pytest.approx(239_700, abs=100)
    longitude, latitude = to_longitude_latitude(easting, northing)
    assert longitude[0] == pytest.approx(-2.7160, abs=1e-7)
    assert latitude[0] == pytest.approx(52.0543, abs=1e-7)


def test_herefordshire_is_its_53_wards_with_no_gap_and_no_overlap(
    herefordshire: AreaProfile,
) -> None:
    outlines = read_outlines(herefordshire, herefordshire.wards)
    areas_km2 = [polygon.area / 1e6 for polygon in outlines.polygons_27700]
    assert len(areas_km2) == 53
    # The published total of the BGC file is 2,179.74 km2 for the sum and for the union.
    assert sum(areas_km2) == pytest.approx(2179.74, abs=0.5)


def test_a_boundary_file_without_the_named_property_is_said_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"wards\.geojson: expected GeoJSON with properties"):
        profile_with(tmp_path, {"features": [{"properties": {}}]})
