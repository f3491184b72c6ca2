"""A Word file that says what the document says, and opens."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import docx

from geo_csp.packs.document import Heading, Paragraph
from geo_csp.packs.word import docx_bytes
from tests.packs.documents import HOSTILE, MARKING, document
from tests.packs.reading import (
    header_rows,
    opened_in_libreoffice,
    pdf_pages,
    word_alternatives,
    word_part,
    word_texts,
)


def test_every_picture_has_its_words():
    assert word_alternatives(docx_bytes(document())) == ['A "blue" field & <nothing> else']


def test_every_table_repeats_its_header():
    assert header_rows(docx_bytes(document())) == [True]


def test_headings_and_lists_are_words_own():
    made = docx.Document(io.BytesIO(docx_bytes(document())))
    styles = [paragraph.style.name for paragraph in made.paragraphs if paragraph.text]
    assert styles == [
        "Title",
        "Subtitle",
        "Heading 1",
        "Normal",
        "List Bullet",
        "List Bullet",
        "Heading 2",
        "Caption",
        "Heading 1",
        "Body Text 3",
    ]


def test_hostile_words_are_words():
    assert word_texts(word_part(docx_bytes(document()), "document")).count(HOSTILE) == 2


def test_what_cannot_be_printed_is_left_out():
    made = docx_bytes(document(Heading("A\x00B"), Paragraph("one\x0btwo\x07")))
    assert word_texts(word_part(made, "document"))[1:] == ["AB", "onetwo"]


def test_the_marking_is_in_header_and_footer():
    made = docx_bytes(document())
    (head,) = word_texts(word_part(made, "header1"))
    (foot,) = word_texts(word_part(made, "footer1"))
    assert head == MARKING
    assert foot.startswith(f"{MARKING}. December 2025, page ")


def test_it_is_british_english_and_knows_no_day_but_its_own():
    made = docx.Document(io.BytesIO(docx_bytes(document())))
    about = made.core_properties
    assert (about.language, about.title) == ("en-GB", "Priorities for December 2025")
    assert about.created.replace(tzinfo=None) == datetime(2026, 1, 12)
    assert about.modified == about.created
    for looks in made.styles.element.xpath("//w:lang"):
        assert "en-GB" in looks.values()


def test_the_same_document_gives_the_same_bytes_but_for_its_day():
    made = docx_bytes(document())
    assert made == docx_bytes(document())
    assert made != docx_bytes(document(made_on=date(2026, 1, 13)))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_opens_in_libreoffice(tmp_path):
    pages = pdf_pages(opened_in_libreoffice(docx_bytes(document()), tmp_path), tmp_path)
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        assert page.count(MARKING) == 2
        assert f"page {number} of 2" in page
