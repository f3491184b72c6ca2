"""Released hotspots taken away as a file, each with its marking."""

from __future__ import annotations

from geo_csp.disclosure.hotspots import ReleasedHotspots
from geo_csp.disclosure.taken_away import (
    as_csv,
    as_json,
    feature_collection,
    marked,
    name_of_file,
    plain_rows,
)


def csv_bytes(released: ReleasedHotspots) -> bytes:
    """UTF-8, one header line; the table's columns, then ``marking`` in every row."""
    return as_csv(marked(released, "csv"))


def json_bytes(released: ReleasedHotspots) -> bytes:
    """A list of objects, one a hotspot, with the keys of the CSV's columns."""
    return as_json(plain_rows(marked(released, "json")))


def geojson_bytes(released: ReleasedHotspots) -> bytes:
    """A FeatureCollection in EPSG:4326: each hotspot's outline, its code, the table's columns."""
    rows = plain_rows(marked(released, "geojson"))
    features = [
        {
            "type": "Feature",
            "id": found.code,
            "properties": {"code": found.code, **row},
            "geometry": found.outline,
        }
        for found, row in zip(released.findings, rows, strict=True)
    ]
    return feature_collection(released, features)


def file_name(released: ReleasedHotspots, form: str) -> str:
    category = released.category or "all-categories"
    return name_of_file(released, f"hotspots_{category}_{released.month}", form)
