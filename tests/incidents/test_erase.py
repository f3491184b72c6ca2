"""Months are erased whole, and a crash leaves each held or gone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geo_csp.errors import GeoCspError, StoreError
from geo_csp.incidents import erase as erase_module
from geo_csp.incidents.erase import erasable, erase
from geo_csp.incidents.store import read_manifest, read_rows

FEBRUARY = "2025-02-west-mercia-street.csv"


@pytest.fixture
def two_months(loaded, street_file):
    loaded(street_file([{}, {"month": "?"}]), street_file([{"month": "2025-02"}] * 2, FEBRUARY))


def months_of(store: Path) -> list[str]:
    return [month.month for month in read_manifest(store)]


def files_of(store: Path) -> list[str]:
    return sorted(path.name[:7] for path in store.rglob("*.parquet"))


def test_months_before_the_first_kept_are_gone_with_their_files(two_months, store):
    gone = erase(store, "2025-02")
    assert (gone.rows, [month.month for month in gone.months]) == (1, ["2025-01"])
    assert months_of(store) == files_of(store) == ["2025-02"]
    assert read_rows(store, read_manifest(store)[0]).num_rows == 2


def test_rows_that_were_set_aside_have_no_month_and_go_too(two_months, store):
    assert len(list(store.glob("set_aside/*.csv"))) == 1
    assert len(erase(store, "2025-01").set_aside) == 1
    assert list(store.glob("set_aside/*.csv")) == []
    assert months_of(store) == ["2025-01", "2025-02"]


def test_findings_of_erased_months_go_with_their_incidents(two_months, store):
    for month in ("2025-01", "2025-02"):
        (store / "published" / "herefordshire" / month).mkdir(parents=True)
    assert erase(store, "2025-02").found == ("herefordshire/2025-01",)
    assert os.listdir(store / "published" / "herefordshire") == ["2025-02"]  # noqa: PTH208


def test_what_would_go_can_be_asked_before(two_months, store):
    before = erasable(store, "2025-02")
    assert months_of(store) == ["2025-01", "2025-02"]
    assert erase(store, "2025-02") == before
    assert erasable(store, "2025-02").is_nothing


def test_a_month_that_is_none_is_refused(two_months, store):
    with pytest.raises(GeoCspError, match="expected YYYY-MM"):
        erase(store, "2025-13")


def test_a_crash_after_the_manifest_leaves_files_that_the_next_erasure_removes(
    two_months, store, monkeypatch
):
    def crash(_store: Path) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(erase_module, "remove_left_over", crash)
        with pytest.raises(StoreError):
            erase(store, "2025-02")
    assert months_of(store) == ["2025-02"]
    assert files_of(store) == ["2025-01", "2025-02"]
    erase(store, "2025-02")
    assert files_of(store) == ["2025-02"]


def test_a_crash_before_the_manifest_leaves_all(two_months, store, monkeypatch):
    def crash(*_: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(erase_module, "write_for_good", crash)
    with pytest.raises(StoreError):
        erase(store, "2025-02")
    assert months_of(store) == files_of(store) == ["2025-01", "2025-02"]
