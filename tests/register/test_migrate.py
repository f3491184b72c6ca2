from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from geo_csp.errors import RegisterError
from geo_csp.register import actions, audit, migrate, viewers, voices
from geo_csp.register.chain import verify
from geo_csp.register.opening import revision_of
from geo_csp.register.tables import LATEST_REVISION, metadata

SCRIPTS = ScriptDirectory(str(Path(migrate.__file__).with_name("migrations")))
# Oldest first.
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()][::-1]


def move(register, step, revision):
    with register.writing() as connection:
        step(connection, revision)


def tables_in(register):
    with register.reading() as connection:
        return set(sa.inspect(connection).get_table_names())


def test_the_last_step_is_the_version_that_the_tables_are_of():
    assert REVISIONS[-1] == LATEST_REVISION


def test_the_steps_make_the_tables_that_the_code_knows(register):
    with register.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("down_to", REVISIONS[:-1])
def test_down_and_up_again_keeps_the_data_of_what_stays(filled, down_to):
    lines = audit.lines(filled)
    held, agreed = viewers.roles_held(filled), actions.actions(filled)
    move(filled, migrate.downgrade, down_to)
    assert audit.lines(filled) == lines
    assert viewers.roles_held(filled) == held
    assert ("report" in tables_in(filled)) is (down_to == "v3")
    if down_to in ("v2", "v3"):
        assert actions.actions(filled) == agreed
    move(filled, migrate.upgrade, LATEST_REVISION)
    assert verify(filled).is_whole
    assert audit.lines(filled) == lines
    assert viewers.roles_held(filled) == held
    assert actions.actions(filled) == (agreed if down_to in ("v2", "v3") else ())
    assert len(voices.reports(filled)) == (down_to == "v3")


def test_all_the_way_down_leaves_nothing_and_up_again_works(filled, place):
    move(filled, migrate.downgrade, "base")
    assert tables_in(filled) <= {"alembic_version", "sqlite_sequence"}
    again = place.open()
    assert audit.record(again, audit.Entry("s", "collection", "incidents")).number == 1
    again.close()


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_register_of_an_earlier_version_is_brought_up_to_date_when_opened(
    filled, place, revision
):
    if revision != LATEST_REVISION:
        move(filled, migrate.downgrade, revision)
    opened = place.open()
    with opened.reading() as connection:
        assert revision_of(connection) == LATEST_REVISION
    assert verify(opened).lines == verify(filled).lines > 0
    opened.close()


def test_a_register_of_a_later_version_is_left_alone(filled, place):
    with filled.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'v99'")
    with pytest.raises(RegisterError, match='of version "v99", which this geo-csp does not know'):
        place.open()
    with filled.reading() as connection:
        assert revision_of(connection) == "v99"


def test_a_step_that_fails_leaves_the_version_before(filled):
    move(filled, migrate.downgrade, "v2")

    def fail_after_the_step():
        with filled.writing() as connection:
            migrate.upgrade(connection)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_the_step()
    assert "report" not in tables_in(filled)
    with filled.reading() as connection:
        assert revision_of(connection) == "v2"


KEPT = sorted(set(metadata.tables) - {"audit_head", "report"})


@pytest.mark.parametrize("table", KEPT)
def test_the_database_refuses_to_remove_or_change_what_was_written(filled, table):
    with filled.reading() as connection:
        assert connection.execute(sa.select(metadata.tables[table])).first() is not None
    column = next(iter(metadata.tables[table].columns))
    for attack in (
        sa.delete(metadata.tables[table]),
        sa.update(metadata.tables[table]).values({column: column}),
    ):
        with (
            pytest.raises((RegisterError, sa.exc.IntegrityError), match="never changed or removed"),
            filled.writing() as connection,
        ):
            connection.execute(attack)
