"""Every test of the register runs on SQLite and on a real PostgreSQL, started here on loopback."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from geo_csp.area_profile import AreaProfile
from geo_csp.register import (
    action_log,
    actions,
    case_review_numbers,
    lead_feedback,
    priorities,
    problem_profile,
    viewers,
    voices,
)
from geo_csp.register.agreed import Agreed
from geo_csp.register.opening import Register, open_register


@dataclass(frozen=True)
class Place:
    """Where a test's register lies: to open it again, here or in another process."""

    store: Path
    url: str

    def open(self) -> Register:
        return open_register(self.store, self.url)


def _binaries() -> Path | None:
    if pg_ctl := shutil.which("pg_ctl"):
        return Path(pg_ctl).resolve().parent
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[-3]
    )
    return found[-1].parent if found else None


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgresql_binaries() -> Path | None:
    return _binaries()


@pytest.fixture(scope="session")
def postgresql(postgresql_binaries: Path | None) -> Iterator[str]:
    """The URL of a server with nothing in it, without a database's name; stopped at the end."""
    if postgresql_binaries is None:
        pytest.skip("PostgreSQL's initdb and pg_ctl are not installed: apt-get install postgresql")
    user, port = _server_user(), _free_port()
    # pytest's own folders are closed to any other user, so this one stands beside them.
    folder = Path(tempfile.mkdtemp(prefix="register-postgresql-"))
    data, password = folder / "data", secrets.token_hex(8)
    secret = folder / "password"
    secret.write_text(password)
    if user:
        for path in (folder, secret):
            shutil.chown(path, user)

    def run(program: str, *arguments: str) -> None:
        # The server keeps the standard output it inherits; a pipe would never end.
        with (folder / "said").open("ab") as said:
            subprocess.run(
                [postgresql_binaries / program, *arguments],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd=folder,
                user=user,
            )

    try:
        run(
            "initdb",
            *("-D", str(data), "-U", "register", "-A", "scram-sha-256", "--pwfile", str(secret)),
            *("--encoding=UTF8", "--locale=C", "--no-sync"),
        )
        settings = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        )
        run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", settings, "start")
        yield f"postgresql://register:{password}@127.0.0.1:{port}"
        run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "sqlite":
        yield Place(tmp_path / "store", "")
        return
    pytest.importorskip("pg8000")
    server = request.getfixturevalue("postgresql")
    name = f"register_{uuid.uuid4().hex}"
    administration = sa.create_engine(
        f"{server}/postgres".replace("postgresql://", "postgresql+pg8000://"),
        isolation_level="AUTOCOMMIT",
        poolclass=sa.pool.NullPool,
    )
    with administration.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield Place(tmp_path / "store", f"{server}/{name}")
    with administration.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def register(place: Place) -> Iterator[Register]:
    """Closed after the test, whose every call must have given its connection back."""
    opened = place.open()
    yield opened
    assert opened.engine.pool.checkedout() == 0
    opened.close()


@pytest.fixture
def attack(register: Register) -> Callable[..., None]:
    """Someone who owns the database, but has not the key: no trigger stands in their way."""

    def execute(*statements: str) -> None:
        is_sqlite = register.engine.dialect.name == "sqlite"
        with register.engine.begin() as connection:
            for change in ("update", "delete"):
                if is_sqlite:
                    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS keep_audit_line_{change}")
            if not is_sqlite:
                connection.exec_driver_sql("DROP TRIGGER IF EXISTS keep_audit_line ON audit_line")
            for statement in statements:
                connection.exec_driver_sql(statement)

    return execute


@pytest.fixture
def filled(register: Register, herefordshire: AreaProfile) -> Register:
    """A row in every table."""
    viewers.grant(register, herefordshire, "s-1", "analyst", who="admin")
    (first,) = priorities.publish(register, "2026-01", [("p1", {"score": 3.5})], "s-1")
    agreed = Agreed(
        "patrol", "Sgt A", date(2026, 1, 5), date(2026, 2, 1), place="p1", priority=first.number
    )
    number = actions.add_action(register, agreed, "s-1").number
    action_log.add_note(register, number, "went well", "s-1")
    action_log.record_dosage(
        register, [action_log.Dosage(number, date(2026, 1, 6), 2.5, "hours")], "s-1"
    )
    escalated = action_log.escalate(register, number, "more officers?", "s-1")
    action_log.answer_escalation(register, escalated.number, "two", "chair")
    told = voices.Told(
        "resident", "council", date(2026, 1, 1), date(2026, 1, 2), "p1", reporter="J Doe"
    )
    voices.add_report(register, told, "s-1")
    day = date(2026, 1, 3)
    lead_feedback.add_feedback(register, "lead 1", "unknown", found_on=day, who="s-1")
    asked = case_review_numbers.add_application(register, "CR/1", day, "s-1")
    case_review_numbers.take_step(register, asked.number, "reviewed", day, "s-1")
    problem_profile.save_themes(register, "Cuckooing", who="s-1")
    return register
