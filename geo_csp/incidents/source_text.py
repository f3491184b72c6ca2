"""The bytes of a source file as UTF-8 text, whatever wrote them, in bounded memory."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from geo_csp.errors import SourceFileError
from geo_csp.incidents.archives import UNREADABLE, SourceFile

MEGABYTE = 1 << 20
# No row of a crime file comes near this. A longer line is passed over without being kept.
LONGEST_LINE = MEGABYTE
TOO_LONG = "the line is longer than 1 MB: a line end or a quote is missing"
LARGEST_FILE = 300 * MEGABYTE


@dataclass(frozen=True)
class SourceText:
    """``data``: UTF-8 without a byte order mark. ``broken``: lines left empty in it, and why."""

    name: str
    data: bytes
    broken: Mapping[int, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_text(source: SourceFile) -> SourceText:
    with source.open() as stream:
        try:
            data, too_long = read_lines(stream, source.name)
        except UNREADABLE as error:
            raise SourceFileError(f"{source.name}: cannot be read: {error}") from error
    text, warnings = as_utf8(source.name, data, has_gaps=bool(too_long))
    if not text[:100].strip() and not text.strip():
        raise SourceFileError(f"{source.name}: the file is empty: expected a line of column names")
    return SourceText(source.name, text, dict.fromkeys(too_long, TOO_LONG), warnings)


def read_lines(stream: IO[bytes], name: str) -> tuple[bytes, list[int]]:
    """The bytes without the lines that are too long, and the numbers of those lines.

    Such a line is left empty, so that the lines after it keep their numbers.
    """
    parts: list[bytes] = []
    too_long: list[int] = []
    unfinished = 0  # bytes since the last line end
    kept = 0
    while chunk := stream.read(LONGEST_LINE):
        first = chunk.find(b"\n")
        unfinished += len(chunk) if first < 0 else first
        if unfinished > LONGEST_LINE:
            _drop_unfinished(parts)
            line = 1 + sum(part.count(b"\n") for part in parts)
            if line not in too_long:
                too_long.append(line)
            chunk = b"" if first < 0 else chunk[first:]
        if first >= 0:
            unfinished = len(chunk) - chunk.rfind(b"\n") - 1
        kept += len(chunk)
        if kept > LARGEST_FILE:
            raise SourceFileError(
                f"{name}: larger than {LARGEST_FILE // MEGABYTE} MB: split it by month"
            )
        parts.append(chunk)
    return b"".join(parts), too_long


def _drop_unfinished(parts: list[bytes]) -> None:
    """Take away what was kept of a line that turned out too long."""
    while parts:
        end = parts[-1].rfind(b"\n")
        if end >= 0:
            parts[-1] = parts[-1][: end + 1]
            return
        parts.pop()


def as_utf8(name: str, data: bytes, *, has_gaps: bool = False) -> tuple[bytes, tuple[str, ...]]:
    """UTF-8 with or without a mark; UTF-16 by its mark; else Windows-1252, with a warning."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if has_gaps:
            raise SourceFileError(f"{name}: UTF-16 with a line over 1 MB: save it as UTF-8 CSV")
        try:
            return data.decode("utf-16").encode("utf-8", "replace"), ()
        except UnicodeDecodeError as error:
            raise SourceFileError(f"{name}: broken UTF-16: save it as UTF-8 CSV") from error
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data[:64]:  # in the column names; one in a row spoils no more than its row
        raise SourceFileError(
            f"{name}: is no text, or UTF-16 without a byte order mark: save it as UTF-8 CSV"
        )
    if data.isascii():
        return data, ()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _from_windows(data).encode("utf-8"), (
            f"{name}: is not UTF-8; read as Windows-1252 (Latin-1). Check accented letters.",
        )
    return data, ()


def _from_windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no letter in Windows-1252
        return data.decode("latin-1")
