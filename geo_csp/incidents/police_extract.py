"""Extracts of the police or a partner, read by a mapping of the area profile."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from geo_csp.area_profile import AreaProfile, Extract
from geo_csp.errors import SourceFileError
from geo_csp.incidents import words
from geo_csp.incidents.dates import OTHER_ORDER
from geo_csp.incidents.extract_mapping import fitting_extract, no_mapping
from geo_csp.incidents.extract_offences import Offences, offences
from geo_csp.incidents.extract_when_where import When, months, when, where
from geo_csp.incidents.hate import Hate, hate
from geo_csp.incidents.made_up import says_synthetic
from geo_csp.incidents.month_checks import impossible_months
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

# More dates than this share that fit another order only are no slips of the pen.
WRONG_ORDER_SHARE = 0.1


def read_extract(text: SourceText, profile: AreaProfile) -> Parsed:
    """Raises SourceFileError where the columns fit no mapping of the profile, or its dates another
    order than the mapping's.
    """
    names = header(text)
    extract = fitting_extract(names, profile)
    if extract is None:
        raise no_mapping(text.name, names, profile)
    source = read_rows(text, tuple(dict.fromkeys(extract.columns.named().values())))
    column = _columns(source, extract)
    time = when(column, extract)
    _check_date_order(text.name, time, extract)
    place = where(column, extract)
    what = offences(column["offence_code"], column["offence"], column["asb_type"], extract, profile)
    marked = hate(column["strands"], extract.strand_separator, extract.hate_strands)
    month = months(time.start)
    reasons = first_reasons(
        time.wrong,
        dict.fromkeys(np.flatnonzero(np.isnat(time.start)).tolist(), "the date is empty"),
        impossible_months(month),
        place.wrong,
        dict.fromkeys(
            np.flatnonzero(what.category.index == NOTHING).tolist(), "the offence is empty"
        ),
    )
    rows = len(source.lines)
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
        "says_synthetic": says_synthetic(column["markers"]),
    }
    return Parsed(
        text.name,
        left(table_of(columns, rows), reasons),
        (*source.set_aside, *set_aside(text, source.lines, reasons)),
        (*text.warnings, *_warnings(text.name, time, what, marked)),
        set_aside_months=months_of(month, reasons),
        extract=extract,
    )


def _check_date_order(file: str, time: When, extract: Extract) -> None:
    """Where many days exist in another order only, the others are read wrongly and nobody sees it:
    of a file of a whole month in the other order, three dates in five.
    """
    dated = time.fit_other_order + int((~np.isnat(time.start)).sum())
    if time.fit_other_order > WRONG_ORDER_SHARE * dated:
        raise SourceFileError(
            f"{file}: {time.fit_other_order:,} of {rows_in_words(dated)} have a day in"
            f" {extract.columns.date_from} that is none in the order {extract.date_order}: is the"
            f" file {OTHER_ORDER[extract.date_order]}? Then days and months of the other rows are"
            " swapped, so none is loaded. Save the dates as 2025-01-31, or put date_order right"
            f" for {extract.name} in area.toml."
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
            " profile's date_order: if others are written so, their days and months are swapped"
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
        yield (
            f'{file}: "{word}" ({rows_in_words(rows)}) is no known strand of hate: counted as hate,'
            " of no strand"
        )
