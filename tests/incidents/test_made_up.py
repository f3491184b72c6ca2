"""A month is synthetic only if every one of its rows says so."""

from __future__ import annotations

import pytest

FEBRUARY = "2025-02-west-mercia-street.csv"
MADE_UP = {"markers": "synthetic demonstration data"}
ROW = {"date_from": "05/01/2025", "offence": "Burglary"}


def test_synthetic_files_mark_their_months(loaded, street_file):
    report = loaded(
        street_file([{"context": "synthetic demonstration data"}]),
        street_file([{"month": "2025-02"}], name=FEBRUARY),
    )
    assert [month.is_synthetic for month in report.months] == [True, False]


def test_a_street_file_is_synthetic_only_if_all_its_rows_say_so(loaded, street_file):
    report = loaded(street_file([{"context": "synthetic demonstration data"}, {}]))
    assert not report.months[0].is_synthetic
    assert "1 of 2 rows are marked synthetic demonstration data" in report.warnings[0]


@pytest.mark.parametrize(("marked", "is_synthetic"), [(3, True), (2, False), (0, False)])
def test_a_month_is_synthetic_only_if_all_its_rows_say_so(
    loaded, extract_file, marked, is_synthetic
):
    first = extract_file([ROW | MADE_UP] * marked, name="1.csv")
    second = extract_file([ROW] * (3 - marked), name="2.csv")
    paths = [path for path, rows in ((first, marked), (second, 3 - marked)) if rows]
    report = loaded(*paths)
    assert report.months[0].is_synthetic is is_synthetic
    words = "January 2025 of West Mercia Police: 2 of 3 rows are marked synthetic"
    assert any(words in warning for warning in report.warnings) == (marked == 2)


def test_a_synthetic_file_does_not_mark_another_files_months(loaded, extract_file):
    february = ROW | {"date_from": "05/02/2025"}
    report = loaded(
        extract_file([ROW | MADE_UP], name="1.csv"), extract_file([february], name="2.csv")
    )
    assert [month.is_synthetic for month in report.months] == [True, False]


def test_a_remark_on_synthetic_data_marks_nothing(loaded, extract_file):
    row = ROW | {"markers": "not synthetic demonstration data"}
    assert not loaded(extract_file([row])).months[0].is_synthetic
