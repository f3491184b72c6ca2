"""The board's figures taken away as a file, each with its marking."""

from __future__ import annotations

from typing import Any

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.export import area_outlines
from geo_csp.disclosure.taken_away import (
    as_csv,
    as_json,
    feature_collection,
    marked,
    name_of_file,
    plain_rows,
)
from geo_csp.disclosure.trends import ReleasedBoard

# Of each category in the GeoJSON, whose features are areas: ``asb_count``, ``asb_change``, ...
_FLAT = (
    "count",
    "count_year_before",
    "change",
    "direction",
    "count_12_months",
    "rate_per_1000",
    "lower",
    "upper",
    "suppressed",
    "sentence",
)


def csv_bytes(released: ReleasedBoard) -> bytes:
    """UTF-8, one header line; a row an area and category, the county and localities first, then
    the wards; ``marking`` in every row.
    """
    return as_csv(marked(released, "csv"))


def json_bytes(released: ReleasedBoard) -> bytes:
    """A list of objects with the keys of the CSV's columns."""
    return as_json(plain_rows(marked(released, "json")))


def geojson_bytes(released: ReleasedBoard, profile: AreaProfile, attribution: str) -> bytes:
    """A FeatureCollection in EPSG:4326: localities and wards, each with its categories' figures."""
    rows = plain_rows(marked(released, "geojson"))
    levels = [level for level in ("locality", "ward") if any(r["level"] == level for r in rows)]
    features = [
        {"type": "Feature", "id": code, "properties": told, "geometry": outlines[code]}
        for level in levels
        for outlines in (area_outlines(profile, level),)
        for code, told in _by_area([row for row in rows if row["level"] == level]).items()
    ]
    return feature_collection(released, features, attribution=attribution)


def _by_area(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    areas: dict[str, dict[str, Any]] = {}
    for row in rows:
        same = ("level", "area_code", "area_name", "quarter", "population", "marking")
        told = areas.setdefault(row["area_code"], {key: row[key] for key in same})
        told.update({f"{row['category']}_{key}": row[key] for key in _FLAT})
    return areas


def file_name(released: ReleasedBoard, form: str) -> str:
    return name_of_file(released, f"board_{released.quarter}", form)
