"""Which kind of file it is, and the reader for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo_csp.area_profile import AreaProfile, Force
from geo_csp.errors import SourceFileError
from geo_csp.incidents import police_extract, police_uk
from geo_csp.incidents.archives import SourceFile
from geo_csp.incidents.parsed import Parsed
from geo_csp.incidents.source_rows import header, record_count
from geo_csp.incidents.source_text import read_text
from geo_csp.incidents.workbook import read_workbook


@dataclass(frozen=True)
class Unused:
    """A file that is known and has no use yet."""

    file: str
    kind: str
    rows: int


@dataclass(frozen=True)
class Failure:
    """A file that could not be used at all, and why."""

    message: str


Reading = Parsed | Unused | Failure


def read_source(source: SourceFile, profile: AreaProfile, forces: Sequence[Force]) -> Reading:
    """``forces``: those of the known profiles."""
    try:
        return _read(source, profile, forces)
    except SourceFileError as error:
        return Failure(str(error))
    except Exception as error:  # what nobody foresaw in one file must not stop the others
        return Failure(
            f"{source.name}: cannot be read ({type(error).__name__}: {error}): a fault of the"
            " program; please report it. The other files are loaded"
        )


def _read(source: SourceFile, profile: AreaProfile, forces: Sequence[Force]) -> Reading:
    if source.is_workbook:
        text = read_workbook(source, profile)
        return _unless_empty(police_extract.read_extract(text, profile))
    text = read_text(source)
    names = header(text)
    if police_uk.is_street_file(names):
        return _unless_empty(police_uk.read_street_file(text, profile, forces))
    if kind := police_uk.unused_kind(names):
        return Unused(source.name, kind, record_count(text))
    return _unless_empty(police_extract.read_extract(text, profile))


def _unless_empty(parsed: Parsed) -> Reading:
    if parsed.rows.num_rows or parsed.set_aside:
        return parsed
    return Failure(f"{parsed.file}: there are column names and no rows below them")
