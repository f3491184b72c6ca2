"""Figures of the police's own files against a count by other means: csv, and rays cast by hand."""

from __future__ import annotations

import csv
import itertools
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from geo_csp.area_profile import read_profile
from geo_csp.disclosure import release
from geo_csp.errors import NotLoadedError
from geo_csp.incidents.load import load
from geo_csp.months import parse_span
from geo_csp.roles import ROLES, Viewer

ANALYST = Viewer(ROLES["analyst"])
MONTHS = ("2025-06", "2025-07")
SELECTION_OF = {
    "asb": {"Anti-social behaviour"},
    "acquisitive": {
        "Burglary",
        "Robbery",
        "Shoplifting",
        "Bicycle theft",
        "Vehicle crime",
        "Theft from the person",
        "Other theft",
    },
    "shoplifting": {"Shoplifting"},
    "violence": {"Violence and sexual offences"},
    "damage": {"Criminal damage and arson"},
}


def rows_of(shared_data, month):
    path = shared_data / "police" / month / f"{month}-west-mercia-street.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_inside(x, y, geometry):
    """Even number of edges to the west: outside. Rings of all parts, holes included."""
    parts = geometry["coordinates"]
    rings = parts if geometry["type"] == "Polygon" else [ring for part in parts for ring in part]
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > y) != (y2 > y) and x > x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                crossings += 1
    return crossings % 2 == 1


def wards_by_rays(rows, features, code):
    """Ward of each distinct point in degrees, as published."""
    boxes = []
    for feature in features:
        text = json.dumps(feature["geometry"]["coordinates"]).translate(str.maketrans("[]", "  "))
        numbers = [float(number) for number in text.split(",")]
        boxes.append((min(numbers[::2]), max(numbers[::2]), min(numbers[1::2]), max(numbers[1::2])))
    found = {}
    for row in rows:
        at = (row["Longitude"], row["Latitude"])
        if at not in found and row["Longitude"]:
            x, y = map(float, at)
            found[at] = [
                feature["properties"][code]
                for feature, (west, east, south, north) in zip(features, boxes, strict=True)
                if west <= x <= east
                and south <= y <= north
                and is_inside(x, y, feature["geometry"])
            ]
    return found


@pytest.fixture(scope="module")
def data(shared_data, herefordshire, tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    load([shared_data / "police" / month for month in MONTHS], herefordshire, store)
    return release.open_data_set("own", "Your own data", store, herefordshire)


@pytest.mark.parametrize("selection", SELECTION_OF)
def test_the_countys_count_is_that_of_the_rows_whose_lsoa_is_the_countys(
    data, shared_data, selection
):
    for month in MONTHS:
        expected = sum(
            row["LSOA name"].startswith("Herefordshire ")
            and row["Crime type"] in SELECTION_OF[selection]
            for row in rows_of(shared_data, month)
        )
        table = release.figures(data, ANALYST, "county", selection, parse_span(month)).table
        assert table["count"].tolist() == [expected]


def test_every_wards_count_is_that_of_rays_cast_in_degrees(data, shared_data, herefordshire):
    features = json.loads((herefordshire.folder / "wards_bgc.geojson").read_text())["features"]
    rows = [
        row
        for month in MONTHS
        for row in rows_of(shared_data, month)
        if row["LSOA name"].startswith("Herefordshire ")
    ]
    wards = wards_by_rays(rows, features, "ward_code")
    span = parse_span("2025-06:2025-07")
    for selection, types in SELECTION_OF.items():
        expected = Counter(
            ward
            for row in rows
            if row["Crime type"] in types
            for ward in wards[row["Longitude"], row["Latitude"]]
        )
        table = release.figures(data, ANALYST, "ward", selection, span).table
        counts = dict(zip(table["area_code"], table["count"].astype(int), strict=True))
        assert counts == {code: expected[code] for code in counts}


def test_the_points_of_a_ward_are_its_distinct_coordinates(data, shared_data, herefordshire):
    features = json.loads((herefordshire.folder / "wards_bgc.geojson").read_text())["features"]
    rows = [r for r in rows_of(shared_data, "2025-06") if "Herefordshire" in r["LSOA name"]]
    wards = wards_by_rays(rows, features, "ward_code")
    expected = Counter(
        (row["Longitude"], row["Latitude"])
        for row in rows
        if wards[row["Longitude"], row["Latitude"]] == ["E05009449"]
    )
    found = release.ward_points(data, ANALYST, "E05009449", "all", parse_span("2025-06"))
    columns = found["longitude"], found["latitude"], found["count"]
    assert {(x, y): count for x, y, count in zip(*columns, strict=True)} == {
        (float(x), float(y)): count for (x, y), count in expected.items()
    }


def test_levels_add_up_for_every_selection(data, herefordshire):
    span = parse_span("2025-06:2025-07")
    for selection in herefordshire.selections:
        tables = [
            release.figures(data, ANALYST, level, selection, span).table["count"]
            for level in ("ward", "locality", "lsoa", "county")
        ]
        assert len({int(table.sum()) for table in tables}) == 1


def test_nothing_is_compared_with_months_that_are_not_loaded(data):
    span = parse_span("2025-06")
    table = release.figures(data, ANALYST, "ward", "asb", span).table
    assert set(table["change_words"]) == {"no figures for June 2024"}
    assert table["change_count"].isna().all()
    with pytest.raises(NotLoadedError, match="no figures for August 2025"):
        release.figures(data, ANALYST, "ward", "asb", parse_span("2025-07:2025-08"))


WORCESTER = """
title = "Worcester"
partnership = "Worcester"
code = "E07000237"
lsoa_name = "Worcester"
[force]
name = "West Mercia Police"
slug = "west-mercia"
[wards]
file = "wards.geojson"
code = "ward_code"
name = "ward_name"
"""


def test_a_partnership_of_outlines_alone_has_counts_and_no_rates(shared_data, tmp_path: Path):
    folder = tmp_path / "worcester"
    folder.mkdir()
    (folder / "area.toml").write_text(WORCESTER)
    outlines = shared_data / "geography_other" / "worcester_wards_bgc.geojson"
    shutil.copy(outlines, folder / "wards.geojson")
    profile = read_profile(folder)
    load([shared_data / "police" / "2025-06"], profile, tmp_path / "store")
    data = release.open_data_set("own", "Your own data", tmp_path / "store", profile)
    released = release.figures(data, ANALYST, "ward", "asb", parse_span("2025-06"))
    rows = [r for r in rows_of(shared_data, "2025-06") if r["LSOA name"].startswith("Worcester ")]
    asb = sum(row["Crime type"] == "Anti-social behaviour" for row in rows)
    assert len(released.table) == 15
    # Points up to 20 m outside the generalised outline are the county's by another route.
    assert released.table["count"].sum() == pytest.approx(asb, abs=2)
    assert released.table[["population", "rate_per_1000"]].isna().all(axis=None)
    assert "rates: no population given" in released.notices
    assert "Most incidents: " in released.sentence
