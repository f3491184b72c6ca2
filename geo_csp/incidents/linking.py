"""Links a partner's record to the one of another source that tells of the same incident.

Both stay in the store as they are; the link lies in the manifest, beside the partner's month, and
whoever counts leaves the linked record out. All links of an area are made anew with each load, from
all months that count, so that they hang neither on the order of the loads nor on their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.coverage import counted
from geo_csp.incidents.duplicates import Records, counted_as
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from geo_csp.incidents.manifest import Link, StoredMonth
from geo_csp.incidents.store import read_rows

_COLUMNS = (
    *("date_from", "easting", "northing", "precision_m", "category", "offence", "is_hate"),
    *("strands", "reference", "offence_words", "street", "markers"),
)


@dataclass(frozen=True, eq=False)
class _Source:
    """Records that can be linked, in the order of their content; each one's month (a position in
    the list of all) and its row in the file of that month.
    """

    records: Records
    month: npt.NDArray[np.int64]
    row: npt.NDArray[np.int64]


def linked(
    months: Sequence[StoredMonth], profiles: Iterable[AreaProfile], store: Path
) -> list[StoredMonth]:
    """``months`` with the links of each area. A record without a day or a place has none."""
    found = list(months)
    for profile in profiles:
        of_area = _links(found, profile, store)
        words = profile.linking_rules
        found = [
            _with_links(entry, profile.name, of_area[number], words) if number in of_area else entry
            for number, entry in enumerate(found)
        ]
    return found


def _with_links(entry: StoredMonth, area: str, links: tuple[Link, ...], words: str) -> StoredMonth:
    return replace(
        entry,
        linked={**entry.linked, area: links},
        linked_by={**entry.linked_by, area: words},
    )


def _links(
    months: Sequence[StoredMonth], profile: AreaProfile, store: Path
) -> Mapping[int, tuple[Link, ...]]:
    """The links of each partner's month, by its position; empty where there is no partner."""
    chosen = counted(months, profile)
    partners = {months.index(entry) for entry in chosen if entry.kind == "partner"}
    if not partners:
        return {}
    police = [months.index(entry) for entry in chosen if entry.kind != "partner"]
    names = _in_order({months[number].source for number in partners}, profile)
    by_source = [police, *([n for n in partners if months[n].source == name] for name in names)]
    sources = [_read(months, sorted(numbers), profile.name, store) for numbers in by_source]
    counts = counted_as([source.records for source in sources], profile.duplicates)
    month = np.concatenate([source.month for source in sources])
    row = np.concatenate([source.row for source in sources])
    links: dict[int, list[Link]] = {number: [] for number in partners}
    for record in np.flatnonzero(counts != np.arange(len(counts))).tolist():
        other = counts[record]
        link = Link(int(row[record]), months[month[other]].file, int(row[other]))
        links[int(month[record])].append(link)
    return {number: tuple(sorted(found)) for number, found in links.items()}


def _in_order(names: Iterable[str], profile: AreaProfile) -> list[str]:
    """Partners in the profile's order: of two, the first one's record counts."""
    mappings = [extract.name for extract in profile.extracts]
    return sorted(
        names, key=lambda name: (mappings.index(name) if name in mappings else len(mappings), name)
    )


def _read(months: Sequence[StoredMonth], numbers: Sequence[int], area: str, store: Path) -> _Source:
    tables = [_linkable(read_rows(store, months[number]), area, number) for number in numbers]
    table = pa.concat_tables([_linkable(INCIDENT_SCHEMA.empty_table(), area, 0), *tables])
    table = table.take(pc.sort_indices(table, [(name, "ascending") for name in _COLUMNS]))
    records = Records(
        easting=np.asarray(table["easting"], np.float64),
        northing=np.asarray(table["northing"], np.float64),
        precision_m=np.nan_to_num(np.asarray(table["precision_m"], np.float64)),
        began=table["date_from"].to_numpy().astype("datetime64[s]"),
        category=_words(table["category"]),
        offence=_words(table["offence"]),
        is_hate=np.asarray(table["is_hate"].fill_null(False), np.bool_),
        strands=np.asarray(table["strands"].fill_null(0), np.int64),
    )
    return _Source(records, table["number"].to_numpy(), table["row"].to_numpy())


def _words(column: pa.ChunkedArray) -> npt.NDArray[np.object_]:
    return np.array(column.fill_null("").to_pylist(), object)


def _linkable(rows: pa.Table, area: str, number: int) -> pa.Table:
    """The area's rows with a day and a place, words as plain text."""
    numbered = rows.select([*_COLUMNS, "area"]).append_column(
        "row", pa.array(np.arange(rows.num_rows))
    )
    here = pc.equal(rows["area"].cast(pa.string()), area)
    has_both = pc.and_(pc.is_valid(rows["date_from"]), pc.is_valid(rows["easting"]))
    some = numbered.filter(pc.fill_null(pc.and_(here, has_both), False)).drop_columns("area")
    plain = [
        pa.field(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type)
        for f in some.schema
    ]
    return some.cast(pa.schema(plain)).append_column(
        "number", pa.array(np.full(some.num_rows, number, np.int64))
    )
