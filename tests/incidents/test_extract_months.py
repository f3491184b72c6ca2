"""Extracts are put together by mapping and month."""

from __future__ import annotations

from geo_csp.incidents.load import load


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


MADE_UP = {"markers": "synthetic demonstration data"}
ROW = {"date_from": "05/01/2025", "offence": "Burglary"}


def test_files_of_one_load_are_put_together_and_split_by_month(loaded, extract_file):
    february = ROW | {"date_from": "05/02/2025"}
    first = extract_file([ROW | {"reference": "A1"}, february | {"reference": "A2"}], name="1.csv")
    second = extract_file([ROW | {"reference": "A3"}], name="2.csv")
    report = loaded(first, second)
    assert [(m.month, m.rows, m.source_files) for m in report.months] == [
        ("2025-01", 2, (str(first), str(second))),
        ("2025-02", 1, (str(first),)),
    ]


def test_a_row_that_two_exports_both_hold_counts_once(loaded, extract_file, only_set_aside):
    row = ROW | {"reference": "A1"}
    first, second = extract_file([row], name="1.csv"), extract_file([row], name="2.csv")
    report = loaded(first, second)
    assert only_set_aside(report)["reason"] == f"the same as line 2 of {first}"
    assert report.months[0].rows == 1


def test_rows_without_a_reference_are_all_kept(loaded, extract_file):
    assert loaded(extract_file([ROW, ROW])).months[0].rows == 2


def test_a_later_load_replaces_the_month(loaded, extract_file):
    loaded(extract_file([ROW] * 5, name="1.csv"))
    assert [m.rows for m in loaded(extract_file([ROW] * 3, name="2.csv")).months] == [3]


def test_rows_set_aside_are_counted_in_their_month(loaded, extract_file):
    report = loaded(extract_file([ROW, ROW | {"easting": "0", "northing": "0"}]))
    assert [(m.rows, m.set_aside) for m in report.months] == [(1, 1)]


def test_two_organisations_under_one_name_are_said(loaded, extract_file, herefordshire, store):
    loaded(extract_file([ROW]))
    other = herefordshire.extracts[0].model_copy(update={"organisation": "Worcester City"})
    profile = herefordshire.model_copy(update={"extracts": (other,)})
    report = load([extract_file([ROW])], profile, store)
    assert "was West Mercia Police's and is now Worcester City's" in report.warnings[0]


def test_one_made_up_row_does_not_open_a_month_to_everybody(loaded, extract_file):
    """What is not made up is shown after sign-in only."""
    made_up = ROW | {"markers": "synthetic demonstration data"}
    february = made_up | {"date_from": "05/02/2025"}
    report = loaded(extract_file([made_up, ROW, february]))
    assert [(m.month, m.is_synthetic) for m in report.months] == [
        ("2025-01", False),
        ("2025-02", True),
    ]
