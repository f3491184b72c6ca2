"""Sensitive categories are published once, whole, and only where no hidden count can be found."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.data_set import DataSet
from geo_csp.errors import DisclosureError, StoreError
from geo_csp.incidents.manifest import manifest_text
from geo_csp.monthly.disclosure_audit import narrow_cells
from geo_csp.monthly.published import published_months
from geo_csp.monthly.run import run_month
from geo_csp.monthly.sensitive import publish_sensitive
from geo_csp.monthly.sensitive_tables import NOWHERE, SensitiveTable, read_tables
from geo_csp.statistics.published_cells import Rung
from tests.disclosure.conftest import stored
from tests.disclosure.hate_rows import hate_rows
from tests.monthly.planted_leak import plant_a_leak

MakeDataSet = Callable[..., DataSet]
YEAR = [f"2025-{month:02d}" for month in range(1, 13)]
MONTHS = [*YEAR, "2026-01", "2026-02", "2026-03"]
AREA = "herefordshire"


@pytest.fixture
def rows(herefordshire: AreaProfile) -> list[dict[str, Any]]:
    return hate_rows(herefordshire, MONTHS)


@pytest.fixture
def data(data_set: MakeDataSet, rows: list[dict[str, Any]]) -> DataSet:
    return data_set(MONTHS, rows)


def file_of(data: DataSet) -> Path:
    return data.store / "published" / AREA / "sensitive.json"


def publish(data: DataSet, month: str = "2026-03") -> SensitiveTable:
    (table,) = publish_sensitive(data.store, data.profile, month)
    return table


def load_again(data: DataSet, rows: list[dict[str, Any]], months: list[str], **facts: Any) -> None:
    entries = [
        stored(data.store, data.profile, "extract", month, [r for r in rows if r["month"] == month])
        for month in months
    ]
    changed = [dataclasses.replace(entry, **facts) for entry in entries]
    (data.store / "manifest.json").write_text(manifest_text(changed))


def test_the_same_incidents_are_published_byte_for_byte_alike(
    data: DataSet, data_set: MakeDataSet, rows: list[dict[str, Any]]
) -> None:
    """Whether all months come at once or one by one."""
    publish(data)
    other = data_set(MONTHS, rows)
    for month in MONTHS:
        publish(other, month)
    assert file_of(other).read_bytes() == file_of(data).read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="Windows has rights of its own, by folder")
def test_the_counts_behind_it_are_for_the_owner_of_the_store_only(data: DataSet) -> None:
    publish(data)
    assert file_of(data).stat().st_mode & 0o777 == 0o600


def test_what_is_read_back_is_what_was_published(data: DataSet) -> None:
    made = publish(data)
    (read,) = read_tables(data.store, AREA)
    assert (read.category, read.wards, read.months) == ("hate", made.wards, set(MONTHS))
    assert np.array_equal(read.pattern.is_shown, made.pattern.is_shown)
    assert np.array_equal(read.pattern.cells.count, made.pattern.cells.count)
    assert not narrow_cells([read], data.profile)


def test_later_months_and_revisions_reopen_nothing(
    data: DataSet, rows: list[dict[str, Any]]
) -> None:
    first = publish(data, "2025-12")
    load_again(data, rows[::2], MONTHS)
    further = publish(data, "2026-03")
    size = len(first.pattern.cells)
    assert np.array_equal(further.pattern.values[:size], first.pattern.values, equal_nan=True)
    assert len(further.pattern.cells) > size
    assert not narrow_cells([further], data.profile)


def test_a_month_run_again_leaves_the_file_untouched(
    data: DataSet, rows: list[dict[str, Any]]
) -> None:
    publish(data)
    before = (file_of(data).read_bytes(), file_of(data).stat().st_mtime_ns)
    load_again(data, rows[::3], MONTHS)
    publish(data, "2025-12")
    publish(data)
    assert (file_of(data).read_bytes(), file_of(data).stat().st_mtime_ns) == before


def test_a_month_that_came_late_is_published_after_the_others(
    data: DataSet, rows: list[dict[str, Any]]
) -> None:
    load_again(data, rows, MONTHS[1:])
    publish(data)
    load_again(data, rows, MONTHS)
    table = publish(data, "2026-02")
    assert table.months == set(MONTHS)
    assert table.pattern.cells.step.max() == len(MONTHS) - 1
    assert not narrow_cells([table], data.profile)


def test_only_complete_months_that_record_hate_are_published(
    data_set: MakeDataSet, data: DataSet, rows: list[dict[str, Any]]
) -> None:
    manifest = json.loads((data.store / "manifest.json").read_text())
    for entry in manifest["months"]:
        if entry["month"] == "2025-12":
            entry["rows"] = 100  # the others have 1,000
        if entry["month"] == "2025-11":
            entry["records_hate"] = False
    (data.store / "manifest.json").write_text(json.dumps(manifest))
    assert publish(data).months == set(MONTHS) - {"2025-11", "2025-12"}
    assert publish_sensitive(data_set(YEAR, [], kind="open").store, data.profile, "2025-12") == ()


def test_a_write_that_fails_leaves_what_was_published(
    data: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(data, "2025-12")
    before = file_of(data).read_bytes()

    def full(path: Path, content: bytes) -> None:
        (path.parent / f"{path.name}.part").write_bytes(content[:10])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("geo_csp.monthly.sensitive_tables.write_for_good", full)
        with pytest.raises(StoreError, match="the disk is full"):
            publish(data)
    assert file_of(data).read_bytes() == before
    assert publish(data).months == set(MONTHS)


def test_runs_at_the_same_time_lose_no_month(data: DataSet) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda month: publish(data, month), MONTHS))
    assert publish(data).months == set(MONTHS)
    assert publish(data).pattern.months.tolist() == sorted(publish(data).pattern.months.tolist())


def test_a_leak_stops_publication_and_is_named(data: DataSet) -> None:
    publish(data, "2025-12")
    plant_a_leak(data.store, AREA)
    before = file_of(data).read_bytes()
    with pytest.raises(DisclosureError) as stopped:
        publish(data, "2026-01")
    said = str(stopped.value)
    assert "2026-01 is not published: from all that is published a reader could work out" in said
    assert "locality, " in said
    assert "put it back from a backup" in said
    assert file_of(data).read_bytes() == before


def test_a_run_that_is_stopped_publishes_nothing(
    make_store: Callable[..., Path], quick: AreaProfile
) -> None:
    store = make_store(kind="extract", is_hate=True)
    run_month(store, quick, "2025-11")
    (table,) = read_tables(store, AREA)
    assert "2025-11" in table.months
    plant_a_leak(store, AREA)
    with pytest.raises(DisclosureError, match="2025-12 is not published"):
        run_month(store, quick, "2025-12")
    assert published_months(store, AREA) == ("2025-11",)
    assert "2025-12" not in read_tables(store, AREA)[0].months


def test_tables_that_are_lost_are_not_published_anew(
    make_store: Callable[..., Path], quick: AreaProfile
) -> None:
    store = make_store(kind="extract", is_hate=True)
    run_month(store, quick, "2025-11")
    (store / "published" / AREA / "sensitive.json").unlink()
    with pytest.raises(StoreError, match="the published tables of hate are gone: put back"):
        run_month(store, quick, "2025-12")


def test_other_localities_than_those_published_by_are_refused(data: DataSet) -> None:
    publish(data, "2025-12")
    first, second, *others = data.profile.localities
    moved = first.model_copy(update={"wards": first.wards[1:]})
    grown = second.model_copy(update={"wards": (*second.wards, first.wards[0])})
    other = data.profile.model_copy(update={"localities": (moved, grown, *others)})
    with pytest.raises(StoreError, match=r"the wards or localities of area\.toml are not those"):
        publish_sensitive(data.store, other, "2026-01")


def test_residents_may_be_counted_anew(data: DataSet) -> None:
    publish(data, "2025-12")
    other = data.profile.model_copy(update={"ward_population": None})
    (table,) = publish_sensitive(data.store, other, "2026-01")
    assert "2026-01" in table.months


def test_incidents_in_no_ward_are_a_count_that_is_kept_too(
    data_set: MakeDataSet, herefordshire: AreaProfile
) -> None:
    """The county less its localities would else tell that there were two."""
    hate = {"is_hate": True, "strands": 1}
    wards = [locality.wards[0] for locality in herefordshire.localities] * 9
    rows = [{**hate, "month": month, "ward": ward} for month in YEAR[:3] for ward in wards]
    two = [{**hate, "month": "2025-01", "ward": None}] * 2
    data = data_set(YEAR[:3], [*rows, *two])
    table = publish(data, "2025-03")
    quarter = 2025 * 4
    shown = [table.shown(Rung.GROUP_QUARTER, code, quarter) for code in table.localities]
    assert table.localities[-1] == NOWHERE
    assert shown[-1] is None
    assert None in shown[:-1]
    assert set(shown) == {None, 27}
    assert not narrow_cells([table], herefordshire)
