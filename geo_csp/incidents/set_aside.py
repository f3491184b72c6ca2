"""The file of rows that could not become incidents, for whoever puts them right."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from geo_csp.errors import SetAside
from geo_csp.incidents.store import write_for_good

# A spreadsheet takes a cell that begins so for a formula, and would run what a stranger wrote.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_set_aside(store: Path, load_time: str, rows: Sequence[SetAside]) -> Path:
    """``load_time`` names the file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("file", "line", "reason", "text"))
    writer.writerows(
        (harmless(row.file), row.line, harmless(row.reason), harmless(row.text)) for row in rows
    )
    path = store / "set_aside" / f"{load_time.replace(':', '')}.csv"
    write_for_good(path, text.getvalue().encode("utf-8-sig"))
    return path


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
