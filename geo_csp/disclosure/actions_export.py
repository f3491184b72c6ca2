"""Released actions taken away as a file, with its marking."""

from __future__ import annotations

from geo_csp.disclosure.actions import ReleasedActions
from geo_csp.disclosure.export import without_formulas
from geo_csp.errors import NotReleasedError
from geo_csp.vocabulary import SYNTHETIC


def csv_bytes(released: ReleasedActions) -> bytes:
    """UTF-8, one header line; the table's columns, then ``marking`` in every row."""
    if "csv" not in released.forms:
        raise NotReleasedError("this role may not take actions away as csv")
    table = without_formulas(released.table.assign(marking=full_marking(released)))
    return table.to_csv(index=False, lineterminator="\n").encode()


def full_marking(released: ReleasedActions) -> str:
    return f"{released.marking}; {SYNTHETIC}" if released.is_synthetic else released.marking


def file_name(released: ReleasedActions) -> str:
    marking = full_marking(released).replace("; ", "_").replace(" ", "-")
    return f"{marking}_{released.area}_actions_{released.on}.csv"
