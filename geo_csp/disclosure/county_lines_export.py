"""Released leads taken away as a file, each with its marking and what a lead is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo_csp.disclosure.county_lines import NOT_BLAME, Lead, ReleasedLeads
from geo_csp.disclosure.export import as_json, plain_rows, without_formulas
from geo_csp.errors import NotReleasedError
from geo_csp.vocabulary import SYNTHETIC

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
    _check_form(released, "csv")
    table = without_formulas(_with_marking(released))
    return table.to_csv(index=False, lineterminator="\n").encode()


def json_bytes(released: ReleasedLeads) -> bytes:
    """A list of objects, one a lead: the CSV's columns, its streams, months, streets, context."""
    _check_form(released, "json")
    return as_json(_whole(released))


def geojson_bytes(released: ReleasedLeads) -> bytes:
    """A FeatureCollection in EPSG:4326: each lead's outline and what the JSON says of it."""
    _check_form(released, "geojson")
    features = [
        {"type": "Feature", "id": lead.code, "properties": row, "geometry": lead.outline}
        for lead, row in zip(released.leads, _whole(released), strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "marking": full_marking(released),
        "notices": list(released.notices),
        "sentence": released.sentence,
        "features": features,
    }
    return as_json(collection)


def full_marking(released: ReleasedLeads) -> str:
    return f"{released.marking}; {SYNTHETIC}" if released.is_synthetic else released.marking


def file_name(released: ReleasedLeads, form: str) -> str:
    marking = full_marking(released).replace("; ", "_").replace(" ", "-")
    return f"{marking}_{released.area}_county-lines_{released.month}.{form}"


def _whole(released: ReleasedLeads) -> list[dict[str, Any]]:
    rows = plain_rows(_with_marking(released))
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


def _check_form(released: ReleasedLeads, form: str) -> None:
    if form not in released.forms:
        raise NotReleasedError(f"this role may not take leads away as {form}")


def _with_marking(released: ReleasedLeads) -> pd.DataFrame:
    return released.table.assign(marking=full_marking(released), note=NOT_BLAME)
