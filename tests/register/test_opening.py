from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from geo_csp.errors import RegisterError
from geo_csp.register import audit, voices
from geo_csp.register.chain import verify
from geo_csp.register.opening import DATABASE_NAME, open_register
from tests.register.processes import finish, start

ROOT = Path(__file__).resolve().parents[2]


def entry(who="s"):
    return audit.Entry(who, "consultation", "wards")


def test_a_register_is_there_again_when_opened_again(place):
    for expected in (1, 2):
        register = place.open()
        assert audit.record(register, entry()).number == expected
        register.close()


def test_a_new_register_opened_by_many_at_once_is_made_once(place):
    writers = [start("audit_writer.py", place.store, place.url, n, 1) for n in range(6)]
    assert sorted(finish(writer)[0] for writer in writers) == [1, 2, 3, 4, 5, 6]
    register = place.open()
    assert verify(register).is_whole
    register.close()


def test_only_the_owner_can_read_the_key_and_the_file(tmp_path):
    earlier = os.umask(0)
    try:
        register = open_register(tmp_path)
        audit.record(register, entry())
        for file in tmp_path.glob("register.*"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
        register.close()
    finally:
        os.umask(earlier)


def test_the_key_is_in_no_table_and_no_representation(place, register):
    assert register.key.hex() not in repr(register)
    if not place.url:
        database = (place.store / DATABASE_NAME).read_bytes()
        assert register.key.hex().encode() not in database
        assert register.key not in database


def test_a_register_without_its_key_is_refused_and_no_other_key_made(place, register):
    (place.store / "register.key").rename(place.store / "elsewhere")
    with pytest.raises(RegisterError, match=r"register\.key is missing: put this register's key"):
        place.open()
    assert not (place.store / "register.key").exists()
    (place.store / "elsewhere").rename(place.store / "register.key")
    place.open().close()


def test_a_key_of_another_register_is_refused(place, register):
    (place.store / "register.key").write_text("ab" * 32)
    with pytest.raises(RegisterError, match="is of another register"):
        place.open()


def test_a_damaged_key_is_refused_in_words(place, register):
    (place.store / "register.key").write_text("ab")
    with pytest.raises(RegisterError, match="is damaged: put it back from its copy"):
        place.open()


def test_two_servers_need_the_same_key(place, register, tmp_path):
    if not place.url:
        pytest.skip("a register in a file has one store")
    with pytest.raises(RegisterError, match="is missing"):
        open_register(tmp_path / "another store", place.url)


def test_what_is_no_database_is_refused_in_words(tmp_path):
    (tmp_path / DATABASE_NAME).write_text("a letter, not a database" * 100)
    with pytest.raises(RegisterError, match="does not answer: file is not a database"):
        open_register(tmp_path)


def test_a_store_that_cannot_be_made_is_refused_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RegisterError, match="cannot be prepared"):
        open_register(tmp_path / "file" / "store")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://u:secret@h/x", "expected postgresql://"),
        ("no address", "the register's address is none"),
        ("postgresql://u:secret@127.0.0.1:1/x", "does not answer"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_without_its_password(tmp_path, url, said):
    with pytest.raises(RegisterError, match=said) as refused:
        open_register(tmp_path, url)
    assert "secret" not in str(refused.value)


def test_a_wrong_password_is_refused_without_being_shown(postgresql, tmp_path):
    url = postgresql.replace("register:", "register:not-the-secret", 1) + "/postgres"
    with pytest.raises(RegisterError, match="password authentication failed") as refused:
        open_register(tmp_path, url)
    assert "not-the-secret" not in str(refused.value)


def test_a_lost_connection_is_said_in_words_and_made_again(register):
    if register.engine.dialect.name == "sqlite":
        pytest.skip("a file has no connection to lose")
    audit.record(register, entry())
    with register.engine.connect() as killer:
        killer.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    assert audit.record(register, entry()).number == 2


def test_a_register_that_is_ready_is_opened_without_alembic(place, register):
    program = (
        "import sys; from pathlib import Path; from geo_csp.register.opening import open_register\n"
        "open_register(Path(sys.argv[1]), sys.argv[2]).close()\n"
        "print('alembic' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, place.store, place.url],
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
    )
    assert said.stdout.strip() == "False"


def test_a_finding_is_a_value(register):
    line = audit.record(register, entry())
    assert replace(line, number=9) != line
    assert line.number == 1


def test_the_same_name_hashes_apart_in_two_registers(tmp_path):
    first, second = (open_register(tmp_path / name) for name in "ab")
    assert voices.reporter_hash(first, "J") != voices.reporter_hash(second, "J")
    first.close()
    second.close()
