"""The real files: counts by an independent reader, places by an independent method."""

from __future__ import annotations

import collections
import csv

import geopandas
import pytest

from geo_csp.incidents.archives import found
from geo_csp.incidents.breaks import MOVED_POINTS, REDRAWN_LSOAS
from geo_csp.incidents.coverage import coverage, status
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_incidents, read_manifest
from geo_csp.profile_settings import POLICE_UK_CATEGORIES

# SOURCES.md of the reference data: rows of the force, and those whose LSOA is Herefordshire's.
FORCE_ROWS, COUNTY_ROWS = 271_575, 34_920


@pytest.fixture(scope="module")
def police_files(shared_data):
    return sorted((shared_data / "police").rglob("*-street.csv"))


@pytest.fixture(scope="module")
def csv_rows(police_files):
    """Every row by the standard library's reader, which shares nothing with the loader."""
    rows = []
    for path in police_files:
        with path.open(encoding="utf-8", newline="") as file:
            rows += [row | {"file": path.name} for row in csv.DictReader(file)]
    return rows


@pytest.fixture(scope="module")
def report(shared_data, herefordshire, store):
    return load([shared_data / "police"], herefordshire, store)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("police")


@pytest.fixture(scope="module")
def incidents(report, store):
    columns = ["month", "category", "offence", "ward", "lsoa", "lsoa_given", "longitude"]
    return read_incidents(
        store, report.months, "herefordshire", [*columns, "latitude", "source_line", "source_file"]
    ).to_pandas()


def test_every_row_of_the_force_is_stored_and_the_county_has_its_own(report, csv_rows, incidents):
    assert sum(month.rows for month in report.months) == FORCE_ROWS == len(csv_rows)
    by_their_lsoa = [r for r in csv_rows if r["LSOA name"].startswith("Herefordshire ")]
    assert len(incidents) == COUNTY_ROWS == len(by_their_lsoa)
    assert report.set_aside == 0
    assert report.failures == ()


def test_the_rows_of_the_county_are_the_ones_whose_lsoa_is_the_countys(csv_rows, incidents):
    lines = collections.Counter()
    expected = set()
    for row in csv_rows:
        lines[row["file"]] += 1
        if row["LSOA name"].startswith("Herefordshire "):
            expected.add((row["file"], lines[row["file"]] + 1))
    files = incidents["source_file"].astype(str).str.rpartition("/")[2]
    assert set(zip(files, incidents["source_line"], strict=True)) == expected


def test_each_month_and_category_has_the_count_of_the_csv_module(csv_rows, incidents):
    expected = collections.Counter(
        (row["Month"], POLICE_UK_CATEGORIES[row["Crime type"]])
        for row in csv_rows
        if row["LSOA name"].startswith("Herefordshire ")
    )
    offence = incidents["offence"].astype(object)
    key = (
        incidents["category"]
        .astype(str)
        .where(offence.isna(), incidents["category"].astype(str) + "/" + offence.astype(str))
    )
    assert collections.Counter(zip(incidents["month"].astype(str), key, strict=True)) == expected


def test_each_months_rows_without_a_place_are_counted(report, csv_rows):
    expected = collections.Counter(row["Month"] for row in csv_rows if not row["Longitude"])
    assert {month.month: month.no_place for month in report.months} == expected


def test_wards_and_lsoas_agree_with_geopandas(incidents, herefordshire):
    """Within 25 m of the outline the rule decides; everywhere else a spatial join must agree."""
    points = geopandas.GeoDataFrame(
        incidents,
        geometry=geopandas.points_from_xy(incidents["longitude"], incidents["latitude"], crs=4326),
    ).to_crs(27700)
    for layer, column in ((herefordshire.wards, "ward"), (herefordshire.lsoas, "lsoa")):
        areas = geopandas.read_file(herefordshire.file(layer.file)).to_crs(27700)
        joined = points.sjoin(areas[[layer.code, "geometry"]], predicate="within")
        assert len(joined) > 0.999 * len(points)
        assert (joined[column].astype(str) == joined[layer.code]).all()


def test_the_agreement_with_the_lsoas_of_the_police_is_measured(incidents, herefordshire, store):
    given = incidents["lsoa_given"].astype(str)
    successors = herefordshire.retired_lsoas["E01014007"]
    agrees = (given == incidents["lsoa"].astype(str)) | (
        (given == "E01014007") & incidents["lsoa"].isin(successors)
    )
    found = status(store, herefordshire)["lsoa_agreement"]
    assert found["agreeing"] == int(agrees.sum())
    assert found["comparable"] == COUNTY_ROWS
    # SOURCES.md: 97.8 % of the rows of 2024-25, generalised outlines being up to 20 m off.
    assert 0.97 < found["share"] < 0.99


def test_the_gaps_are_named(report, store, herefordshire):
    gaps = [gap["words"] for gap in status(store, herefordshire)["gaps"]]
    assert gaps == [
        "no data for April 2022 to December 2023",
        "no data for May 2024 to December 2024",
    ]


def test_new_snap_points_and_lsoa_codes_are_named_between_2022_and_2024_only(
    report, store, herefordshire
):
    assert [(b.before, b.after, b.what) for b in coverage(report.months, herefordshire).breaks] == [
        ("2022-03", "2024-01", MOVED_POINTS),
        ("2022-03", "2024-01", REDRAWN_LSOAS),
    ]


def test_no_real_month_is_called_incomplete(report, herefordshire):
    found = coverage(report.months, herefordshire)
    assert dict(found.incomplete) == {}
    assert found.newest_complete == "2025-12"


def test_loading_again_changes_nothing(report, shared_data, store, herefordshire):
    before = {m.key: (m.sha256, m.rows) for m in read_manifest(store)}
    load([shared_data / "police" / "2025-06"], herefordshire, store)
    assert {m.key: (m.sha256, m.rows) for m in read_manifest(store)} == before


def test_a_zip_of_the_files_is_the_same_as_the_folder(shared_data, herefordshire, tmp_path, report):
    import zipfile

    path = tmp_path / "2025-06.zip"
    (file,) = (shared_data / "police" / "2025-06").iterdir()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, f"2025-06/{file.name}")
    (month,) = load([path], herefordshire, tmp_path / "store").months
    (expected,) = (m for m in report.months if m.month == "2025-06")
    assert (month.rows, month.rows_by_area) == (expected.rows, expected.rows_by_area)
    assert month.snap_sketch == expected.snap_sketch


def test_outcomes_and_stop_and_search_are_recognised_and_not_used(
    shared_data, herefordshire, tmp_path
):
    folder = shared_data / "police_more"
    report = load([folder], herefordshire, tmp_path)
    with found([folder]) as sources:
        lines = {s.name: s.path.read_bytes().strip().count(b"\n") for s in sources.files}
    assert {file.file: file.rows for file in report.unused} == lines
    assert {file.kind for file in report.unused} == {"outcomes", "stop and search"}
    assert (report.months, report.failures, report.exit_code) == ((), (), 0)


def test_a_neighbouring_force_is_kept_apart(shared_data, herefordshire, store, report, tmp_path):
    folder = shared_data / "police_other" / "gloucestershire"
    neighbours = load([folder], herefordshire, tmp_path)
    assert {month.force for month in neighbours.months} == {"gloucestershire"}
    assert coverage([*report.months, *neighbours.months], herefordshire) == coverage(
        report.months, herefordshire
    )
