"""What residents, partners and officers told: reports, feedback on leads, ASB case reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geo_csp.register.migrations import unchangeable

revision = "v3"
down_revision = "v2"


def _when_and_who() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("told_by", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("incident_on", sa.Date, nullable=False),
        sa.Column("reported_on", sa.Date, nullable=False, index=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("is_hate", sa.Boolean, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("reporter", sa.Text, nullable=False),
        sa.Column("incident", sa.Text, nullable=False),
        *_when_and_who(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lead_feedback",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("lead", sa.Text, nullable=False, index=True),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("found_on", sa.Date, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        *_when_and_who(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "case_review_application",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("reference", sa.Text, nullable=False, unique=True),
        sa.Column("received_on", sa.Date, nullable=False, index=True),
        *_when_and_who(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "case_review_step",
        sa.Column(
            "application",
            sa.Integer,
            sa.ForeignKey("case_review_application.number"),
            primary_key=True,
        ),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("taken_on", sa.Date, nullable=False),
        *_when_and_who(),
    )
    unchangeable.keep_rows("lead_feedback", "case_review_application", "case_review_step")


def downgrade() -> None:
    for table in ("case_review_step", "case_review_application", "lead_feedback", "report"):
        op.drop_table(table)
