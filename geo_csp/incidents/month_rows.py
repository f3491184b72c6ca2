"""The rows of one source and month on their way into the store."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import SetAside
from geo_csp.incidents import month_facts as facts
from geo_csp.incidents.known_profiles import KnownAreas
from geo_csp.incidents.placing import placed
from geo_csp.incidents.store import StoredMonth, write_month
from geo_csp.incidents.words import words

MonthKey = tuple[str, str, str, str]

THREADS = 2


@dataclass(frozen=True)
class MonthRows:
    """All rows of one source and month; what the fields mean: ``StoredMonth``."""

    kind: str
    source: str
    organisation: str
    force: str
    month: str
    rows: pa.Table
    set_aside: int
    is_synthetic: bool
    records_hate: bool = False
    records_asb_types: bool = False

    @property
    def key(self) -> MonthKey:
        return (self.kind, self.source, self.force, self.month)


@dataclass(frozen=True)
class Kept:
    """What a load has written so far, and what it has to say of it. ``refused``: months that were
    not stored, in words.
    """

    months: Mapping[MonthKey, StoredMonth] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    def with_more(
        self,
        months: Iterable[StoredMonth],
        warnings: Iterable[str],
        set_aside: Iterable[SetAside] = (),
        refused: Iterable[str] = (),
    ) -> Kept:
        return Kept(
            {**self.months, **{month.key: month for month in months}},
            (*self.set_aside, *set_aside),
            (*self.warnings, *warnings),
            (*self.refused, *refused),
        )


def by_force_and_month(rows: pa.Table) -> Iterator[tuple[str, str, pa.Table]]:
    """A file mostly holds one month of one force, and is then passed on as it is."""
    force, month = words(rows["force"]), words(rows["month"])
    pairs = force.index.astype(np.int64) * len(month.values) + month.index
    for pair in np.unique(pairs).tolist():
        here = pairs == pair
        yield (
            str(force.values[pair // len(month.values)]),
            str(month.values[pair % len(month.values)]),
            rows if here.all() else _some(rows, here),
        )


def _some(rows: pa.Table, here: npt.NDArray[np.bool_]) -> pa.Table:
    """With dictionaries of their own, since a month's file holds its words only."""
    some = rows.filter(pa.array(here))
    plain = [pa.string() if pa.types.is_dictionary(f.type) else f.type for f in rows.schema]
    names = rows.column_names
    return some.cast(pa.schema(zip(names, plain, strict=True))).cast(rows.schema)


def place_and_store(
    months: Iterable[MonthRows], known: KnownAreas, store: Path
) -> list[StoredMonth]:
    """Months of one force are placed together: their files share most of their points."""
    done: list[StoredMonth] = []
    with ThreadPoolExecutor(THREADS) as pool:
        for force, group in groupby(sorted(months, key=lambda m: m.force), lambda m: m.force):
            of_force = list(group)
            profiles = known.of_force(force)
            tables = placed([month.rows for month in of_force], profiles)
            ready = [replace(m, rows=rows) for m, rows in zip(of_force, tables, strict=True)]
            done += pool.map(partial(_stored, profiles=profiles, store=store), ready)
    return done


def _stored(month: MonthRows, profiles: Sequence[AreaProfile], store: Path) -> StoredMonth:
    rows = month.rows
    file, checksum = write_month(store, month.kind, month.source, month.month, rows)
    first_date, last_date = facts.dates(rows)
    return StoredMonth(
        kind=month.kind,
        source=month.source,
        organisation=month.organisation,
        force=month.force,
        month=month.month,
        file=file,
        sha256=checksum,
        rows=rows.num_rows,
        areas=tuple(profile.name for profile in profiles),
        rows_by_area=facts.rows_by_area(rows, profiles),
        no_place=rows["longitude"].null_count,
        set_aside=month.set_aside,
        is_synthetic=month.is_synthetic,
        records_hate=month.records_hate,
        records_asb_types=month.records_asb_types,
        lsoa_agreement=facts.lsoa_agreement(rows, profiles),
        retired_lsoas=facts.retired_lsoas(rows, profiles),
        snap_sketch=facts.snap_sketch(rows) if month.kind == "open" else (),
        first_date=first_date,
        last_date=last_date,
        loaded_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        source_files=tuple(facts.distinct(rows, "source_file")),
    )
