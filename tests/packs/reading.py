"""What is in a Word file and in a tagged PDF, read by other programs than those that wrote it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def word_part(file: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return ElementTree.fromstring(parts.read(f"word/{name}.xml"))


def word_texts(part: ElementTree.Element) -> list[str]:
    """Of each paragraph."""
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{_WORD}t"))
        for paragraph in part.iter(f"{_WORD}p")
    ]


def word_alternatives(file: bytes) -> list[str]:
    """Of each picture, in order; empty where it has none."""
    body = word_part(file, "document")
    return [each.get("descr", "") for each in body.iter(f"{_DRAWING}docPr")]


def header_rows(file: bytes) -> list[bool]:
    """Of each table: whether its first row is marked as its header."""
    tables = word_part(file, "document").iter(f"{_WORD}tbl")
    return [
        next(table.iter(f"{_WORD}tr")).find(f"{_WORD}trPr/{_WORD}tblHeader") is not None
        for table in tables
    ]


def pdf_elements(file: bytes) -> list[tuple[str, str]]:
    """Each element that a screen reader meets, in order: its tag and its alternative text."""
    with pikepdf.open(io.BytesIO(file)) as opened:
        assert opened.Root.MarkInfo.Marked
        return list(_elements(opened.Root.StructTreeRoot))


def _elements(element: Any) -> Iterator[tuple[str, str]]:
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from _elements(each)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element.S).removeprefix("/"), str(element.get("/Alt", ""))
        if "/K" in element:
            yield from _elements(element.K)


def pdf_alternatives(file: bytes) -> list[str]:
    return [words for tag, words in pdf_elements(file) if tag == "Figure"]


def pdf_pages(file: bytes, folder: Path) -> list[str]:
    """The text of each page, as poppler reads it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext not found: install poppler-utils")
    path = folder / "read.pdf"
    path.write_bytes(file)
    command = ["pdftotext", "-layout", str(path), "-"]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return said.removesuffix("\f").split("\f")


def opened_in_libreoffice(file: bytes, folder: Path) -> bytes:
    """The Word file as LibreOffice lays it out: a PDF."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice not found: install libreoffice-writer-nogui")
    (folder / "pack.docx").write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "pack.docx")], capture_output=True, check=True)
    return (folder / "pack.pdf").read_bytes()
