"""A sheet of an XLSX workbook as if it had been saved as CSV, one line a row.

A formula counts with the value that was saved with it. Where none was saved the row is left empty
and named, since nobody can tell what it would have been.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl
import python_calamine

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import SourceFileError
from geo_csp.incidents.archives import UNREADABLE, SourceFile, checked_workbook
from geo_csp.incidents.extract_mapping import fitting_extract
from geo_csp.incidents.source_text import LARGEST_FILE, SourceText

Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | None

_LINE_ENDS = re.compile(r"[\r\n]+")


def read_workbook(source: SourceFile, profile: AreaProfile) -> SourceText:
    """The first sheet whose columns fit one of the profile's extracts; else the first sheet."""
    data = _bytes(source)
    archive = checked_workbook(source.name, data)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names}
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise SourceFileError(f"{source.name}: is no readable XLSX workbook: {error}") from error
    rows = {name: sheet.to_python(skip_empty_area=False) for name, sheet in sheets.items()}
    filled = {name: cells for name, cells in rows.items() if cells}
    if not filled:
        raise SourceFileError(f"{source.name}: the workbook is empty: expected column names")
    fitting = (n for n, cells in filled.items() if fitting_extract(_texts(cells[0]), profile))
    name = next(fitting, next(iter(filled)))
    broken = _unsaved_formulas(data, archive, name, filled[name])
    lines = [_texts(cells) for cells in filled[name]]
    return SourceText(source.name, _as_csv(lines, set(broken)), broken)


def _bytes(source: SourceFile) -> bytes:
    if source.size > LARGEST_FILE:
        raise SourceFileError(f"{source.name}: too large for a workbook: save it as CSV")
    with source.open() as stream:
        try:
            return stream.read(LARGEST_FILE)
        except UNREADABLE as error:
            raise SourceFileError(f"{source.name}: cannot be read: {error}") from error


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: Cell) -> str:
    """As a person would write it; dates with the year first, which no order can misread."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return _LINE_ENDS.sub(" ", str(cell)).strip()


def _as_csv(lines: Iterable[Sequence[str]], left_empty: set[int]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for number, cells in enumerate(lines, 1):
        is_empty = number in left_empty or not any(cells)
        if is_empty:
            text.write("\n")
        else:
            writer.writerow(cells)
    return text.getvalue().encode("utf-8", "replace")


def _unsaved_formulas(
    data: bytes, archive: zipfile.ZipFile, sheet: str, cells: Sequence[Sequence[Cell]]
) -> dict[int, str]:
    """Rows with a formula whose value was not saved, and which cell it is.

    The fast reader shows such a cell as empty, so the formulas are looked up in the workbook
    itself, if it has any.
    """
    sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
    if not any(b"<f>" in archive.read(n) or b"<f " in archive.read(n) for n in sheets):
        return {}
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    broken: dict[int, str] = {}
    for number, row in enumerate(book[sheet].iter_rows(), 1):
        for position, cell in enumerate(row):
            if cell.data_type == "f" and not _text(_value(cells, number - 1, position)):
                broken.setdefault(
                    number,
                    f"cell {cell.coordinate} is a formula whose value was not saved:"
                    " open the workbook in a spreadsheet program and save it",
                )
    book.close()
    return broken


def _value(cells: Sequence[Sequence[Cell]], row: int, column: int) -> Cell:
    line = cells[row] if row < len(cells) else ()
    return line[column] if column < len(line) else None
