"""The register, opened: STORE/register.db, or a PostgreSQL database by its URL.

Both databases are used alike: a writer holds the one write lock from its first statement to its
commit (SQLite: BEGIN IMMEDIATE; PostgreSQL: the row of the audit's head), so that what it reads
before it writes still holds when it has written. Readers wait for nobody.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import filelock
import sqlalchemy as sa

from geo_csp.errors import RegisterError
from geo_csp.register import key as keys
from geo_csp.register.tables import LATEST_REVISION, audit_head, register_key

DATABASE_NAME = "register.db"
PATIENCE_S = 60
_WRITES = "register_writes"


@dataclass(frozen=True)
class Register:
    engine: sa.Engine
    key: bytes = field(repr=False)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view, however many statements it takes."""
        with said_in_words(self.engine), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
                )
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """All of what is done within, or nothing; nobody else writes meanwhile."""
        engine = self.engine.execution_options(**{_WRITES: True})
        with said_in_words(self.engine), engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                _lock_head(connection)
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def open_register(store: Path, url: str = "") -> Register:
    """The register of a store, made or brought up to date where need be.

    ``url``: ``postgresql://user@host/name``; empty for the store's own SQLite file. The key lies in
    the store in both cases. Raises RegisterError where it cannot be opened or the key is not its
    own.
    """
    engine = _engine(store, url)
    try:
        with said_in_words(engine):
            return Register(engine, _key_if_ready(engine, store) or _prepare(engine, store))
    except BaseException:
        engine.dispose()
        raise


def open_if_begun(store: Path, url: str = "") -> Register | None:
    """None where there is no register yet: it is not made for reading it."""
    if not url and not (store / DATABASE_NAME).is_file():
        return None
    return open_register(store, url)


@contextmanager
def said_in_words(engine: sa.Engine) -> Iterator[None]:
    """What a database can answer becomes words, without the statement and its values."""
    try:
        yield
    except sa.exc.IntegrityError:
        raise
    except (sa.exc.DBAPIError, sa.exc.TimeoutError) as error:
        where = engine.url.render_as_string(hide_password=True)
        reason = getattr(error, "orig", None) or error
        raise RegisterError(f"the register {where} does not answer: {reason}") from error


def _engine(store: Path, url: str) -> sa.Engine:
    if not url:
        return _sqlite_engine(store / DATABASE_NAME)
    try:
        parsed = sa.make_url(url)
        if parsed.get_backend_name() != "postgresql":
            raise RegisterError(
                f"{parsed.render_as_string()}: expected postgresql://user@host/name, "
                "or no address for the store's own file"
            )
        return sa.create_engine(parsed.set(drivername="postgresql+pg8000"), pool_pre_ping=True)
    except sa.exc.ArgumentError as error:
        raise RegisterError(
            "the register's address is none: expected postgresql://user@host/name"
        ) from error
    except ModuleNotFoundError as error:
        raise RegisterError(
            "a register in PostgreSQL needs its driver: pip install 'geo_csp[postgres]'"
        ) from error


def _sqlite_engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE_S})

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 sqlite3's, by SQLAlchemy
        # Python's driver would start transactions by rules of its own, and too late.
        connection.isolation_level = None
        # Bytes put in by hand that are no text are read as damaged text: the audit names the line.
        connection.text_factory = _text
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        # What was erased is overwritten in the file, not only forgotten.
        connection.execute("PRAGMA secure_delete = ON")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _text(stored: bytes) -> str:
    return stored.decode(errors="replace")


def revision_of(connection: sa.Connection) -> str | None:
    """The version of the tables; None where there are none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return found


def _key_if_ready(engine: sa.Engine, store: Path) -> bytes | None:
    """The key of a register that needs no preparation."""
    if engine.dialect.name == "sqlite" and not (store / DATABASE_NAME).is_file():
        return None
    with engine.connect() as connection:
        if revision_of(connection) != LATEST_REVISION:
            return None
        expected = connection.scalar(sa.select(register_key.c.fingerprint))
    return None if expected is None else _own_key(store, expected)


def _prepare(engine: sa.Engine, store: Path) -> bytes:
    # Alembic is slow to import, and a register that is ready has no need of it.
    from geo_csp.register import migrate  # noqa: PLC0415

    try:
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        with filelock.FileLock(store / ".register.lock", timeout=PATIENCE_S, mode=0o600):
            if engine.dialect.name == "sqlite":
                _make_private_file(engine, store / DATABASE_NAME)
            with engine.execution_options(**{_WRITES: True}).begin() as connection:
                migrate.upgrade(connection)
                return _key_of(connection, store)
    except (OSError, filelock.Timeout) as error:
        raise RegisterError(f"{store}: the register cannot be prepared: {error}") from error


def _make_private_file(engine: sa.Engine, path: Path) -> None:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        # Outside a transaction, and kept by the file from then on: readers and the writer go on
        # side by side.
        assert driver is not None
        driver.execute("PRAGMA journal_mode = WAL")


def _key_of(connection: sa.Connection, store: Path) -> bytes:
    expected = connection.scalar(sa.select(register_key.c.fingerprint))
    if expected is not None:
        return _own_key(store, expected)
    key = keys.read_key(store) or keys.make_key(store)
    connection.execute(sa.insert(register_key).values(id=1, fingerprint=keys.fingerprint(key)))
    connection.execute(
        sa.insert(audit_head).values(
            id=1, lines=0, seal="", head_seal=keys.keyed_hash(key, "audit head", "0 ")
        )
    )
    return key


def _own_key(store: Path, expected: str) -> bytes:
    key = keys.read_key(store)
    if key is None or keys.fingerprint(key) != expected:
        state = "missing" if key is None else "of another register"
        raise RegisterError(
            f"{store / keys.FILE_NAME} is {state}: put this register's key back from its copy"
        )
    return key


def _lock_head(connection: sa.Connection) -> None:
    """A writer that hangs gives the lock up after a while, and one that waits says so."""
    for setting in ("lock_timeout", "idle_in_transaction_session_timeout"):
        connection.exec_driver_sql(f"SET LOCAL {setting} = '{PATIENCE_S}s'")
    connection.execute(sa.select(audit_head.c.id).with_for_update())
