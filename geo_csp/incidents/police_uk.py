"""The monthly files of data.police.uk, known by their header.

Street files become incidents. Outcomes and stop-and-search files are recognised and not used yet.
They know the month and no day; locations are snap points; hate crime has no mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.area_profile import AreaProfile, Force
from geo_csp.incidents import words
from geo_csp.incidents.coordinates import DEGREES, points
from geo_csp.incidents.made_up import says_synthetic
from geo_csp.incidents.month_checks import impossible_months, months_of_others
from geo_csp.incidents.parsed import (
    Parsed,
    first_reasons,
    left,
    months_of,
    rows_in_words,
    set_aside,
    table_of,
)
from geo_csp.incidents.source_rows import read_rows
from geo_csp.incidents.source_text import SourceText
from geo_csp.incidents.words import NOTHING, Words

STREET_COLUMNS = (
    "Crime ID",
    "Month",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Context",
)
# Some columns that together are in no other file. Their kinds are counted, not used.
UNUSED_KINDS = {
    "outcomes": frozenset({"Crime ID", "Month", "Outcome type"}),
    "stop and search": frozenset({"Type", "Date", "Object of search", "Legislation"}),
}

_FILE_NAME = re.compile(r"(?:19|20)\d\d-\d\d-([a-z0-9-]+)-street", re.IGNORECASE)
_ON_OR_NEAR = "On or near "
_NO_LOCATION = "no location"


def is_street_file(header: Sequence[str]) -> bool:
    return set(STREET_COLUMNS) <= set(header)


def unused_kind(header: Sequence[str]) -> str | None:
    return next((kind for kind, columns in UNUSED_KINDS.items() if columns <= set(header)), None)


def read_street_file(text: SourceText, profile: AreaProfile, forces: Sequence[Force]) -> Parsed:
    """``forces``: those of the known profiles, whose names in the file give their slug."""
    source = read_rows(text, STREET_COLUMNS)
    column = {name: words.words(source.columns[name]) for name in STREET_COLUMNS}
    place = points(DEGREES, column["Longitude"], column["Latitude"])
    category, unknown = categories(text.name, column["Crime type"], profile)
    force = force_slugs(text.name, column["Falls within"], forces)
    reasons = first_reasons(
        _where_nothing(column["Month"], "the month is empty"),
        impossible_months(column["Month"]),
        months_of_others(text.name, column["Month"]),
        _where_nothing(category, "the crime type is empty"),
        _where_nothing(force, "no force: Falls within is empty"),
        place.wrong,
    )
    rows = len(source.lines)
    columns = {
        "month": source.columns["Month"],
        "category": words.as_array(words.translate(category, category_of)),
        "offence": words.as_array(words.translate(category, offence_of)),
        "offence_words": source.columns["Crime type"],
        "is_hate": pa.array(np.zeros(rows, np.bool_)),
        "strands": pa.array(np.zeros(rows, np.uint8)),
        "longitude": pa.array(place.x, from_pandas=True),
        "latitude": pa.array(place.y, from_pandas=True),
        "street": words.as_array(streets(column["Location"])),
        "lsoa_given": source.columns["LSOA code"],
        "lsoa_name": source.columns["LSOA name"],
        "reference": source.columns["Crime ID"].cast(pa.string()),
        "organisation": source.columns["Falls within"],
        "source_file": words.as_array(words.constant(text.name, rows)),
        "source_line": pa.array(source.lines),
        "force": words.as_array(force),
        "says_synthetic": says_synthetic(column["Context"]),
    }
    return Parsed(
        text.name,
        left(table_of(columns, rows), reasons),
        (*source.set_aside, *set_aside(text, source.lines, reasons)),
        (*text.warnings, *unknown, *_repeats(text.name, column["Crime ID"])),
        set_aside_months=months_of(column["Month"], reasons),
    )


def categories(file: str, crime_type: Words, profile: AreaProfile) -> tuple[Words, tuple[str, ...]]:
    """Category, or "category/offence", of each row, and a warning for each unknown crime type."""
    known = {name.casefold(): key for name, key in profile.police_uk_categories.items()}
    unknown = {
        name: rows
        for name, rows in words.counted(crime_type).items()
        if name.strip() and name.strip().casefold() not in known
    }

    def key(name: str) -> str | None:
        return known.get(name.strip().casefold(), "other") if name.strip() else None

    return words.translate(crime_type, key), tuple(
        f'{file}: the crime type "{name}" ({rows_in_words(rows)}) is not known: other crime'
        for name, rows in unknown.items()
    )


def category_of(key: str) -> str:
    return key.partition("/")[0]


def offence_of(key: str) -> str | None:
    return key.partition("/")[2] or None


def streets(location: Words) -> Words:
    """ "On or near High Street" is High Street; "No Location" is none."""
    names = pc.utf8_trim_whitespace(location.values)
    is_near = pc.starts_with(names, _ON_OR_NEAR)
    names = pc.if_else(is_near, pc.utf8_slice_codeunits(names, len(_ON_OR_NEAR)), names)
    is_none = np.append(pc.equal(pc.utf8_lower(names), _NO_LOCATION), False)
    return Words(names, np.where(is_none[location.index], NOTHING, location.index))


def force_slugs(file: str, falls_within: Words, forces: Sequence[Force]) -> Words:
    """The slug of the profile that knows the force, else the one in the file's name, else made
    from the force's name.
    """
    known = {force.name: force.slug for force in forces}
    named = _FILE_NAME.match(PurePath(file).name)
    if named and not len(falls_within.values):
        return words.constant(named[1].lower(), len(falls_within.index))

    def slug(name: str) -> str | None:
        if len(falls_within.values) == 1 and named:
            return known.get(name, named[1].lower())
        return known.get(name, re.sub("[^a-z0-9]+", "-", name.casefold()).strip("-") or None)

    return words.translate(falls_within, slug)


def _where_nothing(column: Words, reason: str) -> dict[int, str]:
    return dict.fromkeys(np.flatnonzero(column.index == NOTHING).tolist(), reason)


def _repeats(file: str, crime_id: Words) -> tuple[str, ...]:
    """The published files hold some: an incident with several offenders or offences."""
    again = int((crime_id.index != NOTHING).sum()) - len(crime_id.values)
    if not again:
        return ()
    return (
        f"{file}: repeated Crime IDs: {rows_in_words(again)}; kept, as the police publish them",
    )
