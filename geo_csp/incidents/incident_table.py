"""The one incident table: whatever source a row came from, these are its columns.

Coordinates: ``longitude``/``latitude`` in EPSG:4326 degrees, ``easting``/``northing`` in EPSG:27700
metres; all four are null together where the row has no place.
"""

from __future__ import annotations

import pyarrow as pa

_WORD = pa.dictionary(pa.int32(), pa.string())

INCIDENT_SCHEMA = pa.schema(
    [
        pa.field("month", _WORD),  # YYYY-MM
        pa.field("date_from", pa.timestamp("s")),  # null in open data
        pa.field("date_to", pa.timestamp("s")),
        pa.field("category", _WORD),  # vocabulary.CATEGORIES
        pa.field("offence", _WORD),  # within the category: an acquisitive offence, an ASB type
        pa.field("offence_words", _WORD),  # as the file says it
        pa.field("is_hate", pa.bool_()),
        pa.field("strands", pa.uint8()),  # vocabulary.STRAND_BITS, added up
        pa.field("markers", _WORD),
        pa.field("longitude", pa.float64()),
        pa.field("latitude", pa.float64()),
        pa.field("easting", pa.float64()),
        pa.field("northing", pa.float64()),
        pa.field("precision_m", pa.float32()),  # null: as the source gives it
        pa.field("street", _WORD),  # "High Street", without "On or near"
        pa.field("lsoa_given", _WORD),  # code as the file gives it
        pa.field("area", _WORD),  # the partnership it lies in, or null
        pa.field("locality", _WORD),
        pa.field("ward", _WORD),
        pa.field("lsoa", _WORD),  # by point in polygon
        pa.field("reference", pa.string()),
        pa.field("organisation", _WORD),
        pa.field("source_file", _WORD),
        pa.field("source_line", pa.int32()),
    ]
)
