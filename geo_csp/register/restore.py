"""Puts a backup of the store's own register in the place of what is there, all of it or nothing."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from geo_csp.errors import RegisterError
from geo_csp.register import audit
from geo_csp.register.backup import back_up
from geo_csp.register.chain import verify
from geo_csp.register.columns import now
from geo_csp.register.key import FILE_NAME
from geo_csp.register.opening import DATABASE_NAME, PATIENCE_S, Register, open_register


@dataclass(frozen=True)
class Restored:
    """``lines``: of the backup's audit. ``kept``: a copy of what was there before."""

    lines: int
    kept: Path


def restore(register: Register, store: Path, copy: Path, who: str) -> Restored:
    """``register`` is then as ``copy`` was, brought up to date, and its audit says so.

    Raises RegisterError, and leaves all as it was, where the copy is of another key or a later
    version, no register, or its audit is not whole.
    """
    if register.engine.dialect.name != "sqlite":
        raise RegisterError("a register in PostgreSQL is restored with pg_restore, see the manual")
    kept = store / f"register-before-{now():%Y%m%dT%H%M%S%f}.db"
    with (
        tempfile.TemporaryDirectory(prefix=".restoring-", dir=store) as work,
        contextlib.closing(_checked(Path(work), store, copy)) as opened,
    ):
        lines = verify(opened).lines
        back_up(register, kept)
        _replace(opened, store / DATABASE_NAME)
    told = {"restored": copy.name, "lines": lines, "kept": kept.name}
    audit.record(register, audit.Entry(who, "alteration", "register", told))
    return Restored(lines, kept)


def _checked(work: Path, store: Path, copy: Path) -> Register:
    """The copy, opened beside the store with the store's key."""
    try:
        shutil.copyfile(copy, work / DATABASE_NAME)
        shutil.copyfile(store / FILE_NAME, work / FILE_NAME)
    except OSError as error:
        raise RegisterError(f"{copy} cannot be read: {error.strerror}") from error
    if (work / DATABASE_NAME).stat().st_size == 0:
        raise RegisterError(f"{copy} is empty: it is no backup of a register")
    try:
        opened = open_register(work)
    except RegisterError as error:
        raise RegisterError(f"{copy} is no backup of this store's register: {error}") from error
    faults = verify(opened).faults
    if faults:
        opened.close()
        raise RegisterError(f"{copy}: its audit is not whole: {faults[0].words}")
    return opened


def _replace(source: Register, target: Path) -> None:
    """In one transaction of SQLite's own: who reads meanwhile sees the old or the new."""
    try:
        with (
            contextlib.closing(sqlite3.connect(target, timeout=PATIENCE_S)) as connection,
            source.reading() as opened,
        ):
            driver = opened.connection.driver_connection
            assert driver is not None
            driver.backup(connection)
    except sqlite3.Error as error:
        raise RegisterError(f"{target} could not be replaced, it is as before: {error}") from error
