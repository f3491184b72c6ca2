"""A row's month can be, and is its file's."""

from __future__ import annotations

import pytest

ROW = {"date_from": "05/01/2025", "offence": "Burglary"}


def test_a_file_named_after_no_month_is_of_the_months_with_a_fair_share(
    loaded, street_file, only_set_aside
):
    rows = [*[{"month": "2025-02"}] * 10, *[{"month": "2025-03"}] * 8, {}]
    report = loaded(street_file(rows, name="all.csv"))
    assert [month.month for month in report.months] == ["2025-02", "2025-03"]
    assert only_set_aside(report)["reason"] == (
        "the row is of January 2025, the file of February 2025, March 2025"
    )


@pytest.mark.parametrize(
    ("month", "reason"),
    [
        ("1999-12", "December 1999 is before January 2000: is the date right?"),
        ("2099-01", "January 2099 has not come yet: is the date right?"),
        ("", "the month is empty"),
    ],
)
def test_a_street_files_month_that_cannot_be_is_set_aside(
    only_set_aside, loaded, street_file, month, reason
):
    report = loaded(street_file([{"month": month}, {}]))
    assert only_set_aside(report)["reason"] == reason
    assert [month.month for month in report.months] == ["2025-01"]


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("05/01/1999", "January 1999 is before January 2000: is the date right?"),
        ("05/01/2099", "January 2099 has not come yet: is the date right?"),
    ],
)
def test_an_extracts_month_that_cannot_be_is_set_aside(
    loaded, extract_file, only_set_aside, date, reason
):
    report = loaded(extract_file([ROW | {"date_from": date}]))
    assert only_set_aside(report)["reason"] == reason
