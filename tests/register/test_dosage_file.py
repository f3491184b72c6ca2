from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo_csp.errors import SourceFileError
from geo_csp.register.action_log import Dosage
from geo_csp.register.dosage_file import read_dosage

HEADER = "action,day,amount,unit,reference"


@pytest.fixture
def dosage_file(tmp_path: Path):
    def write(*rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "visits.csv"
        path.write_text("\n".join([header, *rows, ""]), encoding=encoding)
        return path

    return write


def test_each_row_is_an_entry(dosage_file):
    rows = ('1,2026-01-05,2,Visits,V1,"dusk, two officers"', "3,2026-01-06,-1.5,hours,V2,")
    assert read_dosage(dosage_file(*rows, header=f"{HEADER},note")) == (
        Dosage(1, date(2026, 1, 5), 2.0, "visits", "dusk, two officers", "V1"),
        Dosage(3, date(2026, 1, 6), -1.5, "hours", "", "V2"),
    )


def test_columns_stand_in_any_order_and_a_spreadsheets_mark_is_no_column(dosage_file):
    path = dosage_file("V1,hours,1,2026-01-05,7", header="reference,unit,amount,day,action",
                       encoding="utf-8-sig")  # fmt: skip
    assert read_dosage(path) == (Dosage(7, date(2026, 1, 5), 1.0, "hours", "", "V1"),)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("one,2026-01-05,2,visits,V1", 'line 3, action: "one": expected the number of an action'),
        ("1,05/01/2026,2,visits,V1", 'line 3, day: "05/01/2026": expected a day as 2025-12-31'),
        (f"{'9' * 30},2026-01-05,2,visits,V1", "line 3, action"),
        ("1_0,2026-01-05,2,visits,V1", 'line 3, action: "1_0"'),
        (f'1,2026-01-05,2,visits,"{"V" * 200_000}"', "this is no CSV"),
        ("1,2026-01-05,,visits,V1", 'line 3, amount: "": expected a number'),
        ("1,2026-01-05,0,visits,V1", 'line 3, amount: "0": expected a number other than 0'),
        ("1,2026-01-05,nan,visits,V1", 'line 3, amount: "nan"'),
        ("1,2026-01-05,2,weeks,V1", 'line 3, unit: "weeks": expected visits or hours'),
        ("1,2026-01-05,2,visits,", 'line 3, reference: "": expected the entry'),
        ("1,2026-01-05", 'line 3, amount: ""'),
    ],
)
def test_a_value_that_cannot_be_kept_is_named_by_line_and_column(dosage_file, row, said):
    with pytest.raises(SourceFileError) as refused:
        read_dosage(dosage_file("1,2026-01-05,2,visits,V0", row))
    assert said in str(refused.value)
    assert "nothing was imported" in str(refused.value)


def test_a_file_without_its_columns_or_in_another_encoding_is_said(dosage_file, tmp_path):
    with pytest.raises(SourceFileError, match=r"line 1: .*it lacks unit, reference"):
        read_dosage(dosage_file("1,2026-01-05,2", header="action,day,amount"))
    with pytest.raises(SourceFileError, match="save the file as CSV in UTF-8"):
        read_dosage(dosage_file("1,2026-01-05,2,visits,V1,caf\u00e9", encoding="latin-1"))
    with pytest.raises(SourceFileError, match="cannot be read: No such file"):
        read_dosage(tmp_path / "missing.csv")
