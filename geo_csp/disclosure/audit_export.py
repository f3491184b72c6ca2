"""Lines of the audit as a table, and taken away as a file."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geo_csp.disclosure.taken_away import as_csv, as_json, plain_rows
from geo_csp.register.audit import Line
from geo_csp.register.columns import canonical_json, instant_text
from geo_csp.vocabulary import OFFICIAL_SENSITIVE

COLUMNS = (
    *("number", "at", "who", "kind", "about", "filter", "justification", "recipient"),
    *("seal", "marking"),
)


def table(lines: Sequence[Line]) -> pd.DataFrame:
    """One row a line, times in UTC; whoever looked at what is sensitive in itself."""
    rows = [
        (
            line.number,
            instant_text(line.at),
            line.entry.who,
            line.entry.kind,
            line.entry.about,
            canonical_json(line.entry.filter) if line.entry.filter else "",
            line.entry.justification,
            line.entry.recipient,
            line.seal,
            OFFICIAL_SENSITIVE,
        )
        for line in lines
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def csv_bytes(lines: Sequence[Line]) -> bytes:
    """UTF-8, one header line."""
    return as_csv(table(lines))


def json_bytes(lines: Sequence[Line]) -> bytes:
    """A list of objects with the keys of the CSV's columns."""
    return as_json(plain_rows(table(lines)))


def file_name(area: str, form: str) -> str:
    return f"{OFFICIAL_SENSITIVE}_{area}_audit.{form}"
