"""The rows of a CSV as columns of words, each with the line it stands on.

A clean file is read by pyarrow at once. One that pyarrow cannot read, or whose rows are not its
lines, is read line by line: what is broken is set aside, and the rest keeps its right line numbers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv

from geo_csp.errors import SetAside, SourceFileError
from geo_csp.incidents.source_text import SourceText

Lines = npt.NDArray[np.int32]

_WORD = pa.dictionary(pa.int32(), pa.string())
_LINE_END = re.compile(r"\r\n|\n|\r")
# A value may hold line ends, as addresses do. A quote open for longer was never meant as one.
LONGEST_RECORD_LINES = 20


@dataclass(frozen=True)
class SourceRows:
    """``columns``: dictionary-encoded text, null where empty. ``lines``: the line of each row, the
    header's being 1. ``set_aside``: rows that have no columns to speak of.
    """

    columns: pa.Table
    lines: Lines
    set_aside: tuple[SetAside, ...] = ()


def header(text: SourceText) -> tuple[str, ...]:
    first = _LINE_END.split(text.data[: 1 << 16].decode("utf-8", "replace"), maxsplit=1)[0]
    return tuple(name.strip() for name in next(csv.reader([first]), []))


def read_rows(text: SourceText, wanted: Sequence[str]) -> SourceRows:
    """The ``wanted`` columns, all of which must be in the header."""
    names = header(text)
    repeated = [name for name in wanted if names.count(name) > 1]
    if repeated:
        raise SourceFileError(f"{text.name}, line 1: the column {repeated[0]} stands there twice")
    lines = _plain_line_count(text.data)
    if lines and not text.broken:
        try:
            table = _read_at_once(text.data, names, wanted)
        except pa.ArrowInvalid:
            return _read_by_line(text, names, wanted)
        if table.num_rows + 1 == lines:
            return SourceRows(table, np.arange(2, table.num_rows + 2, dtype=np.int32))
    return _read_by_line(text, names, wanted)


def record_count(text: SourceText) -> int:
    """Rows below the header, the broken ones too."""
    return sum(1 for _ in _records(text))


def raw_lines(text: SourceText, lines: Sequence[int]) -> dict[int, str]:
    """The text of some lines as it stands in the file."""
    if not lines:
        return {}
    everything = _LINE_END.split(text.data.decode("utf-8", "replace"))
    return {line: everything[line - 1] for line in lines}


def _plain_line_count(data: bytes) -> int:
    """0 if a line ends on a lone CR, which pyarrow and editors count differently."""
    characters = np.frombuffer(data, np.uint8)
    if b"\r" in data:
        returns = np.flatnonzero(characters == ord("\r"))
        if returns[-1] == len(data) - 1 or (characters[returns + 1] != ord("\n")).any():
            return 0
    return int(np.count_nonzero(characters == ord("\n"))) + (not data.endswith(b"\n"))


def _read_at_once(data: bytes, names: Sequence[str], wanted: Sequence[str]) -> pa.Table:
    return pa.csv.read_csv(
        pa.BufferReader(data),
        # One block, so that each column has one dictionary; files are read side by side instead.
        read_options=pa.csv.ReadOptions(
            block_size=len(data) + 1, use_threads=False, column_names=list(names), skip_rows=1
        ),
        convert_options=pa.csv.ConvertOptions(
            column_types=dict.fromkeys(wanted, _WORD),
            include_columns=list(wanted),
            null_values=[""],
            strings_can_be_null=True,
        ),
    ).combine_chunks()


def _read_by_line(text: SourceText, names: Sequence[str], wanted: Sequence[str]) -> SourceRows:
    positions = [names.index(name) for name in wanted]
    rows: list[list[str | None]] = []
    lines: list[int] = []
    set_aside: list[SetAside] = []
    for line, record, values in _records(text):
        reason = _what_is_wrong(values, len(names))
        if reason:
            set_aside.append(SetAside(text.name, line, reason, record))
        else:
            rows.append([values[position] or None for position in positions])
            lines.append(line)
    return SourceRows(table_of(rows, wanted), np.array(lines, np.int32), tuple(set_aside))


def table_of(rows: Sequence[Sequence[str | None]], names: Sequence[str]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table(
        {n: pa.array(c, pa.string()).cast(_WORD) for n, c in zip(names, columns, strict=True)}
    )


def _what_is_wrong(values: Sequence[str] | str, expected: int) -> str | None:
    if isinstance(values, str):
        return values
    if len(values) < expected:
        return f"the row is cut short: {len(values)} of {expected} columns"
    if len(values) > expected:
        return f"{len(values)} values for {expected} columns: a comma in a value needs quotes"
    return None


def _records(text: SourceText) -> Iterator[tuple[int, str, list[str] | str]]:
    """Line, text and values of each record below the header; words in place of values say why it
    has none.
    """
    lines = _LINE_END.split(text.data.decode("utf-8"))
    at = 1
    while at < len(lines):
        line = lines[at]
        if at + 1 in text.broken:
            yield at + 1, "", text.broken[at + 1]
        elif '"' not in line:
            if line.strip():
                yield at + 1, line, line.split(",")
        else:
            last, values = _quoted_record(lines, at)
            yield at + 1, "\n".join(lines[at : last + 1]), values
            at = last
        at += 1


def _quoted_record(lines: Sequence[str], at: int) -> tuple[int, list[str] | str]:
    """The record that begins at a line with quotes, and the index of its last line."""
    for last in range(at, min(at + LONGEST_RECORD_LINES, len(lines))):
        record = "\n".join(lines[at : last + 1])
        try:
            return last, next(csv.reader([record], strict=True))
        except csv.Error as error:
            if "unexpected end" not in str(error):
                return at, _leniently(lines[at])
    return at, "a quote is opened and never closed"


def _leniently(line: str) -> list[str] | str:
    try:
        return next(csv.reader([line]))
    except csv.Error as error:
        return f"the quotes of the row are in disorder: {error}"
