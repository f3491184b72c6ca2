"""Which of the profile's mappings a file's columns fit."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.area_profile import AreaProfile, Extract
from geo_csp.errors import SourceFileError
from geo_csp.incidents.police_uk import STREET_COLUMNS


def fitting_extract(header: Sequence[str], profile: AreaProfile) -> Extract | None:
    """The first whose named columns are all in the header."""
    return next((e for e in profile.extracts if not _missing(e, header)), None)


def no_mapping(file: str, header: Sequence[str], profile: AreaProfile) -> SourceFileError:
    """What each kind of file that could be read would need."""
    kinds = {"a street file of data.police.uk": [c for c in STREET_COLUMNS if c not in header]}
    kinds |= {f"the extract {e.name}": _missing(e, header) for e in profile.extracts}
    lacks = "; ".join(f"for {kind} it lacks {', '.join(cols)}" for kind, cols in kinds.items())
    return SourceFileError(
        f"{file}, line 1: the columns fit nothing that is known: {lacks}."
        f" It has: {_shortened(header)}.{_separator_hint(header)}"
        f" Name the columns under [[extracts]] in {profile.file('area.toml')}."
    )


def _missing(extract: Extract, header: Sequence[str]) -> list[str]:
    return [column for column in extract.columns.named().values() if column not in header]


def _shortened(header: Sequence[str]) -> str:
    names = ", ".join(name or "(empty)" for name in header[:20]) or "nothing"
    return names if len(names) <= 400 else f"{names[:400]}…"


def _separator_hint(header: Sequence[str]) -> str:
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        return " The columns seem to be separated by something else than commas: save as CSV."
    return ""
