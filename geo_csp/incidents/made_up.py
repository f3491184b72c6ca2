"""Which rows say of themselves that they are synthetic, and which months are so throughout.

A month with a single row that does not say so is real: to take real rows for made-up ones would
show them to anyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.incidents.month_rows import MonthRows
from geo_csp.incidents.parsed import rows_in_words
from geo_csp.incidents.words import Words
from geo_csp.months import in_words
from geo_csp.vocabulary import SYNTHETIC


def says_synthetic(column: Words) -> pa.BooleanArray:
    """Of each row whether the words in ``column`` are those that mark a row as synthetic."""
    is_mark = [value.strip().casefold() == SYNTHETIC for value in column.values.to_pylist()]
    return pa.array(np.array([*is_mark, False], np.bool_)[column.index])


def are_synthetic(rows: pa.Table) -> bool:
    """Whether every one of the rows says so."""
    return bool(rows.num_rows and pc.all(rows["says_synthetic"]).as_py())


def mixtures(months: Iterable[MonthRows]) -> Iterator[str]:
    for month in months:
        marked = int(pc.sum(month.rows["says_synthetic"]).as_py() or 0)
        if marked and not month.is_synthetic:
            yield (
                f"{in_words(month.month)} of {month.organisation}: {marked:,} of"
                f" {rows_in_words(month.rows.num_rows)} are marked {SYNTHETIC}, the others are not:"
                " the month is treated as real"
            )
