"""Released priorities and effects taken away as a file, each with its marking."""

from __future__ import annotations

import pandas as pd

from geo_csp.disclosure.export import as_json, plain_rows, without_formulas
from geo_csp.disclosure.priorities import ReleasedEffects, ReleasedPriorities
from geo_csp.errors import NotReleasedError
from geo_csp.vocabulary import SYNTHETIC

Released = ReleasedPriorities | ReleasedEffects


def csv_bytes(released: Released) -> bytes:
    """UTF-8, one header line; the table's columns, then ``marking`` in every row."""
    _check_form(released, "csv")
    table = without_formulas(_with_marking(released))
    return table.to_csv(index=False, lineterminator="\n").encode()


def json_bytes(released: Released) -> bytes:
    """A list of objects, one a row, with the keys of the CSV's columns."""
    _check_form(released, "json")
    return as_json(plain_rows(_with_marking(released)))


def geojson_bytes(released: ReleasedPriorities) -> bytes:
    """A FeatureCollection in EPSG:4326: each place's outline, its code, the table's columns.

    The outline is empty where the place is not shown to this viewer.
    """
    _check_form(released, "geojson")
    rows = plain_rows(_with_marking(released))
    features = [
        {
            "type": "Feature",
            "id": found.code,
            "properties": {"code": found.code, **row},
            "geometry": found.outline or None,
        }
        for found, row in zip(released.priorities, rows, strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "marking": full_marking(released),
        "notices": list(released.notices),
        "sentence": released.sentence,
        "features": features,
    }
    return as_json(collection)


def full_marking(released: Released) -> str:
    return f"{released.marking}; {SYNTHETIC}" if released.is_synthetic else released.marking


def file_name(released: Released, form: str) -> str:
    what = "priorities" if isinstance(released, ReleasedPriorities) else "effects"
    marking = full_marking(released).replace("; ", "_").replace(" ", "-")
    return f"{marking}_{released.area}_{what}_{released.month}.{form}"


def _check_form(released: Released, form: str) -> None:
    if form not in released.forms:
        raise NotReleasedError(f"this role may not take them away as {form}")


def _with_marking(released: Released) -> pd.DataFrame:
    return released.table.assign(marking=full_marking(released))
