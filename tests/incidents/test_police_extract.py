"""Extracts are read by the mapping of the profile."""

from __future__ import annotations


def test_a_us_date_in_a_uk_column_is_set_aside_and_the_others_doubted(
    only_set_aside, loaded, extract_file
):
    burglary = {"offence": "Burglary", "easting": "351000", "northing": "240000"}
    path = extract_file(
        [burglary | {"date_from": "12/25/2025"}, burglary | {"date_from": "12/01/2025"}]
    )
    report = loaded(path)
    assert only_set_aside(report)["reason"] == (
        'Date from "12/25/2025": there is no such day in the order day-month-year;'
        " is the file month-day-year?"
    )
    assert [month.month for month in report.months] == ["2025-01"]
    assert "days and months of the other rows are swapped" in report.warnings[0]
