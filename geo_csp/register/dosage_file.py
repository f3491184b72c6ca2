"""How much was done, as a CSV file from whoever did it: one row a visit, a shift or a day."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from geo_csp.errors import GeoCspError, SourceFileError
from geo_csp.register import checked
from geo_csp.register.action_log import UNITS, Dosage

COLUMNS = ("action", "day", "amount", "unit", "reference")
OPTIONAL = ("note",)


def read_dosage(path: Path) -> tuple[Dosage, ...]:
    """Raises SourceFileError with the line and column of the first value that cannot be kept."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise SourceFileError(
                    f"{path}, line 1: expected the columns {', '.join(COLUMNS)} "
                    f"(and {', '.join(OPTIONAL)} if you like): it lacks {', '.join(missing)}"
                )
            return tuple(_dosage(path, rows.line_num, row) for row in rows)
    except csv.Error as error:
        raise SourceFileError(f"{path}: this is no CSV: {error}; nothing was imported") from error
    except UnicodeDecodeError as error:
        raise SourceFileError(f"{path}: save the file as CSV in UTF-8") from error
    except OSError as error:
        raise SourceFileError(f"{path}: cannot be read: {error.strerror}") from error


def _dosage(path: Path, line: int, row: Mapping[str, str | None]) -> Dosage:
    value = {name: (row.get(name) or "").strip() for name in (*COLUMNS, *OPTIONAL)}
    column = ""
    try:
        column = "action"
        action = _number(value["action"])
        column = "day"
        day = checked.day(date.fromisoformat(value["day"]), "day")
        column = "amount"
        amount = checked.amount(float(value["amount"]), "amount")
        column = "unit"
        unit = checked.one_of(value["unit"].lower(), "unit", UNITS)
        column = "reference"
        reference = checked.required(value["reference"], "reference")
    except (ValueError, GeoCspError) as error:
        raise SourceFileError(
            f'{path}, line {line}, {column}: "{value[column]}": expected {_EXPECTED[column]}; '
            "nothing was imported"
        ) from error
    return Dosage(action, day, amount, unit, value["note"], reference)


def _number(typed: str) -> int:
    """As the databases count: beyond nine digits they know none."""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS):
        raise ValueError(typed)
    return int(typed)


_MOST_DIGITS = 9
_EXPECTED = {
    "action": "the number of an action",
    "day": "a day as 2025-12-31",
    "amount": "a number other than 0, at most 100,000 (below 0 takes back)",
    "unit": " or ".join(UNITS),
    "reference": "the entry's own reference, so that a file imported twice counts once",
}
