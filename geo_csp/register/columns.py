"""Columns that are the same text in SQLite and in PostgreSQL, so that a seal over them is too."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


def now() -> datetime:
    return datetime.now(UTC)


def instant_text(instant: datetime) -> str:
    """``2026-03-01T09:30:00.000000+00:00``: texts in this form sort as their times do."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def canonical_json(value: Any) -> str:  # noqa: ANN401 JSON is any of seven types
    """The one text for a value: keys sorted, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


class Instant(sa.types.TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: sa.Dialect) -> str | None:
        return None if value is None else instant_text(value)

    def process_result_value(self, value: str | None, _dialect: sa.Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class JsonText(sa.types.TypeDecorator[Any]):
    """Any JSON value, kept as its canonical text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: sa.Dialect) -> str | None:  # noqa: ANN401
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, _dialect: sa.Dialect) -> Any:  # noqa: ANN401
        return None if value is None else json.loads(value)
