"""``restore`` puts all of a backup back, or nothing; who reads meanwhile sees old or new."""

from __future__ import annotations

import sqlite3

import pytest

from geo_csp.errors import RegisterError
from geo_csp.register import audit
from geo_csp.register.backup import back_up
from geo_csp.register.chain import verify
from geo_csp.register.opening import open_register
from geo_csp.register.restore import restore
from tests.register.processes import kill_after, start
from tests.register.test_backup import everything


@pytest.fixture
def sqlite_only(place):
    if place.url:
        pytest.skip("PostgreSQL has pg_restore")


def test_what_was_backed_up_is_all_there_and_what_it_replaced_is_kept(
    sqlite_only, place, filled, tmp_path
):
    back_up(filled, tmp_path / "copy.db")
    before = everything(filled)
    noted = audit.record(filled, audit.Entry("s", "consultation", "wards")).seal
    lost = everything(filled)
    done = restore(filled, place.store, tmp_path / "copy.db", "an")
    now = everything(filled)
    # As it was, and one line more that says so.
    assert {**now, "audit_line": now["audit_line"][:-1], "audit_head": 0} == {
        **before,
        "audit_head": 0,
    }
    assert (done.lines, len(now["audit_line"])) == (len(before["audit_line"]), done.lines + 1)
    assert audit.lines(filled, newest=1)[0].entry.filter["restored"] == "copy.db"
    assert verify(filled).is_whole
    assert [fault.line for fault in verify(filled, noted).faults] == [0]
    # What was there before can be put back in its turn.
    restore(filled, place.store, done.kept, "an")
    assert everything(filled)["audit_line"][:-1] == lost["audit_line"]
    assert not list(place.store.glob(".restoring-*"))


def test_into_a_new_store_with_the_key_put_back(sqlite_only, place, filled, tmp_path):
    back_up(filled, tmp_path / "copy.db")
    store = tmp_path / "new"
    store.mkdir()
    (store / "register.key").write_bytes((place.store / "register.key").read_bytes())
    register = open_register(store)
    restore(register, store, tmp_path / "copy.db", "an")
    assert everything(register)["report"] == everything(filled)["report"]
    register.close()


def test_what_is_no_backup_of_this_register_is_refused_and_changes_nothing(
    sqlite_only, place, filled, tmp_path
):
    other = open_register(tmp_path / "other")
    back_up(other, tmp_path / "other.db")
    other.close()
    (tmp_path / "text.db").write_text("no database" * 1000)
    (tmp_path / "empty.db").write_text("")
    back_up(filled, tmp_path / "changed.db")
    with sqlite3.connect(tmp_path / "changed.db") as changed:
        changed.execute("DROP TRIGGER keep_audit_line_update")
        changed.execute("UPDATE audit_line SET who = 'someone' WHERE number = 2")
    changed.close()
    before = everything(filled)
    for name, said in (
        ("other.db", "no backup of this store's register: .*of another register"),
        ("text.db", "no backup of this store's register: .*not a database"),
        ("empty.db", "is empty"),
        ("missing.db", "cannot be read: No such file"),
        ("changed.db", "its audit is not whole: .*2"),
    ):
        with pytest.raises(RegisterError, match=said):
            restore(filled, place.store, tmp_path / name, "an")
    assert everything(filled) == before
    assert not list(place.store.glob("register-before-*"))


def test_a_writer_meanwhile_leaves_it_whole(sqlite_only, place, filled, tmp_path):
    back_up(filled, tmp_path / "copy.db")
    writer = start("audit_writer.py", place.store, place.url, "w", 100_000)
    writer.stdout.readline()
    done = restore(filled, place.store, tmp_path / "copy.db", "an")
    kill_after(writer, 1)
    verdict = verify(filled)
    assert verdict.is_whole
    assert verdict.lines > done.lines


def test_a_register_in_postgresql_has_its_own_tool(place, filled, tmp_path):
    if not place.url:
        pytest.skip("SQLite is restored by restore")
    with pytest.raises(RegisterError, match="is restored with pg_restore"):
        restore(filled, place.store, tmp_path / "copy", "an")
