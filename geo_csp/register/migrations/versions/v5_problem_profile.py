"""The themes of the partnership's problem profile on serious organised crime."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geo_csp.register.migrations import unchangeable

revision = "v5_problem_profile"
down_revision = "v4_proposals"


def upgrade() -> None:
    op.create_table(
        "problem_profile",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("themes", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    unchangeable.keep_rows("problem_profile")


def downgrade() -> None:
    op.drop_table("problem_profile")
