"""The board's figures taken away as a file, each with its marking."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.export import area_outlines, as_json, plain_rows, without_formulas
from geo_csp.disclosure.trends import ReleasedBoard
from geo_csp.errors import NotReleasedError
from geo_csp.vocabulary import SYNTHETIC

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
    _check_form(released, "csv")
    table = without_formulas(_with_marking(released))
    return table.to_csv(index=False, lineterminator="\n").encode()


def json_bytes(released: ReleasedBoard) -> bytes:
    """A list of objects with the keys of the CSV's columns."""
    _check_form(released, "json")
    return as_json(plain_rows(_with_marking(released)))


def geojson_bytes(released: ReleasedBoard, profile: AreaProfile, attribution: str) -> bytes:
    """A FeatureCollection in EPSG:4326: localities and wards, each with its categories' figures."""
    _check_form(released, "geojson")
    rows = plain_rows(_with_marking(released))
    levels = [level for level in ("locality", "ward") if any(r["level"] == level for r in rows)]
    features = [
        {"type": "Feature", "id": code, "properties": told, "geometry": outlines[code]}
        for level in levels
        for outlines in (area_outlines(profile, level),)
        for code, told in _by_area([row for row in rows if row["level"] == level]).items()
    ]
    collection = {
        "type": "FeatureCollection",
        "marking": full_marking(released),
        "notices": list(released.notices),
        "sentence": released.sentence,
        "attribution": attribution,
        "features": features,
    }
    return as_json(collection)


def _by_area(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    areas: dict[str, dict[str, Any]] = {}
    for row in rows:
        same = ("level", "area_code", "area_name", "quarter", "population", "marking")
        told = areas.setdefault(row["area_code"], {key: row[key] for key in same})
        told.update({f"{row['category']}_{key}": row[key] for key in _FLAT})
    return areas


def full_marking(released: ReleasedBoard) -> str:
    return f"{released.marking}; {SYNTHETIC}" if released.is_synthetic else released.marking


def file_name(released: ReleasedBoard, form: str) -> str:
    marking = full_marking(released).replace("; ", "_").replace(" ", "-")
    return f"{marking}_{released.area}_board_{released.quarter}.{form}"


def _check_form(released: ReleasedBoard, form: str) -> None:
    if form not in released.forms:
        raise NotReleasedError(f"this role may not take the board's figures away as {form}")


def _with_marking(released: ReleasedBoard) -> pd.DataFrame:
    return released.table.assign(marking=full_marking(released))
