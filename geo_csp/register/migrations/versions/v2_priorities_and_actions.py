"""What the meeting agreed: priorities of a month, actions, notes, dosage, escalations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geo_csp.register.migrations import unchangeable

revision = "v2"
down_revision = "v1"


def _when_and_who() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
    )


def _of_action() -> sa.Column[int]:
    return sa.Column(
        "action", sa.Integer, sa.ForeignKey("action.number"), nullable=False, index=True
    )


def upgrade() -> None:
    op.create_table(
        "priority",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        *_when_and_who(),
        sa.UniqueConstraint("month", "edition", "rank", name="one_priority_a_rank"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "action",
        sa.Column("number", sa.Integer, primary_key=True),
        *_when_and_who(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "action_version",
        sa.Column("action", sa.Integer, sa.ForeignKey("action.number"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("area", sa.Text),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("partner", sa.Text, nullable=False),
        sa.Column("starts", sa.Date, nullable=False),
        sa.Column("ends", sa.Date),
        sa.Column("review_on", sa.Date, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer, sa.ForeignKey("priority.number")),
        *_when_and_who(),
    )
    _create_what_follows_an_action()
    unchangeable.keep_rows(
        "priority",
        "action",
        "action_version",
        "action_note",
        "dosage",
        "escalation",
        "escalation_answer",
    )


def _create_what_follows_an_action() -> None:
    op.create_table(
        "action_note",
        sa.Column("number", sa.Integer, primary_key=True),
        _of_action(),
        sa.Column("text", sa.Text, nullable=False),
        *_when_and_who(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dosage",
        sa.Column("number", sa.Integer, primary_key=True),
        _of_action(),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("amount", sa.Double, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, unique=True),
        *_when_and_who(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "escalation",
        sa.Column("number", sa.Integer, primary_key=True),
        _of_action(),
        sa.Column("question", sa.Text, nullable=False),
        *_when_and_who(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "escalation_answer",
        sa.Column("escalation", sa.Integer, sa.ForeignKey("escalation.number"), primary_key=True),
        sa.Column("answer", sa.Text, nullable=False),
        *_when_and_who(),
    )


def downgrade() -> None:
    for table in (
        "escalation_answer",
        "escalation",
        "dosage",
        "action_note",
        "action_version",
        "action",
        "priority",
    ):
        op.drop_table(table)
