"""Backup and restore as docs/register.md describes them, on both databases."""

from __future__ import annotations

import shutil
import stat
import subprocess

import pytest
import sqlalchemy as sa

from geo_csp.errors import RegisterError
from geo_csp.register import actions, audit, voices
from geo_csp.register.backup import back_up
from geo_csp.register.chain import verify
from geo_csp.register.opening import open_register
from geo_csp.register.tables import metadata
from tests.register.processes import kill_after, start


def everything(register):
    with register.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table))]
            for table in metadata.sorted_tables
        }


def saved(place, register, copy, binaries):
    """As the manual says it."""
    if not place.url:
        back_up(register, copy)
        return
    dump = [binaries / "pg_dump", "--format=custom", f"--file={copy}", place.url]
    subprocess.run(dump, check=True, capture_output=True)


def put_back(place, copy, store, binaries):
    """Into a new store, or a new database: the old one may still be wanted."""
    store.mkdir()
    shutil.copy(place.store / "register.key", store / "register.key")
    if not place.url:
        shutil.copy(copy, store / "register.db")
        return ""
    server, _, name = place.url.rpartition("/")
    new = f"{name}_restored"
    subprocess.run(
        [binaries / "psql", f"{server}/postgres", "-qc", f"CREATE DATABASE {new}"], check=True
    )
    restore = [binaries / "pg_restore", f"--dbname={server}/{new}", "--exit-on-error", copy]
    subprocess.run(restore, check=True, capture_output=True)
    return f"{server}/{new}"


@pytest.fixture
def restore(place, tmp_path, postgresql_binaries):
    """Puts a copy back and opens what came of it; closed and removed after the test."""
    opened = []

    def to_new(copy):
        store = tmp_path / f"restored {len(opened)}"
        url = put_back(place, copy, store, postgresql_binaries)
        opened.append((open_register(store, url), url))
        return opened[-1][0]

    yield to_new
    for register, url in opened:
        register.close()
        if url:
            server, _, name = url.rpartition("/")
            drop = f"DROP DATABASE {name} WITH (FORCE)"
            psql = postgresql_binaries / "psql"
            subprocess.run([psql, f"{server}/postgres", "-qc", drop], check=True)


def test_what_was_backed_up_is_all_there_again(
    place, filled, tmp_path, restore, postgresql_binaries
):
    before = everything(filled)
    saved(place, filled, tmp_path / "copy", postgresql_binaries)
    audit.record(filled, audit.Entry("s", "consultation", "wards"))
    restored = restore(tmp_path / "copy")
    assert everything(restored) == before
    assert verify(restored).is_whole
    # And it goes on from there, with numbers that were not given before.
    told = voices.Told("partner", "fire", *2 * [actions.actions(restored)[0].agreed.starts], "p2")
    assert voices.add_report(restored, told, "an").number == 2


def test_a_backup_made_while_others_write_is_whole(
    place, register, tmp_path, restore, postgresql_binaries
):
    writer = start("audit_writer.py", place.store, place.url, "w", 100_000)
    first = int(writer.stdout.readline())
    saved(place, register, tmp_path / "copy", postgresql_binaries)
    said = kill_after(writer, 1)
    verdict = verify(restore(tmp_path / "copy"))
    assert verdict.is_whole
    assert first <= verdict.lines <= said[-1] + 1


def test_a_restored_backup_is_known_by_a_seal_noted_later(
    place, filled, tmp_path, restore, postgresql_binaries
):
    saved(place, filled, tmp_path / "copy", postgresql_binaries)
    noted = audit.record(filled, audit.Entry("s", "erasure", "incidents")).seal
    verdict = verify(restore(tmp_path / "copy"), noted)
    assert [fault.line for fault in verdict.faults] == [0]


def test_a_copy_is_private_holds_no_key_and_overwrites_nothing(place, filled, tmp_path):
    if place.url:
        with pytest.raises(RegisterError, match="is backed up with pg_dump"):
            back_up(filled, tmp_path / "copy")
        return
    back_up(filled, tmp_path / "copy")
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    assert filled.key.hex().encode() not in (tmp_path / "copy").read_bytes()
    with pytest.raises(RegisterError, match="cannot be written: File exists"):
        back_up(filled, tmp_path / "copy")
    with pytest.raises(RegisterError, match="cannot be written: No such file"):
        back_up(filled, tmp_path / "no such folder" / "copy")
