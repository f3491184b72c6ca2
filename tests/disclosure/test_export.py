"""A release taken away as a file."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest
import shapely
from shapely.geometry import shape

from geo_csp.counts.figures import COLUMNS
from geo_csp.disclosure import export, release
from geo_csp.errors import NotReleasedError
from geo_csp.months import parse_span
from geo_csp.roles import ROLES, Viewer

CENTRAL = "E05009449"


@pytest.fixture
def released(data_set):
    rows = [{"ward": CENTRAL, "month": "2025-06", "category": "asb"}] * 12
    data = data_set(["2025-06"], rows, is_synthetic=True)
    return release.figures(data, Viewer(ROLES["board"]), "ward", "asb", parse_span("2025-06"))


def test_the_csv_has_the_tables_columns_then_the_marking(released):
    rows = list(csv.DictReader(io.StringIO(export.csv_bytes(released).decode())))
    assert tuple(rows[0]) == (*COLUMNS, "marking")
    assert len(rows) == 53
    central = next(row for row in rows if row["area_code"] == CENTRAL)
    assert (central["count"], central["change_count"]) == ("12", "")
    assert float(central["rate_per_1000"]) == released.table["rate_per_1000"].max()
    assert {row["marking"] for row in rows} == {"OFFICIAL; synthetic demonstration data"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "\r=", "\n="])
def test_no_cell_of_the_csv_is_a_formula_and_numbers_stay_numbers(released, start):
    table = released.table.assign(area_name=f"{start}1+1", change_count=-3)
    text = export.csv_bytes(dataclasses.replace(released, table=table)).decode()
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert row["area_name"] == f"'{start}1+1".translate(str.maketrans("\t\r\n", "   "))
    assert row["change_count"] == "-3"


def test_the_json_is_a_list_of_objects_with_the_same_keys(released):
    rows = json.loads(export.json_bytes(released))
    assert isinstance(rows, list)
    assert tuple(rows[0]) == (*COLUMNS, "marking")
    central = next(row for row in rows if row["area_code"] == CENTRAL)
    assert central["count"] == 12
    assert central["change_count"] is None


def test_the_geojson_holds_the_same_figures_on_the_wards_outlines(released, herefordshire):
    collection = json.loads(
        export.geojson_bytes(released, herefordshire, herefordshire.attribution)
    )
    assert collection["type"] == "FeatureCollection"
    assert collection["marking"] == "OFFICIAL; synthetic demonstration data"
    assert collection["notices"] == list(released.notices)
    assert "Open Government Licence" in collection["attribution"]
    properties = [feature["properties"] for feature in collection["features"]]
    assert properties == json.loads(export.json_bytes(released))
    central = next(
        shape(feature["geometry"])
        for feature in collection["features"]
        if feature["properties"]["area_code"] == CENTRAL
    )
    # The county's Shirehall stands in Central ward: longitude first, EPSG:4326.
    assert central.covers(shapely.Point(-2.7124, 52.0560))


@pytest.mark.parametrize(("level", "areas"), [("county", 1), ("locality", 9), ("lsoa", 117)])
def test_every_level_has_its_outlines(data_set, herefordshire, level, areas):
    data = data_set(["2025-06"], [])
    found = release.figures(data, Viewer(ROLES["analyst"]), level, "asb", parse_span("2025-06"))
    features = json.loads(export.geojson_bytes(found, herefordshire, herefordshire.attribution))[
        "features"
    ]
    assert len(features) == areas
    outlines = [shape(feature["geometry"]) for feature in features]
    assert all(outline.is_valid for outline in outlines)
    west, south, east, north = shapely.total_bounds(outlines)
    assert (west > -3.2) & (east < -2.3) & (south > 51.8) & (north < 52.4)


def test_the_file_name_carries_the_marking(released):
    name = export.file_name(released, "csv")
    assert name == ("OFFICIAL_synthetic-demonstration-data_herefordshire_asb_by-ward_2025-06.csv")
    year = dataclasses.replace(released, span=parse_span("2025-01:2025-12"), is_synthetic=False)
    assert export.file_name(year, "png") == (
        "OFFICIAL_herefordshire_asb_by-ward_2025-01_to_2025-12.png"
    )


def test_a_form_that_the_role_may_not_take_away_is_refused(released, herefordshire):
    nothing = dataclasses.replace(released, forms=frozenset())
    for take in (
        export.csv_bytes,
        export.json_bytes,
        lambda taken: export.geojson_bytes(taken, herefordshire, herefordshire.attribution),
    ):
        with pytest.raises(NotReleasedError, match="may not take this away as"):
            take(nothing)
