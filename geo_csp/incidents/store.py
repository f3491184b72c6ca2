"""The incidents on disk: one Parquet file a source and month, and the manifest that lists them.

    STORE/incidents/<kind>/<source>/<YYYY-MM>-<start of its checksum>.parquet
    STORE/manifest.json
    STORE/set_aside/<time of the load>.csv

A file is written under a temporary name and renamed, and the manifest is replaced last, so that a
crash at any moment leaves each month as it was or as it shall be. A file that the manifest does not
list is left over from a crash or was replaced; the next load removes it, so that whoever is reading
meanwhile is not disturbed.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import filelock
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geo_csp.errors import StoreError
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from geo_csp.incidents.manifest import (
    FILE_NAME,
    StoredMonth,
    check_is_no_file,
    manifest_text,
    read_manifest,
)

__all__ = ["StoredMonth", "being_written", "read_incidents", "read_manifest", "replace_months"]

_TEMPORARY = ".part"
# On POSIX the owner alone reads and writes; Windows has rights of its own, by folder.
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_BINARY = getattr(os, "O_BINARY", 0)

# Which of the files, and the row in it, as one number.
_ROWS_OF_A_FILE = 1 << 32
_WHEREABOUTS = (
    f"(list_position($files, filename) - 1) * {_ROWS_OF_A_FILE} + file_row_number AS whereabouts"
)


def read_incidents(
    store: Path, months: Sequence[StoredMonth], area: str | None, columns: Sequence[str]
) -> pa.Table:
    """The rows of ``area`` (None: of the whole force) in ``months``, in the order given, without
    those that are linked to another source's record: an incident counts once.

    Raises StoreError where the rows are not those that the manifest says.
    """
    wanted = pa.schema([INCIDENT_SCHEMA.field(name) for name in columns])
    held = [month for month in months if area is None or month.rows_by_area.get(area)]
    files = [str(store / month.file) for month in held]
    if not files:
        return wanted.empty_table()
    linked = _linked_rows(held, area)
    names = ", ".join(f'"{name}"' for name in dict.fromkeys((*columns, "month")))
    source = "read_parquet($files)"
    if linked:
        names += f", {_WHEREABOUTS}"
        source = "read_parquet($files, filename=true, file_row_number=true)"
    with duckdb.connect(config={"autoload_known_extensions": "false"}) as connection:
        try:
            found = connection.sql(
                f"SELECT {names} FROM {source} WHERE $area IS NULL OR area = $area",  # noqa: S608 the names are the schema's
                params={"files": files, "area": area},
            ).to_arrow_table()
        except duckdb.Error as error:
            raise StoreError(
                f"{store}: a stored month cannot be read; load its files again ({error})"
            ) from error
    _check_rows(store, found["month"], months, area)
    if linked:
        is_linked = np.isin(found["whereabouts"].to_numpy(), linked)
        found = found.filter(pa.array(~is_linked))
    return found.select(columns).cast(wanted)


def _linked_rows(months: Sequence[StoredMonth], area: str | None) -> list[int]:
    return [
        number * _ROWS_OF_A_FILE + link.row
        for number, month in enumerate(months)
        for of_area, links in month.linked.items()
        if area in (None, of_area)
        for link in links
    ]


def _check_rows(
    store: Path, found: pa.ChunkedArray, months: Sequence[StoredMonth], area: str | None
) -> None:
    """A file that was put in another's place, or changed, must not be counted unseen."""
    expected = Counter[str]()
    for month in months:
        rows = month.rows if area is None else month.rows_by_area.get(area, 0)
        expected[month.month] += rows
    held = Counter({str(v["values"]): int(v["counts"]) for v in found.value_counts().to_pylist()})
    for name in sorted(expected | held):
        if held[name] != expected[name]:
            raise StoreError(
                f"{store}: damaged: it holds {held[name]:,} rows of {name} where its list says"
                f" {expected[name]:,}; load all files into a new store"
            )


def read_rows(store: Path, month: StoredMonth) -> pa.Table:
    """All rows of one stored month, as they were written."""
    return pq.read_table(store / month.file, schema=INCIDENT_SCHEMA)


@contextmanager
def being_written(store: Path) -> Iterator[None]:
    """Only one load writes to a store at a time. What an earlier one left over is removed."""
    check_is_no_file(store)
    lock = filelock.FileLock(store / ".lock", blocking=False, mode=PRIVATE_FILE)
    with writing(store):
        make_private_folder(store)
        try:
            lock.acquire()
        except filelock.Timeout as error:
            raise StoreError(
                f"{store}: another load is writing to this store: wait until it has finished"
            ) from error
    try:
        with writing(store):
            remove_left_over(store)
        yield
    finally:
        lock.release()


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Turns what can go wrong on disk into words; the stored months are as they were."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{store}: {_in_words(error)}. What was stored is unchanged.") from error


def _in_words(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full: free some space and load again"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "the store is read-only: ask for the right to write, or name another with --store"
    return f"the store cannot be written: {error.strerror or error}"


def write_month(store: Path, kind: str, source: str, month: str, rows: pa.Table) -> tuple[str, str]:
    """Writes ``rows`` for the manifest to name later: path under the store, and checksum.

    Words are stored once, as dictionaries; what is left (references, numbers) hardly shrinks by
    compression or dictionaries, which would only take time.
    """
    buffer = pa.BufferOutputStream()
    words = [field.name for field in INCIDENT_SCHEMA if pa.types.is_dictionary(field.type)]
    pq.write_table(rows, buffer, use_dictionary=words, compression="NONE", write_statistics=False)
    content = buffer.getvalue()
    checksum = hashlib.sha256(content).hexdigest()
    path = Path("incidents", kind, source, f"{month}-{checksum[:8]}.parquet")
    _write_whole(store / path, content)
    return path.as_posix(), checksum


def replace_months(
    store: Path, new: Sequence[StoredMonth], held: Sequence[StoredMonth]
) -> tuple[StoredMonth, ...]:
    """The manifest with ``new`` in place of the months of ``held`` with the same keys, on disk.

    All the files it names reach the disk before it does.
    """
    months = {month.key: month for month in (*held, *new)}
    for month in new:
        _to_disk(store / month.file)
    for folder in {folder for month in new for folder in Path(month.file).parents}:
        _to_disk(store / folder)
    write_for_good(store / FILE_NAME, manifest_text(list(months.values())).encode())
    return tuple(sorted(months.values(), key=lambda month: month.key))


def write_for_good(path: Path, content: bytes) -> None:
    """All of it or nothing, and on the disk when this returns."""
    temporary = _written_beside(path, content)
    _to_disk(temporary)
    temporary.replace(path)
    _to_disk(path.parent)


def _write_whole(path: Path, content: bytes | pa.Buffer) -> None:
    _written_beside(path, content).replace(path)


def _written_beside(path: Path, content: bytes | pa.Buffer) -> Path:
    make_private_folder(path.parent)
    temporary = path.with_name(path.name + _TEMPORARY)
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return temporary


def make_private_folder(folder: Path) -> None:
    """For its owner only, with those above it that are missing; one that is there is closed too
    where it is ours.
    """
    if not folder.parent.is_dir():
        make_private_folder(folder.parent)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    now = folder.stat()
    if os.name == "posix" and now.st_uid == os.getuid() and now.st_mode & 0o077:
        folder.chmod(now.st_mode & PRIVATE_FOLDER)


def _to_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows opens no folders, and keeps renames unasked
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_left_over(store: Path) -> None:
    listed = {store / month.file for month in read_manifest(store)}
    for path in (store / "incidents").rglob("*"):
        if path.suffix in (".parquet", _TEMPORARY) and path not in listed:
            path.unlink()
    for path in (*store.glob(f"*{_TEMPORARY}"), *store.glob(f"set_aside/*{_TEMPORARY}")):
        path.unlink()
