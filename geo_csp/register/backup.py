"""A copy of the store's own register while it is in use. How to put it back: docs/register.md."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from geo_csp.errors import RegisterError
from geo_csp.register.opening import Register


def back_up(register: Register, copy: Path) -> None:
    """Writes ``copy``, whole as of one moment, readable by its owner only; never over a file.

    The key is not in it: it has its own copy, kept elsewhere. A register in PostgreSQL is backed
    up by PostgreSQL's own pg_dump.
    """
    if register.engine.dialect.name != "sqlite":
        raise RegisterError("a register in PostgreSQL is backed up with pg_dump, see the manual")
    try:
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise RegisterError(f"{copy} cannot be written: {error.strerror}") from error
    try:
        with (
            contextlib.closing(sqlite3.connect(copy)) as target,
            register.reading() as connection,
        ):
            source = connection.connection.driver_connection
            assert source is not None
            source.backup(target)
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise RegisterError(f"{copy} could not be written whole: {error}") from error
