"""The register's key, the audit chain with its head, and roles by subject."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geo_csp.register.migrations import unchangeable

revision = "v1"
down_revision = None


def upgrade() -> None:
    unchangeable.prepare()
    op.create_table(
        "register_key",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
    )
    op.create_table(
        "audit_line",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False, index=True),
        sa.Column("who", sa.Text, nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("filter", sa.Text, nullable=False),
        sa.Column("justification", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("lines", sa.BigInteger, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
        sa.Column("head_seal", sa.Text, nullable=False),
    )
    op.create_table(
        "role_change",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("subject", sa.Text, nullable=False, index=True),
        sa.Column("role", sa.Text),
        sa.Column("wards", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    unchangeable.keep_rows("register_key", "audit_line", "role_change")


def downgrade() -> None:
    for table in ("role_change", "audit_head", "audit_line", "register_key"):
        op.drop_table(table)
    unchangeable.withdraw()
