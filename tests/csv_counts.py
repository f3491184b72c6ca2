"""Incidents of police files counted with the standard library alone: csv, and rays cast by hand."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.disclosure.test_on_the_police_files import wards_by_rays

ACQUISITIVE = {
    "Burglary",
    "Robbery",
    "Shoplifting",
    "Bicycle theft",
    "Vehicle crime",
    "Theft from the person",
    "Other theft",
}
TYPES = {
    "asb": {"Anti-social behaviour"},
    "acquisitive": ACQUISITIVE,
    # Open data holds no hate crime, so that this is the two together.
    "neighbourhood": {"Anti-social behaviour"} | ACQUISITIVE,
    "weapons": {"Possession of weapons"},
    "robbery": {"Robbery"},
    "burglary": {"Burglary"},
    "vehicle-crime": {"Vehicle crime"},
    "violence": {"Violence and sexual offences"},
    "drugs": {"Drugs"},
}
Row = Mapping[str, str]
Corner = Sequence[float]


def rows_of_folder(folder: Path) -> list[Row]:
    files = sorted(folder.glob("*/*-street.csv"))
    return [row for file in files for row in _rows(file.read_text(encoding="utf-8"))]


def rows_of_zip(path: Path) -> list[Row]:
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith("-street.csv"))
        return [row for name in names for row in _rows(archive.read(name).decode())]


def _rows(text: str) -> Iterable[Row]:
    return csv.DictReader(io.StringIO(text, newline=""))


def nearest_ward(x: float, y: float, outlines: Iterable[Any]) -> str:
    """By the distance to the corners and edges of each outline, a degree east being 0.61 north."""

    def apart(feature: Any) -> float:
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        rings = parts if geometry["type"] == "Polygon" else [r for part in parts for r in part]
        return min(
            _to_edge(x, y, first, second)
            for ring in rings
            for first, second in itertools.pairwise(ring)
        )

    return str(min(outlines, key=apart)["properties"]["ward_code"])


def _to_edge(x: float, y: float, first: Corner, second: Corner) -> float:
    px, py = 0.61 * (x - first[0]), y - first[1]
    dx, dy = 0.61 * (second[0] - first[0]), second[1] - first[1]
    along = max(0.0, min(1.0, (px * dx + py * dy) / ((dx * dx + dy * dy) or 1.0)))
    return math.hypot(px - along * dx, py - along * dy)


class Counted:
    """Herefordshire's rows by area, month and type; an area is a ward, a locality or the county."""

    def __init__(self, rows: Iterable[Row], folder: Path, locality_of: Mapping[str, str]) -> None:
        own = [row for row in rows if row["LSOA name"].startswith("Herefordshire ")]
        outlines = json.loads((folder / "wards_bgc.geojson").read_text())["features"]
        wards = wards_by_rays(own, outlines, "ward_code")
        self.counts: Counter[tuple[str, str, str]] = Counter()
        for row in own:
            areas = ["county"]
            at = (row["Longitude"], row["Latitude"])
            # Outlines are generalised to 20 m: a point just outside is the nearest ward's.
            wards[at] = wards[at] or [nearest_ward(*map(float, at), outlines)]
            for ward in wards[at]:
                areas += [ward, locality_of[ward]]
            self.counts.update((area, row["Month"], row["Crime type"]) for area in areas)

    def of(self, area: str, category: str, months: Iterable[str]) -> int:
        chosen = TYPES[category]
        return sum(self.counts[area, month, kind] for month in months for kind in chosen)
