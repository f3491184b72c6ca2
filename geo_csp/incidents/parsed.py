"""What a reader makes of one source file, before its rows are placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_csp.area_profile import Extract
from geo_csp.errors import GeoCspError, SetAside
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from geo_csp.incidents.source_rows import raw_lines
from geo_csp.incidents.source_text import SourceText
from geo_csp.incidents.words import Words
from geo_csp.months import Month, parse_month

PLACED_COLUMNS = ("area", "locality", "ward", "lsoa")

# Beside the incident table's own columns: whose month a row belongs to, the LSOA's name, which
# tells the district whatever the vintage of the code, and whether the row says that it is made up.
READ_COLUMNS = ("force", "lsoa_name", "says_synthetic")


@dataclass(frozen=True)
class Parsed:
    """``rows``: the incident table's columns but for PLACED_COLUMNS, with READ_COLUMNS added.

    ``set_aside_months``: how many of the rows set aside say which month they belong to.
    ``extract``: the mapping by which it was read; None for open data.
    """

    file: str
    rows: pa.Table
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]
    set_aside_months: Mapping[Month, int] = field(default_factory=dict)
    extract: Extract | None = None

    def without_rows(self) -> Parsed:
        """The same without its rows, which may be many."""
        return replace(self, rows=pa.table({}))


def table_of(columns: dict[str, pa.Array], rows: int) -> pa.Table:
    """Arrow table of READ_COLUMNS and the incident columns; those not given are empty."""
    fields = [f for f in INCIDENT_SCHEMA if f.name not in PLACED_COLUMNS]
    arrays = {
        f.name: columns[f.name] if f.name in columns else pa.nulls(rows, f.type) for f in fields
    }
    return pa.table(arrays | {name: columns[name] for name in READ_COLUMNS})


def rows_in_words(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def first_reasons(*found: dict[int, str]) -> dict[int, str]:
    """Row to why it is set aside. Where a row has several reasons, the first stands."""
    reasons: dict[int, str] = {}
    for some in found:
        reasons = some | reasons
    return reasons


def left(rows: pa.Table, reasons: dict[int, str]) -> pa.Table:
    """The rows that are not set aside."""
    if not reasons:
        return rows
    keep = np.ones(rows.num_rows, dtype=np.bool_)
    keep[list(reasons)] = False
    return rows.filter(pa.array(keep))


def set_aside(
    text: SourceText, lines: npt.NDArray[np.int32], reasons: dict[int, str]
) -> Iterator[SetAside]:
    raw = raw_lines(text, [int(lines[row]) for row in reasons])
    for row, reason in sorted(reasons.items()):
        line = int(lines[row])
        yield SetAside(text.name, line, reason, raw[line])


def months_of(month: Words, reasons: dict[int, str]) -> Mapping[Month, int]:
    """How many of the rows set aside belong to each month, as far as they say."""
    return Counter(value for row in reasons if is_month(value := month.of_row(row)))


def is_month(text: str) -> bool:
    try:
        parse_month(text)
    except GeoCspError:
        return False
    return True
