"""Small files in the shapes that the loader reads."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.load import LoadReport, load

STREET_HEADER = (
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location"),
    *("LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"),
)

# High Town, Hereford: ward Central (E05009449), LSOA Herefordshire 012C (E01014010).
HIGH_TOWN = ("-2.716051", "52.056204")

Write = Callable[..., Path]


def _street_row(
    *,
    reference: str = "",
    month: str = "2025-01",
    force: str = "West Mercia Police",
    point: tuple[str, str] = HIGH_TOWN,
    location: str = "On or near High Town",
    lsoa: tuple[str, str] = ("E01014010", "Herefordshire 012C"),
    crime_type: str = "Burglary",
    context: str = "",
) -> list[str]:
    return [reference, month, force, force, *point, location, *lsoa, crime_type, "", context]


@pytest.fixture
def street_file(tmp_path: Path) -> Write:
    """Writes a street file and gives its path. A row is either whole, or says how it differs from a
    burglary in High Town, Hereford, in 2025-01.
    """

    def write(
        rows: Sequence[Sequence[str] | dict[str, Any]],
        name: str = "2025-01-west-mercia-street.csv",
        *,
        header: Sequence[str] = STREET_HEADER,
        line_end: str = "\n",
        encoding: str = "utf-8",
    ) -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, lineterminator=line_end)
            writer.writerow(header)
            writer.writerows(_street_row(**r) if isinstance(r, dict) else r for r in rows)
        return path

    return write


@pytest.fixture
def extract_file(tmp_path: Path, herefordshire: AreaProfile) -> Write:
    """Writes rows given as {field of the mapping: value} in Herefordshire's extract shape."""

    def write(rows: Sequence[dict[str, str]], name: str = "extract.csv") -> Path:
        columns = herefordshire.extracts[0].columns.named()
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns.values())
            writer.writerows([row.get(field, "") for field in columns] for row in rows)
        return path

    return write


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def loaded(store: Path, herefordshire: AreaProfile) -> Callable[..., LoadReport]:
    """Loads paths into the test's store."""

    def run(*paths: Path) -> LoadReport:
        return load(paths, herefordshire, store)

    return run


@pytest.fixture
def set_aside() -> Callable[[LoadReport], list[dict[str, str]]]:
    """The rows of a load's set-aside file."""
    return _set_aside


@pytest.fixture
def only_set_aside() -> Callable[[LoadReport], dict[str, str]]:
    """The only row of a load's set-aside file."""

    def row(report: LoadReport) -> dict[str, str]:
        (only,) = _set_aside(report)
        return only

    return row


def _set_aside(report: LoadReport) -> list[dict[str, str]]:
    assert report.set_aside_file is not None
    with report.set_aside_file.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
