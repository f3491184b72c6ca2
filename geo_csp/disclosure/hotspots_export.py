"""Released hotspots taken away as a file, each with its marking."""

from __future__ import annotations

import pandas as pd

from geo_csp.disclosure.export import as_json, plain_rows, without_formulas
from geo_csp.disclosure.hotspots import ReleasedHotspots
from geo_csp.errors import NotReleasedError
from geo_csp.vocabulary import SYNTHETIC


def csv_bytes(released: ReleasedHotspots) -> bytes:
    """UTF-8, one header line; the table's columns, then ``marking`` in every row."""
    _check_form(released, "csv")
    table = without_formulas(_with_marking(released))
    return table.to_csv(index=False, lineterminator="\n").encode()


def json_bytes(released: ReleasedHotspots) -> bytes:
    """A list of objects, one a hotspot, with the keys of the CSV's columns."""
    _check_form(released, "json")
    return as_json(plain_rows(_with_marking(released)))


def geojson_bytes(released: ReleasedHotspots) -> bytes:
    """A FeatureCollection in EPSG:4326: each hotspot's outline, its code, the table's columns."""
    _check_form(released, "geojson")
    rows = plain_rows(_with_marking(released))
    features = [
        {
            "type": "Feature",
            "id": found.code,
            "properties": {"code": found.code, **row},
            "geometry": found.outline,
        }
        for found, row in zip(released.findings, rows, strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "marking": full_marking(released),
        "notices": list(released.notices),
        "sentence": released.sentence,
        "features": features,
    }
    return as_json(collection)


def full_marking(released: ReleasedHotspots) -> str:
    return f"{released.marking}; {SYNTHETIC}" if released.is_synthetic else released.marking


def file_name(released: ReleasedHotspots, form: str) -> str:
    marking = full_marking(released).replace("; ", "_").replace(" ", "-")
    category = released.category or "all-categories"
    return f"{marking}_{released.area}_hotspots_{category}_{released.month}.{form}"


def _check_form(released: ReleasedHotspots, form: str) -> None:
    if form not in released.forms:
        raise NotReleasedError(f"this role may not take hotspots away as {form}")


def _with_marking(released: ReleasedHotspots) -> pd.DataFrame:
    return released.table.assign(marking=full_marking(released))
