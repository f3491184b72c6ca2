"""The audit's chain: each line is sealed over its content and the seal of the line before.

A seal needs the store's key. Whoever has the database alone can change, remove or insert lines,
but not seal them; ``verify`` then names each. What no chain can tell is that the whole register was
put back to an earlier state: note the seal now and then where the service cannot reach it, and give
it to ``verify``.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from geo_csp.register.columns import canonical_json
from geo_csp.register.key import keyed_hash
from geo_csp.register.opening import Register
from geo_csp.register.tables import audit_head, audit_line


@dataclass(frozen=True)
class Fault:
    """``line``: the number of the line where the chain is broken; 0 for the chain as a whole."""

    line: int
    words: str


@dataclass(frozen=True)
class Verdict:
    """``seal``: of the last line; the text to note outside the service."""

    lines: int
    seal: str
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        return not self.faults


def line_seal(key: bytes, *content: Any) -> str:  # noqa: ANN401 the row's values in their order
    return keyed_hash(key, "audit line", canonical_json(content))


def head_seal(key: bytes, lines: int, seal: str) -> str:
    return keyed_hash(key, "audit head", f"{lines} {seal}")


def verify(register: Register, noted_seal: str = "") -> Verdict:
    """Reads every line and says where one was changed, removed or inserted."""
    # As the database keeps them: a damaged value must be judged, not fail to be converted.
    stored = [sa.cast(column, sa.Text).label(column.name) for column in list(audit_line.c)[1:]]
    query = sa.select(audit_line.c.number, *stored).order_by(audit_line.c.number)
    with register.reading() as connection:
        rows = connection.execution_options(yield_per=1_000).execute(query)
        reading = _Reading(register.key, noted_seal)
        faults = [fault for row in rows for fault in reading.faults_of(tuple(row))]
        heads = connection.execute(sa.select(audit_head)).all()
    faults += _end_faults(register.key, heads, reading)
    return Verdict(reading.lines, reading.seal, tuple(faults))


class _Reading:
    """Where the reader of the chain stands."""

    def __init__(self, key: bytes, noted_seal: str) -> None:
        self.key = key
        self.lines = 0
        self.last = 0
        self.seal = ""
        self.last_is_true = True
        self.noted_seal = noted_seal
        self.has_met_noted = not noted_seal

    def faults_of(self, row: tuple[Any, ...]) -> Iterable[Fault]:
        number, *content, previous, seal = row
        is_true = _is_sealed(self.key, number, content, previous, seal)
        if not isinstance(number, int) or number < 1:
            yield Fault(0, f"a line with the number {number} was inserted")
            return
        if number > self.last + 1:
            yield Fault(self.last + 1, f"{_lines_in_words(self.last + 1, number - 1)} removed")
        elif is_true and self.last_is_true and previous != self.seal:
            yield Fault(number, f"line {number} does not follow line {self.last}")
        if not is_true:
            yield Fault(number, f"line {number} was changed or inserted")
        self.lines += 1
        self.last, self.seal, self.last_is_true = number, str(seal), is_true
        self.has_met_noted = self.has_met_noted or (is_true and seal == self.noted_seal)


def _is_sealed(key: bytes, number: object, content: list[Any], previous: Any, seal: Any) -> bool:  # noqa: ANN401
    try:
        expected = line_seal(key, number, *content, previous)
        return isinstance(seal, str) and hmac.compare_digest(expected.encode(), seal.encode())
    except (TypeError, ValueError):
        return False


def _end_faults(key: bytes, heads: Sequence[Any], reading: _Reading) -> Iterable[Fault]:
    if len(heads) != 1 or heads[0].head_seal != head_seal(key, heads[0].lines, heads[0].seal):
        yield Fault(0, "the head of the chain was changed: lines at its end may be missing")
    elif heads[0].lines > reading.last:
        yield Fault(
            reading.last + 1, f"{_lines_in_words(reading.last + 1, heads[0].lines)} removed"
        )
    elif heads[0].lines < reading.last:
        first = heads[0].lines + 1
        yield Fault(first, f"{_lines_in_words(first, reading.last)} inserted after the end")
    elif heads[0].seal != reading.seal and reading.last_is_true:
        yield Fault(reading.last, f"line {reading.last} is not the one that was written")
    if not reading.has_met_noted:
        yield Fault(0, "the noted seal is no line's: the register was put back to an earlier state")


def _lines_in_words(first: int, last: int) -> str:
    return f"line {first} was" if first == last else f"lines {first} to {last} were"
