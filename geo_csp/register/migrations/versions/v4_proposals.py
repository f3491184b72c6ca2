"""Places that partners put forward for the list of priorities, and what was withdrawn of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geo_csp.register.migrations import unchangeable

revision = "v4_proposals"
down_revision = "v3"


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("place", sa.Text, nullable=False, index=True),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("put_forward_on", sa.Date, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "proposal_withdrawal",
        sa.Column("proposal", sa.Integer, sa.ForeignKey("proposal.number"), primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
    )
    unchangeable.keep_rows("proposal", "proposal_withdrawal")


def downgrade() -> None:
    for table in ("proposal_withdrawal", "proposal"):
        op.drop_table(table)
