"""A document as a Word file (DOCX), which can be edited before the meeting.

It has Word's own styles, so that headings can be walked through and looks changed in one place;
each picture carries its alternative text, each table repeats its header row on the next page.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from geo_csp.packs.document import WIDEST_MM, Block, Document, Heading, Paragraph, Picture, Table
from geo_csp.packs.word_styles import set_up

_STYLES = {"body": "Normal", "lead": "Subtitle", "note": "Body Text 3", "item": "List Bullet"}
# The earliest that a zip can say.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def docx_bytes(document: Document) -> bytes:
    """A4. The document's day is the only one in it."""
    made = docx.Document()
    set_up(made, document)
    made.add_paragraph(_printable(document.title), style="Title")
    for block in document.blocks:
        _add(made, block)
    file = io.BytesIO()
    made.save(file)
    return _without_times(file.getvalue())


def _add(made: WordFile, block: Block) -> None:
    if isinstance(block, Heading):
        heading = made.add_heading(_printable(block.text), block.level)
        heading.paragraph_format.page_break_before = block.is_on_new_page
    elif isinstance(block, Paragraph):
        made.add_paragraph(_printable(block.text), style=_STYLES[block.look])
    elif isinstance(block, Table):
        _add_table(made, block)
    else:
        _add_picture(made, block)


def _add_picture(made: WordFile, picture: Picture) -> None:
    drawn = made.add_picture(io.BytesIO(picture.png), width=Mm(picture.width_mm))
    # python-docx has no property for the words that a screen reader says.
    drawn._inline.docPr.set("descr", _printable(picture.alternative))


def _add_table(made: WordFile, table: Table) -> None:
    made.add_paragraph(_printable(table.caption), style="Caption")
    grid = made.add_table(rows=0, cols=len(table.header), style="Table Grid")
    grid.autofit = False
    whole = sum(table.widths)
    widths = [Mm(WIDEST_MM * share / whole) for share in table.widths]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for words in (table.header, *table.rows):
        row = grid.add_row()
        _mark_row(row, is_header=len(grid.rows) == 1)
        for number, cell in enumerate(row.cells):
            cell.width = widths[number]
            is_number = number in table.numbers
            _write_cell(cell, words[number], is_number=is_number, is_bold=len(grid.rows) == 1)


def _mark_row(row: _Row, *, is_header: bool) -> None:
    """No row is cut in two by the end of a page; the header is said again on the next."""
    looks: Any = row._tr.get_or_add_trPr()
    looks.append(OxmlElement("w:cantSplit"))
    if is_header:
        looks.append(OxmlElement("w:tblHeader"))


def _write_cell(cell: _Cell, words: str, *, is_number: bool, is_bold: bool) -> None:
    (paragraph,) = cell.paragraphs
    spacing = paragraph.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(1), Pt(1), 1.0
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(_printable(words))
    run.font.size, run.bold = Pt(8), is_bold


def _printable(text: str) -> str:
    """XML takes no control characters; nobody reads them."""
    return "".join(each for each in text if each.isprintable() or each == "\n")


def _without_times(file: bytes) -> bytes:
    """The same parts, sorted, without the moment at which each was packed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(file)) as made,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        # Readers look for the list of what is inside first.
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, _NO_TIME)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
            kept.writestr(part, made.read(name))
    return packed.getvalue()
