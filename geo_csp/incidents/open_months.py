"""Months of open data: one street file a force and month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from geo_csp.incidents.known_profiles import KnownAreas
from geo_csp.incidents.made_up import are_synthetic, mixtures
from geo_csp.incidents.month_facts import distinct
from geo_csp.incidents.month_rows import (
    Kept,
    MonthKey,
    MonthRows,
    by_force_and_month,
    place_and_store,
)
from geo_csp.incidents.parsed import Parsed, rows_in_words
from geo_csp.incidents.reading import Reading
from geo_csp.incidents.replacing import is_cut, may_replace
from geo_csp.incidents.store import StoredMonth, read_rows
from geo_csp.months import in_words

# Two files say the same if their rows agree in these.
_CONTENT = ["reference", "offence_words", "longitude", "latitude", "street", "lsoa_given"]


def keep_open_months(
    readings: Iterable[Reading],
    kept: Kept,
    held: Mapping[MonthKey, StoredMonth],
    known: KnownAreas,
    store: Path,
) -> Kept:
    """``kept`` with the months of the street files among ``readings``, written to the store.

    Of two files for one force and month the later one counts, unless it was cut.
    """
    chosen: dict[MonthKey, MonthRows] = {}
    warnings: list[str] = []
    found = (m for r in readings if isinstance(r, Parsed) and not r.extract for m in _of(r))
    months, refused = may_replace(found, held)
    for month in months:
        earlier = _earlier_rows(month, chosen, kept, store)
        if earlier is None:
            chosen[month.key] = month
        elif _is_same(earlier, month.rows):
            warnings.append(f"{_file(month.rows)}: the same as {_file(earlier)}; not read again")
        elif is_cut(month.rows.num_rows, earlier.num_rows):
            refused.append(
                f"{_file(month.rows)}: {rows_in_words(month.rows.num_rows)} of"
                f" {in_words(month.month)}, {_file(earlier)} has {earlier.num_rows:,}: the first"
                " named here looks cut and is not used"
            )
        else:
            chosen[month.key] = month
            warnings.append(
                f"{_file(month.rows)} and {_file(earlier)} both hold {in_words(month.month)} of"
                f" {month.organisation} and differ: the first named here, which came last, counts"
            )
    warnings += mixtures(chosen.values())
    return kept.with_more(place_and_store(chosen.values(), known, store), warnings, refused=refused)


def _of(file: Parsed) -> Iterable[MonthRows]:
    months = list(by_force_and_month(file.rows))
    for force, month, rows in months:
        yield MonthRows(
            kind="open",
            source=force,
            organisation=rows["organisation"][0].as_py() or force,
            force=force,
            month=month,
            rows=rows,
            set_aside=len(file.set_aside)
            if len(months) == 1
            else file.set_aside_months.get(month, 0),
            is_synthetic=are_synthetic(rows),
        )


def _earlier_rows(
    month: MonthRows, chosen: dict[MonthKey, MonthRows], kept: Kept, store: Path
) -> pa.Table | None:
    """The same month from an earlier file of this load."""
    if month.key in chosen:
        return chosen[month.key].rows
    if month.key in kept.months:
        return read_rows(store, kept.months[month.key])
    return None


def _is_same(one: pa.Table, other: pa.Table) -> bool:
    plain = pa.schema([(name, pa.string()) for name in _CONTENT])
    same: bool = one.select(_CONTENT).cast(plain).equals(other.select(_CONTENT).cast(plain))
    return same


def _file(rows: pa.Table) -> str:
    return ", ".join(distinct(rows, "source_file"))
