"""The register's tables as they stand after the last migration; a test holds the two together.

A row is never changed or removed, except in ``report`` (the law asks for erasure) and
``audit_head`` (which moves on with each line): triggers refuse it. What changes gets a new row.
"""

from __future__ import annotations

import sqlalchemy as sa

from geo_csp.register.columns import Instant, JsonText

LATEST_REVISION = "v4_proposals"

metadata = sa.MetaData()


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _when_and_who() -> tuple[sa.Column[object], ...]:
    return (sa.Column("at", Instant, nullable=False), sa.Column("who", sa.Text, nullable=False))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _of_action() -> sa.Column[int]:
    return sa.Column("action", sa.ForeignKey("action.number"), nullable=False, index=True)


register_key = sa.Table(
    "register_key",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    _text("fingerprint"),
)

audit_line = sa.Table(
    "audit_line",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False, index=True),
    sa.Column("who", sa.Text, nullable=False, index=True),
    _text("kind"),
    _text("about"),
    sa.Column("filter", JsonText, nullable=False),
    _text("justification"),
    _text("recipient"),
    _text("previous"),
    _text("seal"),
)

audit_head = sa.Table(
    "audit_head",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("lines", sa.BigInteger, nullable=False),
    _text("seal"),
    _text("head_seal"),
)

role_change = sa.Table(
    "role_change",
    metadata,
    _number(),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("role", sa.Text),
    sa.Column("wards", JsonText, nullable=False),
    *_when_and_who(),
    sqlite_autoincrement=True,
)

priority = sa.Table(
    "priority",
    metadata,
    _number(),
    sa.Column("month", sa.String(7), nullable=False),
    sa.Column("edition", sa.Integer, nullable=False),
    sa.Column("rank", sa.Integer, nullable=False),
    _text("place"),
    sa.Column("body", JsonText, nullable=False),
    *_when_and_who(),
    sa.UniqueConstraint("month", "edition", "rank", name="one_priority_a_rank"),
    sqlite_autoincrement=True,
)

action = sa.Table("action", metadata, _number(), *_when_and_who(), sqlite_autoincrement=True)

action_version = sa.Table(
    "action_version",
    metadata,
    sa.Column("action", sa.ForeignKey("action.number"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    _text("what"),
    _text("place"),
    sa.Column("area", JsonText),
    _text("owner"),
    _text("partner"),
    sa.Column("starts", sa.Date, nullable=False),
    sa.Column("ends", sa.Date),
    sa.Column("review_on", sa.Date, nullable=False),
    _text("status"),
    sa.Column("priority", sa.ForeignKey("priority.number")),
    *_when_and_who(),
)

action_note = sa.Table(
    "action_note",
    metadata,
    _number(),
    _of_action(),
    _text("text"),
    *_when_and_who(),
    sqlite_autoincrement=True,
)

dosage = sa.Table(
    "dosage",
    metadata,
    _number(),
    _of_action(),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("amount", sa.Double, nullable=False),
    _text("unit"),
    _text("note"),
    sa.Column("reference", sa.Text, unique=True),
    *_when_and_who(),
    sqlite_autoincrement=True,
)

escalation = sa.Table(
    "escalation",
    metadata,
    _number(),
    _of_action(),
    _text("question"),
    *_when_and_who(),
    sqlite_autoincrement=True,
)

escalation_answer = sa.Table(
    "escalation_answer",
    metadata,
    sa.Column("escalation", sa.ForeignKey("escalation.number"), primary_key=True),
    _text("answer"),
    *_when_and_who(),
)

report = sa.Table(
    "report",
    metadata,
    _number(),
    _text("told_by"),
    _text("organisation"),
    sa.Column("incident_on", sa.Date, nullable=False),
    sa.Column("reported_on", sa.Date, nullable=False, index=True),
    _text("place"),
    sa.Column("is_hate", sa.Boolean, nullable=False),
    _text("text"),
    _text("reporter"),
    _text("incident"),
    *_when_and_who(),
    sqlite_autoincrement=True,
)

lead_feedback = sa.Table(
    "lead_feedback",
    metadata,
    _number(),
    sa.Column("lead", sa.Text, nullable=False, index=True),
    _text("verdict"),
    sa.Column("found_on", sa.Date, nullable=False),
    _text("note"),
    *_when_and_who(),
    sqlite_autoincrement=True,
)

case_review_application = sa.Table(
    "case_review_application",
    metadata,
    _number(),
    sa.Column("reference", sa.Text, nullable=False, unique=True),
    sa.Column("received_on", sa.Date, nullable=False, index=True),
    *_when_and_who(),
    sqlite_autoincrement=True,
)

case_review_step = sa.Table(
    "case_review_step",
    metadata,
    sa.Column("application", sa.ForeignKey("case_review_application.number"), primary_key=True),
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("taken_on", sa.Date, nullable=False),
    *_when_and_who(),
)

proposal = sa.Table(
    "proposal",
    metadata,
    _number(),
    sa.Column("place", sa.Text, nullable=False, index=True),
    _text("organisation"),
    _text("reason"),
    sa.Column("put_forward_on", sa.Date, nullable=False),
    *_when_and_who(),
    sqlite_autoincrement=True,
)

proposal_withdrawal = sa.Table(
    "proposal_withdrawal",
    metadata,
    sa.Column("proposal", sa.ForeignKey("proposal.number"), primary_key=True),
    *_when_and_who(),
)
