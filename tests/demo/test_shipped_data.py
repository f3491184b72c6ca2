"""The data that ships: as published, and as data/README.md counts it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.geography.boundaries import place, to_national_grid
from geo_csp.profile_settings import POLICE_UK_CATEGORIES
from tests.demo.conftest import ROOT, Rows

ARCHIVE = ROOT / "data" / "open" / "herefordshire.zip"


@pytest.fixture(scope="module")
def open_data() -> Rows:
    rows: Rows = []
    with zipfile.ZipFile(ARCHIVE) as archive:
        for name in archive.namelist():
            text = io.TextIOWrapper(archive.open(name), encoding="utf-8", newline="")
            rows += csv.DictReader(text)
    return rows


def test_months_are_as_the_readme_counts_them(open_data: Rows) -> None:
    readme = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    said = {
        m: int(n.replace(",", "")) for m, n in re.findall(r"\| (\d{4}-\d\d) \| ([\d,]+)", readme)
    }
    assert Counter(row["Month"] for row in open_data) == said
    assert len(said) == 16
    assert len(open_data) == 16_109
    assert len({(row["Longitude"], row["Latitude"]) for row in open_data}) == 2_428


def test_every_row_is_of_the_county_and_the_month_of_its_file() -> None:
    with zipfile.ZipFile(ARCHIVE) as archive:
        for name in archive.namelist():
            month = name[:7]
            assert name == f"{month}/{month}-west-mercia-street.csv"
            text = io.TextIOWrapper(archive.open(name), encoding="utf-8", newline="")
            for row in csv.DictReader(text):
                assert row["Month"] == month
                assert row["LSOA name"].startswith("Herefordshire ")


def test_rows_are_byte_for_byte_as_published(shared_data: Path) -> None:
    with zipfile.ZipFile(ARCHIVE) as archive:
        for name in archive.namelist():
            header, *lines = (shared_data / "police" / name).read_bytes().splitlines(keepends=True)
            cut = header + b"".join(line for line in lines if b",Herefordshire " in line)
            assert archive.read(name) == cut, name


def test_the_zip_depends_on_nothing_but_its_rows() -> None:
    with zipfile.ZipFile(ARCHIVE) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)


def test_street_points_are_those_of_the_open_data(
    open_data: Rows, herefordshire: AreaProfile
) -> None:
    counted: Counter[tuple[str, str, str, str]] = Counter(
        (
            row["Longitude"],
            row["Latitude"],
            row["Location"].removeprefix("On or near "),
            POLICE_UK_CATEGORIES[row["Crime type"]].split("/")[-1],
        )
        for row in open_data
    )
    with herefordshire.file("street_points.csv").open(encoding="utf-8", newline="") as file:
        points = list(csv.DictReader(file))
    where = ("longitude", "latitude", "street", "ward_code")
    shipped = {
        (row["longitude"], row["latitude"], row["street"], offence): int(count)
        for row in points
        for offence, count in row.items()
        if offence not in where and count != "0"
    }
    assert shipped == dict(counted)

    degrees = np.array([(float(row["longitude"]), float(row["latitude"])) for row in points])
    grid = to_national_grid(degrees[:, 0], degrees[:, 1])
    wards = place(herefordshire, *grid, np.ones(len(points), dtype=np.bool_)).ward
    assert [row["ward_code"] for row in points] == list(wards)
