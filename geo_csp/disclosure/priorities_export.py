"""Released priorities and effects taken away as a file, each with its marking."""

from __future__ import annotations

from geo_csp.disclosure.priorities import ReleasedEffects, ReleasedPriorities
from geo_csp.disclosure.taken_away import (
    as_csv,
    as_json,
    feature_collection,
    marked,
    name_of_file,
    plain_rows,
)

Released = ReleasedPriorities | ReleasedEffects


def csv_bytes(released: Released) -> bytes:
    """UTF-8, one header line; the table's columns, then ``marking`` in every row."""
    return as_csv(marked(released, "csv"))


def json_bytes(released: Released) -> bytes:
    """A list of objects, one a row, with the keys of the CSV's columns."""
    return as_json(plain_rows(marked(released, "json")))


def geojson_bytes(released: ReleasedPriorities) -> bytes:
    """A FeatureCollection in EPSG:4326: each place's outline, its code, the table's columns.

    The outline is empty where the place is not shown to this viewer.
    """
    rows = plain_rows(marked(released, "geojson"))
    features = [
        {
            "type": "Feature",
            "id": found.code,
            "properties": {"code": found.code, **row},
            "geometry": found.outline or None,
        }
        for found, row in zip(released.priorities, rows, strict=True)
    ]
    return feature_collection(released, features)


def file_name(released: Released, form: str) -> str:
    what = "priorities" if isinstance(released, ReleasedPriorities) else "effects"
    return name_of_file(released, f"{what}_{released.month}", form)
