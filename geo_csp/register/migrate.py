"""Brings the tables of a register to a version. Data of tables that stay is kept."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from geo_csp.errors import RegisterError
from geo_csp.register.tables import LATEST_REVISION

# Any fixed number: whoever migrates the same PostgreSQL database meanwhile waits for it.
_ADVISORY_LOCK = 7_305_001


def upgrade(connection: sa.Connection, revision: str = LATEST_REVISION) -> None:
    command.upgrade(_prepared(connection), revision)


def downgrade(connection: sa.Connection, revision: str) -> None:
    """Drops what later versions added, with its data: back the register up first."""
    command.downgrade(_prepared(connection), revision)


def _prepared(connection: sa.Connection) -> Config:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
    config = Config()
    # A per cent sign in the path would be read as the start of a setting's name.
    folder = str(Path(__file__).with_name("migrations")).replace("%", "%%")
    config.set_main_option("script_location", folder)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in known:
        raise RegisterError(
            f'the register is of version "{found}", which this geo-csp does not know: '
            "install the newer geo-csp that wrote it"
        )
    return config
