"""A tagged PDF that says what the document says, in order; its words give no orders."""

from __future__ import annotations

import io
import re
from datetime import date

import pikepdf

from geo_csp.packs.document import Heading, Paragraph, Table
from geo_csp.packs.pdf import pdf_bytes
from tests.packs.documents import HOSTILE, MARKING, document
from tests.packs.reading import pdf_alternatives, pdf_elements, pdf_pages


def test_it_says_that_it_is_pdf_ua_and_in_what_language():
    with pikepdf.open(io.BytesIO(pdf_bytes(document()))) as opened:
        about = opened.open_metadata()
        assert about["pdfuaid:part"] == "1"
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert about["dc:title"] == "Priorities for December 2025"


def test_headings_lists_tables_and_pictures_are_tagged_in_order():
    tags = [tag for tag, _ in pdf_elements(pdf_bytes(document()))]
    told = [tag for tag in tags if tag in ("Title", "H1", "H2", "L", "Figure", "Table")]
    assert told == ["Title", "H1", "L", "Figure", "H2", "Table", "H1"]
    assert (tags.count("LI"), tags.count("TR"), tags.count("TH"), tags.count("TD")) == (2, 3, 2, 4)


def test_every_picture_has_its_words():
    assert pdf_alternatives(pdf_bytes(document())) == ['A "blue" field & <nothing> else']


def test_a_table_over_two_pages_is_one_table_and_says_its_header_twice(tmp_path):
    rows = tuple((str(number), "x") for number in range(100))
    made = pdf_bytes(document(Heading("All"), Table("All", ("Number of it", "X"), rows, (1, 1))))
    assert [tag for tag, _ in pdf_elements(made)].count("Table") == 1
    pages = pdf_pages(made, tmp_path)
    assert len(pages) > 1
    assert all("Number of it" in page for page in pages)


def test_hostile_words_are_words(tmp_path):
    pages = pdf_pages(pdf_bytes(document(Paragraph(HOSTILE))), tmp_path)
    assert plain(HOSTILE) in plain(pages[0])


def test_the_marking_and_the_number_are_on_every_page(tmp_path):
    pages = pdf_pages(pdf_bytes(document()), tmp_path)
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        assert page.count(MARKING) == 2
        assert f"December 2025, page {number} of 2" in page


def test_the_same_document_gives_the_same_bytes_but_for_its_day():
    made = pdf_bytes(document())
    assert made == pdf_bytes(document())
    assert made != pdf_bytes(document(made_on=date(2026, 1, 13)))


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)
