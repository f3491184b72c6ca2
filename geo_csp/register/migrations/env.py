"""Run by Alembic. The connection, and with it the transaction, are the caller's."""

from __future__ import annotations

from alembic import context

from geo_csp.register.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite can take back a CREATE TABLE as PostgreSQL can; Alembic thinks it cannot.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
