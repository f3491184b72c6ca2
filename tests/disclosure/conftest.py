"""Small stores with known incidents, read back through the store as any other."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.data_set import DataSet, as_now_published, open_data_set
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from geo_csp.incidents.manifest import StoredMonth, manifest_text
from geo_csp.incidents.store import write_month
from geo_csp.monthly.sensitive import publish_sensitive

Row = dict[str, Any]
MakeDataSet = Callable[..., DataSet]
FORCE_ROWS = 1000


def table_of(rows: Sequence[Row], profile: AreaProfile) -> pa.Table:
    """Rows give what matters (month, ward, category, ...); the rest is as for any incident."""
    return pa.Table.from_pylist(
        [
            {
                "area": profile.name,
                "locality": profile.locality_of_ward.get(row.get("ward", "")),
                "category": "violence",
                "is_hate": False,
                "strands": 0,
                "easting": 351_000.4,
                "northing": 240_000.2,
                "longitude": -2.7157,
                "latitude": 52.0567,
                "street": "High Street",
            }
            | row
            for row in rows
        ],
        schema=INCIDENT_SCHEMA,
    )


@functools.cache
def elsewhere_in_the_force() -> pa.Table:
    row = {"area": None, "category": "violence", "is_hate": True}
    return pa.Table.from_pylist([row] * FORCE_ROWS, schema=INCIDENT_SCHEMA)


def months_of(month: str, rows: pa.Table) -> pa.Array:
    return pa.array([month] * len(rows), pa.string()).dictionary_encode()


def stored(store: Path, profile: AreaProfile, kind: str, month: str, rows: Sequence[Row]) -> Any:
    source = profile.force.slug if kind == "open" else f"{kind}-mapping"
    # The force's incidents elsewhere lie in the file too, and make months of one size.
    elsewhere = elsewhere_in_the_force().slice(0, FORCE_ROWS - len(rows))
    elsewhere = elsewhere.set_column(0, INCIDENT_SCHEMA.field("month"), months_of(month, elsewhere))
    table = pa.concat_tables([table_of(rows, profile), elsewhere], promote_options="none")
    file, checksum = write_month(store, kind, source, month, table.unify_dictionaries())
    return StoredMonth(
        kind=kind,
        source=source,
        organisation=profile.force.name,
        force=profile.force.slug,
        month=month,
        file=file,
        sha256=checksum,
        rows=FORCE_ROWS,
        areas=(profile.name,),
        rows_by_area={profile.name: len(rows)},
        no_place=0,
        set_aside=0,
        is_synthetic=False,
        records_hate=kind != "open",
        records_asb_types=kind != "open",
        lsoa_agreement={},
        retired_lsoas={},
        loaded_at="2026-01-05T09:00:00",
        source_files=(f"{month}.csv",),
    )


@pytest.fixture
def data_set(tmp_path: Path, herefordshire: AreaProfile) -> MakeDataSet:
    """``data_set(months, rows, kind="extract")``: every month is loaded, with or without rows."""
    made = 0

    def make(
        months: Sequence[str],
        rows: Sequence[Row],
        kind: str = "extract",
        profile: AreaProfile = herefordshire,
        **facts: Any,
    ) -> DataSet:
        nonlocal made
        made += 1
        store = tmp_path / f"store-{made}"
        entries = [
            stored(store, profile, kind, month, [row for row in rows if row["month"] == month])
            for month in months
        ]
        changed = [dataclasses.replace(entry, **facts) for entry in entries]
        store.mkdir(exist_ok=True)
        (store / "manifest.json").write_text(manifest_text(changed))
        return open_data_set("own", "Your own data", store, profile)

    return make


def published(data: DataSet, month: str | None = None) -> DataSet:
    """The same once sensitive categories are published up to the month (default: the newest)."""
    publish_sensitive(data.store, data.profile, month or data.coverage.months[-1])
    return as_now_published(data)


@pytest.fixture
def hate_in_central(data_set: MakeDataSet) -> DataSet:
    """June 2025: 3 hate incidents in Central, one of them anti-social, and 2 others."""
    hate = {"ward": "E05009449", "month": "2025-06", "is_hate": True, "strands": 1}
    rows = [
        *[hate] * 2,
        {**hate, "category": "asb", "offence": "rowdy"},
        {"ward": "E05009449", "month": "2025-06", "category": "asb", "offence": "noise"},
        {"ward": "E05009486", "month": "2025-06", "category": "acquisitive", "offence": "burglary"},
    ]
    return data_set([f"2025-{month:02d}" for month in range(1, 13)], rows)
