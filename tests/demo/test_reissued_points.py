"""New snap points in one small area: another map of the same incidents."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.generate import drawn, generate
from geo_csp.demo.planted_truth import PLANTS, REISSUED
from geo_csp.demo.reissued_points import published_points
from geo_csp.errors import GeoCspError
from geo_csp.geography.boundaries import to_national_grid
from tests.demo.conftest import Rows, rows_of

(AREA,) = REISSUED


@pytest.fixture(scope="module")
def never_reissued(herefordshire: AreaProfile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("never_reissued")
    generate(herefordshire, out, reissued=())
    return out


def test_incidents_stay_what_they_are(demonstration: Path, never_reissued: Path) -> None:
    assert rows_of(demonstration / "extract") == rows_of(never_reissued / "extract")
    other = "Longitude", "Latitude", "Location", "LSOA code", "LSOA name"
    shown, plain = (rows_of(f / "police.uk") for f in (demonstration, never_reissued))
    moved = [(a, b) for a, b in zip(shown, plain, strict=True) if a != b]
    assert moved
    for row, before in moved:
        assert {k: v for k, v in row.items() if k not in other}.items() <= before.items()


def test_one_point_shows_what_nine_did(police_uk: Rows, never_reissued: Path) -> None:
    old = Counter(spot(row) for row in rows_of(never_reissued / "police.uk") if is_late(row))
    new = Counter(spot(row) for row in police_uk if is_late(row))
    (point,) = new.keys() - old.keys()
    gone = old.keys() - new.keys()
    assert 5 <= len(gone) <= 9  # of nine points, those with an incident in these three months
    assert new[point] == sum(old[spot] for spot in gone)
    for degrees in gone:
        assert np.hypot(*(metres(degrees) - metres(point))) < 2 * AREA.within_m


def test_the_new_point_is_not_there_before(police_uk: Rows) -> None:
    early = {spot(row) for row in police_uk if not is_late(row)}
    late = {spot(row) for row in police_uk if is_late(row)}
    assert len(early) > 2_000
    assert len(late - early) < len(late) / 10


def is_late(row: dict[str, str]) -> bool:
    return row["Month"] >= AREA.first


def spot(row: dict[str, str]) -> tuple[str, str]:
    return row["Longitude"], row["Latitude"]


def metres(degrees: tuple[str, str]) -> np.ndarray:
    longitude, latitude = (np.array([float(text)]) for text in degrees)
    return np.concatenate(to_national_grid(longitude, latitude))


def test_a_street_the_ward_does_not_have_is_refused(herefordshire: AreaProfile) -> None:
    points, incidents = drawn(herefordshire, 1, PLANTS)
    nowhere = replace(AREA, street="Baker Street")
    with pytest.raises(GeoCspError, match="Baker Street"):
        published_points(herefordshire, points, incidents, (nowhere,))
