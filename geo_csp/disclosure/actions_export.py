"""Released actions taken away as a file, with its marking."""

from __future__ import annotations

from geo_csp.disclosure.actions import ReleasedActions
from geo_csp.disclosure.taken_away import as_csv, marked, name_of_file


def csv_bytes(released: ReleasedActions) -> bytes:
    """UTF-8, one header line; the table's columns, then ``marking`` in every row."""
    return as_csv(marked(released, "csv"))


def file_name(released: ReleasedActions) -> str:
    return name_of_file(released, f"actions_{released.on}", "csv")
