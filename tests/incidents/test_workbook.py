"""A workbook is read as if it had been saved as CSV."""

from __future__ import annotations

import zipfile

import openpyxl

from geo_csp.incidents.store import read_rows


def test_a_workbook_with_formulas_uses_their_saved_values(
    only_set_aside, loaded, tmp_path, herefordshire, store
):
    path = _workbook(tmp_path, herefordshire, ["A1", '=CONCATENATE("A",2)', "A3"])
    report = loaded(path)
    assert "cell A3 is a formula whose value was not saved" in only_set_aside(report)["reason"]
    assert only_set_aside(report)["line"] == "3"
    stored = read_rows(store, report.months[0])
    assert stored["reference"].to_pylist() == ["A1", "A3"]
    assert stored["source_line"].to_pylist() == [2, 4]


def test_a_formula_with_a_saved_value_counts_with_it(loaded, tmp_path, herefordshire, store):
    path = _workbook(tmp_path, herefordshire, ["A1"])
    _save_formula_value(path, "A1", '<c r="A2" t="str"><f>"A"&amp;9</f><v>A9</v></c>')
    report = loaded(path)
    assert report.set_aside == 0
    assert read_rows(store, report.months[0])["reference"].to_pylist() == ["A9"]


def _workbook(folder, profile, references):
    import datetime

    columns = profile.extracts[0].columns.named()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(columns.values()))
    for reference in references:
        row = {"reference": reference, "date_from": datetime.datetime(2025, 1, 5)}
        row |= {"offence": "Burglary", "easting": 351000, "northing": 240000.0}
        sheet.append([row.get(field) for field in columns])
    path = folder / "extract.xlsx"
    book.save(path)
    return path


def _save_formula_value(path, value, cell):
    """Puts a formula and its saved value where the cell of A2 stands, as a spreadsheet would."""
    import re

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text, count = re.subn(r'<c r="A2".*?</c>', lambda _: cell, parts[name].decode(), count=1)
    assert count == 1, value
    parts[name] = text.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
