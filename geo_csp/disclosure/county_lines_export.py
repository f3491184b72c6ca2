"""Released leads taken away as a file, each with its marking and what a lead is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo_csp.disclosure.county_lines import NOT_BLAME, Lead, ReleasedLeads
from geo_csp.disclosure.taken_away import (
    as_csv,
    as_json,
    feature_collection,
    marked,
    name_of_file,
    plain_rows,
)

STREAM_FIELDS = (
    "code",
    "phrase",
    "found_by",
    "weight",
    "observed",
    "expected",
    "at_place",
    "in_window",
    "in_all",
    "log_likelihood_ratio",
    "contribution",
    "relative_risk",
    "lower",
    "upper",
    "source",
    "address",
)


def csv_bytes(released: ReleasedLeads) -> bytes:
    """UTF-8, one header line; the table's columns, then ``marking`` and ``note`` in every row."""
    return as_csv(_marked(released, "csv"))


def json_bytes(released: ReleasedLeads) -> bytes:
    """A list of objects, one a lead: the CSV's columns, its streams, months, streets, context."""
    return as_json(_whole(released, "json"))


def geojson_bytes(released: ReleasedLeads) -> bytes:
    """A FeatureCollection in EPSG:4326: each lead's outline and what the JSON says of it."""
    features = [
        {"type": "Feature", "id": lead.code, "properties": row, "geometry": lead.outline}
        for lead, row in zip(released.leads, _whole(released, "geojson"), strict=True)
    ]
    return feature_collection(released, features)


def file_name(released: ReleasedLeads, form: str) -> str:
    return name_of_file(released, f"county-lines_{released.month}", form)


def _marked(released: ReleasedLeads, form: str) -> pd.DataFrame:
    return marked(released, form).assign(note=NOT_BLAME)


def _whole(released: ReleasedLeads, form: str) -> list[dict[str, Any]]:
    rows = plain_rows(_marked(released, form))
    return [row | _details(lead) for row, lead in zip(rows, released.leads, strict=True)]


def _details(lead: Lead) -> dict[str, Any]:
    return {
        "months": list(lead.months),
        "streams": [
            {name: getattr(stream, name) for name in STREAM_FIELDS}
            | {"observed_by_month": list(stream.observed_by_month)}
            for stream in lead.streams
        ],
        "streets": [{"street": street, "count": count} for street, count in lead.streets],
        "context": [{"what": what, "metres": round(metres)} for what, metres in lead.context],
    }
