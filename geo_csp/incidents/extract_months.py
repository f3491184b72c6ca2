"""Months of extracts: all files of one mapping and month put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.area_profile import Extract
from geo_csp.errors import SetAside
from geo_csp.incidents.known_profiles import KnownAreas
from geo_csp.incidents.made_up import are_synthetic, mixtures
from geo_csp.incidents.month_rows import (
    Kept,
    MonthKey,
    MonthRows,
    by_force_and_month,
    place_and_store,
)
from geo_csp.incidents.parsed import Parsed, rows_in_words
from geo_csp.incidents.reading import Reading
from geo_csp.incidents.replacing import may_replace
from geo_csp.incidents.store import StoredMonth
from geo_csp.months import in_words

# Where a row stood does not make it another row.
_WHEREABOUTS = ("source_file", "source_line")


def keep_extract_months(
    readings: Iterable[Reading],
    kept: Kept,
    held: Mapping[MonthKey, StoredMonth],
    known: KnownAreas,
    store: Path,
) -> Kept:
    """``kept`` with the months of the extracts among ``readings``, written to the store."""
    files = [(r.extract, r) for r in readings if isinstance(r, Parsed) and r.extract]
    for _, group in groupby(sorted(files, key=lambda f: f[0].name), lambda f: f[0].name):
        of_mapping = list(group)
        extract, parsed = of_mapping[0][0], [file for _, file in of_mapping]
        rows = (
            pa.concat_tables([file.rows for file in parsed]).unify_dictionaries().combine_chunks()
        )
        rows, repeats, warnings = without_repeats(rows)
        months, refused = may_replace(_months(rows, extract, parsed), held)
        kept = kept.with_more(
            place_and_store(months, known, store),
            (*warnings, *mixtures(months), *_other_organisations(months, held)),
            repeats,
            refused,
        )
    return kept


def without_repeats(rows: pa.Table) -> tuple[pa.Table, list[SetAside], list[str]]:
    """Rows that repeat an earlier one entirely are set aside; a reference that stands for rows
    that differ is kept and counted.
    """
    counts = rows["reference"].drop_null().value_counts()
    repeated = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    candidates = np.flatnonzero(pc.is_in(rows["reference"], repeated).to_numpy())
    content = [name for name in rows.column_names if name not in _WHEREABOUTS]
    first: dict[tuple[object, ...], dict[str, object]] = {}
    again: dict[int, SetAside] = {}
    for position, row in zip(candidates.tolist(), rows.take(candidates).to_pylist(), strict=True):
        earlier = first.setdefault(tuple(row[name] for name in content), row)
        if earlier is not row:
            again[position] = _said_before(row, earlier)
    left = rows.filter(pa.array(~np.isin(np.arange(rows.num_rows), list(again))))
    differing = len(first) - len(repeated)
    warnings = [
        f"{rows_in_words(differing)} with an earlier row's reference, but not its content; kept"
    ]
    return left, list(again.values()), warnings if differing else []


def _said_before(row: dict[str, object], earlier: dict[str, object]) -> SetAside:
    same_file = row["source_file"] == earlier["source_file"]
    elsewhere = "" if same_file else f" of {earlier['source_file']}"
    return SetAside(
        str(row["source_file"]),
        int(str(row["source_line"])),
        f"the same as line {earlier['source_line']}{elsewhere}",
        str(row["reference"]),
    )


def _months(rows: pa.Table, extract: Extract, files: Sequence[Parsed]) -> Iterator[MonthRows]:
    columns = extract.columns
    for force, month, of_month in by_force_and_month(rows):
        yield MonthRows(
            kind=extract.source,
            source=extract.name,
            organisation=extract.organisation,
            force=force,
            month=month,
            rows=of_month,
            set_aside=sum(file.set_aside_months.get(month, 0) for file in files),
            is_synthetic=are_synthetic(of_month),
            records_hate=bool(columns.strands),
            records_asb_types=bool(columns.asb_type),
        )


def _other_organisations(
    months: Sequence[MonthRows], held: Mapping[MonthKey, StoredMonth]
) -> Iterator[str]:
    """Two partnerships of a force may have given their mappings one name."""
    for month in months:
        before = held.get(month.key)
        if before and before.organisation != month.organisation:
            yield (
                f"{in_words(month.month)} of {month.source} was {before.organisation}'s and is now"
                f" {month.organisation}'s: if both are wanted, give the mappings different names"
            )
