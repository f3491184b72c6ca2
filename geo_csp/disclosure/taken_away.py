"""What every file that is taken away has in common: its marking, its name, its forms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd

from geo_csp.errors import NotReleasedError
from geo_csp.vocabulary import SYNTHETIC

Row = dict[str, Any]

# A spreadsheet takes a cell that begins so for a formula and runs it.
_FORMULA_STARTS = tuple("=+-@＝＋－＠")  # noqa: RUF001 - in full width some take them too
# These could begin a new cell or row in one reader and not in another, or be passed over.
_TO_SPACES = dict.fromkeys([*range(32), 0x7F, 0x85, 0x2028, 0x2029, 0x200B, 0xFEFF], " ")


class Released(Protocol):
    """What a viewer may see; ``forms``: those in which it may be taken away."""

    @property
    def area(self) -> str: ...
    @property
    def table(self) -> pd.DataFrame: ...
    @property
    def marking(self) -> str: ...
    @property
    def is_synthetic(self) -> bool: ...
    @property
    def forms(self) -> frozenset[str]: ...


class Told(Released, Protocol):
    @property
    def sentence(self) -> str: ...
    @property
    def notices(self) -> tuple[str, ...]: ...


def full_marking(released: Released) -> str:
    """The marking, with the words that no synthetic figure may be without."""
    return f"{released.marking}; {SYNTHETIC}" if released.is_synthetic else released.marking


def name_of_file(released: Released, what: str, form: str) -> str:
    """``OFFICIAL_herefordshire_hotspots_asb_2025-06.csv``: the marking is read before opening."""
    marking = full_marking(released).replace("; ", "_").replace(" ", "-")
    return f"{marking}_{released.area}_{what}.{form}"


def marked(released: Released, form: str) -> pd.DataFrame:
    """The table with its marking in every row, so that it stays with rows that are copied on.

    Raises NotReleasedError where the viewer may not take it away in this form.
    """
    if form not in released.forms:
        raise NotReleasedError(f"this role may not take this away as {form}")
    return released.table.assign(marking=full_marking(released))


def as_csv(table: pd.DataFrame) -> bytes:
    """UTF-8, one header line, and no cell that a spreadsheet runs."""
    return without_formulas(table).to_csv(index=False, lineterminator="\n").encode()


def feature_collection(released: Told, features: Sequence[Row], **more: str) -> bytes:
    """A FeatureCollection; marking, notices and sentence are members of it."""
    collection = {
        "type": "FeatureCollection",
        "marking": full_marking(released),
        "notices": list(released.notices),
        "sentence": released.sentence,
        **more,
        "features": features,
    }
    return as_json(collection)


def without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """The table as it may go into a spreadsheet."""
    safe = table.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(_not_a_formula)
    return safe


def _not_a_formula(cell: Any) -> Any:  # noqa: ANN401 - a cell may be anything
    if not isinstance(cell, str):
        return cell
    line = cell.translate(_TO_SPACES)
    return f"'{line}" if line.lstrip().startswith(_FORMULA_STARTS) else line


def plain_rows(table: pd.DataFrame) -> list[Row]:
    """Plain values; what is empty in the table is None."""
    plain = table.astype(object).where(table.notna(), None)
    return [
        {str(column): value for column, value in row.items()}
        for row in plain.to_dict(orient="records")
    ]


def as_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, default=_plain).encode()


def _plain(value: Any) -> Any:  # noqa: ANN401 - numpy's numbers know their Python form
    return value.item()
