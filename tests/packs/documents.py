"""A document with one of each, and words that are markup to somebody."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image

from geo_csp.packs.document import Document, Heading, Paragraph, Picture, Table

HOSTILE = (
    '#eval("1") $x^2$ *bold* _it_ @ref <b>&amp;</b> `code` \\ // /* "quoted" [x] =A1+1 {{y}} é ▲'
)
MARKING = "OFFICIAL-SENSITIVE; synthetic demonstration data"


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (400, 200), "#2f74a6").save(file, "PNG")
    return file.getvalue()


def document(*blocks: object, **changes: object) -> Document:
    made: dict[str, object] = {
        "title": "Priorities for December 2025",
        "author": "Herefordshire Community Safety Partnership",
        "about": "December 2025",
        "marking": MARKING,
        "made_on": date(2026, 1, 12),
        "blocks": blocks or ONE_OF_EACH,
    }
    return Document(**made | changes)  # type: ignore[arg-type]


ONE_OF_EACH = (
    Paragraph("The most important sentence.", "lead"),
    Heading("The county"),
    Paragraph(HOSTILE),
    Paragraph("First point", "item"),
    Paragraph("Second point", "item"),
    Picture(png(), 'A "blue" field & <nothing> else', 80.0),
    Heading("Streets", 2),
    Table(
        "Streets with the most incidents",
        ("Street", "Count"),
        (("High Street", "13"), (HOSTILE, "7")),
        (3, 1),
        frozenset({1}),
    ),
    Heading("Method", is_on_new_page=True),
    Paragraph("Said small.", "note"),
)
