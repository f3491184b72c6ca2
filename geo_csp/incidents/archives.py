"""Where source files are: single files, folders, and zips, which are read without unpacking.

A zip may come from anyone: a member whose path climbs out is refused, and so is one that unpacks
to far more than it holds (a bomb). Nothing is ever written to disk.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from geo_csp.errors import SourceFileError

READ_SUFFIXES = (".csv", ".xlsx")
# What a Mac puts beside each file of a zip or a disk: it holds nothing of the file.
_MAC_FOLDER, _MAC_PREFIX = "__MACOSX", "._"
# A store holds its rows again, and those that were set aside.
_STORE_FILE, _FOLDERS_OF_A_STORE = "manifest.json", ("incidents", "set_aside")

# Police files shrink to about a sixth. A member over both limits is made to fill a memory.
BOMB_RATIO = 150
BOMB_BYTES = 10_000_000
ARCHIVE_BYTES = 20_000_000_000

_NOTHING = "there is nothing to read in it: expected CSV or XLSX files"

# What reading may raise where a disk, or the inside of a zip, is damaged.
UNREADABLE = (OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True)
class SourceFile:
    """One CSV or XLSX; ``name`` is how messages call it ("2025-01.zip/2025-01/...-street.csv")."""

    name: str
    size: int
    path: Path
    archive: zipfile.ZipFile | None = None
    member: str = ""

    @property
    def is_workbook(self) -> bool:
        return self.name.lower().endswith(".xlsx")

    def open(self) -> IO[bytes]:
        try:
            if self.archive is None:
                return self.path.open("rb")
            return self.archive.open(self.member)
        except (OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise SourceFileError(f"{self.name}: cannot be opened: {error}") from error


@dataclass(frozen=True)
class Found:
    """The files to read, in the order given, and a message for each that is refused."""

    files: tuple[SourceFile, ...]
    refused: tuple[str, ...]


@contextmanager
def found(paths: Sequence[Path]) -> Iterator[Found]:
    """All CSV and XLSX under ``paths``. The zips among them stay open inside the ``with``."""
    files: list[SourceFile] = []
    refused: list[str] = []
    with ExitStack() as opened:
        for path in _all_files(paths):
            if path.suffix.lower() == ".zip":
                try:
                    archive = opened.enter_context(zipfile.ZipFile(path))
                except (OSError, ValueError, zipfile.BadZipFile) as error:
                    refused.append(f"{printable(path)}: is no readable zip: {error}")
                    continue
                members, reasons = _members(path, archive)
                files += members
                refused += reasons or [f"{printable(path)}: {_NOTHING}"] * (not members)
            elif path.is_dir():
                refused.append(f"{printable(path)}: {_NOTHING}")
            else:
                files.append(SourceFile(printable(path), path.stat().st_size, path))
        yield Found(tuple(files), tuple(refused))


def printable(path: Path) -> str:
    """A name may hold bytes that are no UTF-8; they are shown as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _all_files(paths: Sequence[Path]) -> Iterator[Path]:
    """A folder with nothing to read stands for itself."""
    for path in paths:
        if path.is_dir():
            yield from sorted(filter(_is_source, path.rglob("*"))) or [path]
        elif path.exists():
            yield path
        else:
            raise SourceFileError(f"{printable(path)}: there is no such file or folder")


def _is_source(path: Path) -> bool:
    return (
        path.suffix.lower() in (*READ_SUFFIXES, ".zip")
        and path.is_file()
        and not _is_of_a_mac(path.parts)
        and not any(
            folder.name in _FOLDERS_OF_A_STORE and (folder.parent / _STORE_FILE).is_file()
            for folder in path.parents
        )
    )


def _is_of_a_mac(parts: Sequence[str]) -> bool:
    return _MAC_FOLDER in parts or parts[-1].startswith(_MAC_PREFIX)


def _members(path: Path, archive: zipfile.ZipFile) -> tuple[list[SourceFile], list[str]]:
    files, refused = [], []
    total = 0
    for info in archive.infolist():
        name = f"{printable(path)}/{info.filename}"
        total += info.file_size
        if not info.filename:
            refused.append(f"{name}: not read: a file without a name")
        elif climbs_out(info.filename):
            refused.append(f"{name}: not read: its path leads out of the zip")
        elif info.is_dir() or _is_of_a_mac(PurePosixPath(info.filename).parts):
            continue
        elif info.filename.lower().endswith(".zip"):
            refused.append(f"{name}: not read: a zip inside a zip; unpack the outer one first")
        elif not info.filename.lower().endswith(READ_SUFFIXES):
            continue
        elif total > ARCHIVE_BYTES or is_bomb(info):
            refused.append(
                f"{name}: not read: {info.compress_size:,} bytes would unpack to"
                f" {info.file_size:,}, which no real file does"
            )
        elif info.flag_bits & 1:
            refused.append(f"{name}: not read: it is locked with a password; unpack it first")
        else:
            files.append(SourceFile(name, info.file_size, path, archive, info.filename))
    return sorted(files, key=lambda file: file.name), refused


def climbs_out(member: str) -> bool:
    windows = PureWindowsPath(member)
    return bool(
        windows.drive
        or windows.root
        or PurePosixPath(member).is_absolute()
        or ".." in windows.parts
    )


def is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > BOMB_BYTES and info.file_size > BOMB_RATIO * max(info.compress_size, 1)


def checked_workbook(name: str, data: bytes) -> zipfile.ZipFile:
    """The zip that an XLSX is, refused if it would unpack to a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise SourceFileError(f"{name}: is no XLSX workbook: {error}") from error
    if any(is_bomb(info) for info in archive.infolist()):
        raise SourceFileError(f"{name}: not read: it would unpack to far more than it holds")
    return archive
