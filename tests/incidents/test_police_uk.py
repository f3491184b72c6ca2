"""Street files of data.police.uk become incidents."""

from __future__ import annotations

import pytest

from geo_csp.errors import EXIT_SOME_SET_ASIDE


@pytest.mark.parametrize(
    ("point", "guess"),
    [
        (("52.056204", "-2.716051"), "longitude and latitude look swapped"),
        (("351000", "240000"), "looks like an easting in the longitude column"),
        (("351000", "52.056204"), "looks like an easting in the longitude column"),
        (("0", "0"), "0, 0 stands for no place"),
        (("0.000000", "0.0"), "0, 0 stands for no place"),
        (("-2.716051", ""), "one without the other"),
        (("west", "52.056204"), "expected numbers"),
        (("nan", "52.056204"), "expected numbers"),
        (("12.5", "41.9"), "outside Great Britain"),
    ],
)
def test_coordinates_that_cannot_be_are_set_aside_with_a_guess(
    only_set_aside, loaded, street_file, point, guess
):
    report = loaded(street_file([{}, {"point": point}, {}]))
    assert guess in only_set_aside(report)["reason"]
    assert only_set_aside(report)["line"] == "3"
    assert report.months[0].rows == 2
    assert report.months[0].set_aside == 1
    assert report.exit_code == EXIT_SOME_SET_ASIDE


def test_no_coordinates_are_no_place_and_counted(loaded, street_file):
    row = {"point": ("", ""), "location": "No Location", "lsoa": ("", "")}
    (month,) = loaded(street_file([row, {}])).months
    assert (month.rows, month.no_place, month.rows_by_area["herefordshire"]) == (2, 1, 1)


def test_a_13th_month_is_no_month(only_set_aside, loaded, street_file):
    report = loaded(street_file([{"month": "2025-13"}, {}]))
    assert only_set_aside(report)["reason"] == (
        'Month "2025-13" is not a month: expected YYYY-MM, for example 2025-06'
    )
    assert [month.month for month in report.months] == ["2025-01"]


def test_a_repeated_crime_id_is_kept_and_said(loaded, street_file):
    report = loaded(
        street_file([{"reference": "abc"}, {"reference": "abc", "crime_type": "Drugs"}])
    )
    assert report.months[0].rows == 2
    assert "repeated Crime IDs: 1 row; kept" in report.warnings[0]
