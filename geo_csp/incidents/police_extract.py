"""Extracts of the police or a partner, read by a mapping of the area profile."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from geo_csp.area_profile import AreaProfile, Extract
from geo_csp.incidents import words
from geo_csp.incidents.extract_mapping import fitting_extract, no_mapping
from geo_csp.incidents.extract_offences import Offences, offences
from geo_csp.incidents.extract_when_where import When, months, when, where
from geo_csp.incidents.hate import Hate, hate
from geo_csp.incidents.parsed import (
    Parsed,
    first_reasons,
    left,
    months_of,
    rows_in_words,
    set_aside,
    table_of,
)
from geo_csp.incidents.police_uk import streets
from geo_csp.incidents.source_rows import SourceRows, header, read_rows
from geo_csp.incidents.source_text import SourceText
from geo_csp.incidents.words import NOTHING, Words
from geo_csp.vocabulary import SYNTHETIC


def read_extract(text: SourceText, profile: AreaProfile) -> Parsed:
    """Raises SourceFileError where the columns fit no mapping of the profile."""
    names = header(text)
    extract = fitting_extract(names, profile)
    if extract is None:
        raise no_mapping(text.name, names, profile)
    source = read_rows(text, tuple(dict.fromkeys(extract.columns.named().values())))
    column = _columns(source, extract)
    time = when(column, extract)
    place = where(column, extract)
    what = offences(column["offence_code"], column["offence"], column["asb_type"], extract, profile)
    marked = hate(column["strands"], extract.strand_separator, extract.hate_strands)
    reasons = first_reasons(
        time.wrong,
        dict.fromkeys(np.flatnonzero(np.isnat(time.start)).tolist(), "the date is empty"),
        place.wrong,
        dict.fromkeys(
            np.flatnonzero(what.category.index == NOTHING).tolist(), "the offence is empty"
        ),
    )
    rows = len(source.lines)
    month = months(time.start)
    columns = {
        "month": words.as_array(month),
        "date_from": pa.array(time.start),
        "date_to": pa.array(time.end),
        "category": words.as_array(what.category),
        "offence": words.as_array(what.offence),
        "offence_words": words.as_array(words.either(column["offence"], column["offence_code"])),
        "is_hate": pa.array(marked.is_hate),
        "strands": pa.array(marked.strands),
        "markers": words.as_array(column["markers"]),
        **{name: pa.array(numbers, from_pandas=True) for name, numbers in place.columns().items()},
        "street": words.as_array(streets(column["street"])),
        "lsoa_given": words.as_array(column["lsoa"]),
        "lsoa_name": words.as_array(words.nothing(rows)),
        "reference": words.as_array(column["reference"]).dictionary_decode(),
        "organisation": words.as_array(words.constant(extract.organisation, rows)),
        "source_file": words.as_array(words.constant(text.name, rows)),
        "source_line": pa.array(source.lines),
        "force": words.as_array(words.constant(profile.force.slug, rows)),
    }
    return Parsed(
        text.name,
        left(table_of(columns, rows), reasons),
        (*source.set_aside, *set_aside(text, source.lines, reasons)),
        (*text.warnings, *_warnings(text.name, time, what, marked)),
        is_synthetic=any(SYNTHETIC in marker for marker in column["markers"].values.to_pylist()),
        set_aside_months=months_of(month, reasons),
        extract=extract,
    )


def _columns(source: SourceRows, extract: Extract) -> dict[str, Words]:
    """By the mapping's own names; a column that the mapping does not name is empty."""
    named = extract.columns.named()
    return {
        field: words.words(source.columns[named[field]])
        if field in named
        else words.nothing(len(source.lines))
        for field in type(extract.columns).model_fields
    }


def _warnings(file: str, time: When, what: Offences, marked: Hate) -> Iterator[str]:
    if time.fit_other_order:
        yield (
            f"{file}: {rows_in_words(time.fit_other_order)} with a date in another order than the"
            " profile's date_order: if the whole file is written so, days and months of the other"
            " rows are swapped"
        )
    if time.ends_before_it_starts:
        yield (
            f"{file}: {rows_in_words(time.ends_before_it_starts)} with a date to before the date"
            " from; kept without it"
        )
    for word, rows in what.unknown.items():
        yield f'{file}: the offence "{word}" ({rows_in_words(rows)}) is not known: other crime'
    for word, rows in what.unknown_types.items():
        yield f'{file}: "{word}" ({rows_in_words(rows)}) is no known type of anti-social behaviour'
    for word, rows in marked.unknown.items():
        yield f'{file}: "{word}" ({rows_in_words(rows)}) is no known strand of hate'
