"""Extracts are put together by mapping and month."""

from __future__ import annotations


def test_an_extract_row_that_repeats_another_entirely_is_set_aside(
    only_set_aside, loaded, extract_file
):
    row = {"reference": "A1", "date_from": "05/01/2025", "offence": "Burglary"}
    other = row | {"offence": "Robbery"}
    report = loaded(extract_file([row, other, row]))
    assert only_set_aside(report)["reason"] == "the same as line 2"
    assert only_set_aside(report)["line"] == "4"
    assert report.months[0].rows == 2
    assert "1 row with an earlier row's reference, but not its content" in report.warnings[0]
