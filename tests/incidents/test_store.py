"""The store holds a month whole or not at all."""

from __future__ import annotations

import dataclasses
import errno
import os
import shutil
import subprocess

import filelock
import pytest

from geo_csp.errors import StoreError
from geo_csp.incidents import store as store_module
from geo_csp.incidents.store import read_incidents, read_manifest, read_rows


def test_a_locked_store_says_that_another_load_is_writing(loaded, street_file, store):
    store.mkdir()
    with (
        filelock.FileLock(store / ".lock", is_singleton=False),
        pytest.raises(StoreError, match="another load is writing"),
    ):
        loaded(street_file([{}]))


def test_a_read_only_store_says_so_and_stays_as_it_is(loaded, street_file, store, monkeypatch):
    loaded(street_file([{}]))
    before = read_manifest(store)

    def refuse(*_args, **_kwargs):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(store_module, "_written_beside", refuse)
    with pytest.raises(StoreError, match="read-only") as error:
        loaded(street_file([{}, {}]))
    assert "What was stored is unchanged" in str(error.value)
    assert read_manifest(store) == before


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own, where the tests may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not mount or not umount:
        pytest.skip("no mount command")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", place],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"may not mount a small disk: {done.stderr.strip()}")
    yield place
    subprocess.run([umount, "-l", place], check=True)


def test_a_full_disk_says_so_and_the_old_months_stay(small_disk, street_file, herefordshire):
    from geo_csp.incidents.load import load

    first = street_file([{}])
    load([first], herefordshire, small_disk)
    before = read_manifest(small_disk)
    rows = [{"reference": f"{n:064x}", "month": "2025-02"} for n in range(9000)]
    second = street_file(rows, name="2025-02-west-mercia-street.csv")
    with pytest.raises(StoreError, match="the disk is full"):
        load([second], herefordshire, small_disk)
    assert read_manifest(small_disk) == before
    assert read_rows(small_disk, before[0]).num_rows == 1
    load([first], herefordshire, small_disk)  # what the failed load left over makes room again
    assert not list(small_disk.rglob("2025-02*"))


def test_a_disk_mounted_read_only_says_so(small_disk, street_file, herefordshire):
    from geo_csp.incidents.load import load

    load([street_file([{}])], herefordshire, small_disk)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(StoreError, match="read-only"):
        load([street_file([{}])], herefordshire, small_disk)
    assert read_manifest(small_disk)[0].rows == 1


@pytest.mark.skipif(os.name != "posix", reason="Windows has rights of its own, by folder")
def test_what_is_stored_is_for_its_owner_only(loaded, street_file, store):
    store.mkdir(mode=0o755)
    loaded(street_file([{}, {"month": "not a month"}]))
    kinds = {path.suffix for path in store.rglob("*") if path.is_file()}
    assert {".parquet", ".json", ".csv"} <= kinds
    for path in (store, *store.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_rows_that_are_not_the_manifests_are_refused(loaded, street_file, store):
    february = "2025-02-west-mercia-street.csv"
    loaded(street_file([{}] * 3), street_file([{"month": "2025-02"}] * 3, name=february))
    one, other = read_manifest(store)
    assert read_incidents(store, [one], "herefordshire", ["ward"]).num_rows == 3
    swapped = dataclasses.replace(one, file=other.file)
    with pytest.raises(StoreError, match="holds 0 rows of 2025-01 where its list says 3"):
        read_incidents(store, [swapped], "herefordshire", ["ward"])
    fewer = dataclasses.replace(one, rows_by_area={"herefordshire": 2})
    with pytest.raises(StoreError, match="holds 3 rows of 2025-01 where its list says 2"):
        read_incidents(store, [fewer], "herefordshire", ["ward"])


def test_a_store_that_is_a_file_says_so(loaded, street_file, store):
    store.write_text("")
    with pytest.raises(StoreError, match="is a file: a store is a folder"):
        loaded(street_file([{}]))
    with pytest.raises(StoreError, match="is a file: a store is a folder"):
        read_manifest(store)
