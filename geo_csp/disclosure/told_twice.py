"""Which records are linked as one incident, side by side, to check the rules by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.taken_away import as_csv
from geo_csp.errors import NotLoadedError, NotReleasedError
from geo_csp.incidents.manifest import Link, StoredMonth
from geo_csp.incidents.store import read_manifest, read_rows
from geo_csp.months import Month, in_words, parse_month
from geo_csp.roles import Viewer
from geo_csp.vocabulary import CATEGORIES, OFFICIAL_SENSITIVE, SYNTHETIC

COLUMNS = (
    *("partner", "partner_reference", "partner_began", "partner_words", "partner_street"),
    *("source", "reference", "began", "words", "street"),
    *("category", "metres_apart"),
)


@dataclass(frozen=True, eq=False)
class ReleasedPairs:
    """``table``: a row for each partner's record that is not counted, beside the one that is."""

    table: pd.DataFrame
    sentence: str
    marking: str


def told_twice(data: DataSet, viewer: Viewer, month: Month) -> ReleasedPairs:
    """Raises NotReleasedError for roles that do not task in every ward, NotLoadedError for a month
    without a partner's records.
    """
    parse_month(month)
    if not viewer.sees_all_counts:
        raise NotReleasedError(
            "single records are shown to MATAC members and analysts: "
            f"as {viewer.role.phrase}, see the wards' counts"
        )
    partners = [m for m in data.counted_months if m.kind == "partner" and m.month == month]
    if not partners:
        raise NotLoadedError(f"no partner's records for {in_words(month)}: load their files")
    rows = [row for partner in partners for row in _pairs(data, partner)]
    records = sum(partner.rows_by_area.get(data.profile.name, 0) for partner in partners)
    told = f"{len(rows):,} of {records:,} partners' records of {in_words(month)}"
    return ReleasedPairs(
        table=pd.DataFrame(rows, columns=list(COLUMNS)),
        sentence=f"{told} tell of what another source tells too: each incident counts once.",
        marking=f"{OFFICIAL_SENSITIVE}; {SYNTHETIC}" if data.is_synthetic else OFFICIAL_SENSITIVE,
    )


def csv_bytes(released: ReleasedPairs) -> bytes:
    """UTF-8, one header line, the table's columns and ``marking``; EPSG:27700 metres apart."""
    return as_csv(released.table.assign(marking=released.marking))


def _pairs(data: DataSet, partner: StoredMonth) -> Iterator[tuple[Any, ...]]:
    of_file = {month.file: month for month in read_manifest(data.store)}
    links: tuple[Link, ...] = partner.linked.get(data.profile.name, ())
    tables = {name: read_rows(data.store, of_file[name]) for name in {x.file for x in links}}
    own = read_rows(data.store, partner)
    for link in links:
        (told,) = own.slice(link.row, 1).to_pylist()
        (counted,) = tables[link.file].slice(link.other_row, 1).to_pylist()
        apart = np.hypot(
            told["easting"] - counted["easting"], told["northing"] - counted["northing"]
        )
        category = CATEGORIES[counted["category"]]
        yield (*_record(told), *_record(counted), category, round(float(apart)))


def _record(row: dict[str, Any]) -> tuple[str, str, str, str, str]:
    began: datetime = row["date_from"]
    words = ", ".join(filter(None, (row["offence"], row["offence_words"])))
    return (
        row["organisation"],
        row["reference"] or "",
        began.isoformat(sep=" ", timespec="minutes"),
        words,
        row["street"] or "",
    )
