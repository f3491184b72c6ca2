"""Few rows do not take the place of many."""

from __future__ import annotations

from geo_csp.errors import EXIT_FAILED, EXIT_SOME_SET_ASIDE
from geo_csp.incidents.store import read_manifest

FEBRUARY = "2025-02-west-mercia-street.csv"
MADE_UP = {"markers": "synthetic demonstration data"}
ROW = {"date_from": "05/01/2025", "offence": "Burglary"}


def test_a_stray_row_does_not_replace_another_month(loaded, street_file, store, only_set_aside):
    loaded(street_file([{}] * 10))
    report = loaded(street_file([{"month": "2025-02"}, {}], name=FEBRUARY))
    assert {m.month: m.rows for m in read_manifest(store)} == {"2025-01": 10, "2025-02": 1}
    assert only_set_aside(report)["reason"] == (
        "the row is of January 2025, the file of February 2025"
    )


def test_a_cut_file_does_not_replace_the_whole_month(loaded, street_file, store):
    loaded(street_file([{}] * 10))
    report = loaded(
        street_file([{}] * 5, name="cut/2025-01-west-mercia-street.csv"),
        street_file([{"month": "2025-02"}], name=FEBRUARY),
    )
    assert {m.month: m.rows for m in read_manifest(store)} == {"2025-01": 10, "2025-02": 1}
    assert report.failures[0].startswith(
        "2025-01 of West Mercia Police: 5 rows would replace 10 stored: not replaced"
    )
    assert report.exit_code == EXIT_SOME_SET_ASIDE


def test_of_two_files_for_a_month_a_cut_one_does_not_count_though_it_came_last(loaded, street_file):
    full = street_file([{}] * 10, name="a/2025-01-west-mercia-street.csv")
    cut = street_file([{}] * 5, name="b/2025-01-west-mercia-street.csv")
    report = loaded(full, cut)
    assert report.months[0].rows == 10
    assert f"{cut}: 5 rows of January 2025, {full} has 10" in report.failures[0]


def test_a_stray_row_does_not_replace_a_stored_month(loaded, extract_file, store):
    may, june = ({**ROW, "date_from": f"05/{month}/2025"} for month in ("05", "06"))
    full = extract_file([may] * 10)
    loaded(full)
    report = loaded(extract_file([*[june] * 10, may], name="june.csv"))
    assert {m.month: m.rows for m in read_manifest(store)} == {"2025-05": 10, "2025-06": 10}
    (failure,) = report.failures
    assert failure.startswith(
        "2025-05 of West Mercia Police: 1 row would replace 10 stored: not replaced"
    )
    assert report.exit_code == EXIT_SOME_SET_ASIDE


def test_a_load_that_replaces_nothing_has_failed(loaded, extract_file, store):
    loaded(extract_file([ROW] * 10))
    assert loaded(extract_file([ROW] * 5, name="cut.csv")).exit_code == EXIT_FAILED
    assert read_manifest(store)[0].rows == 10


def test_a_real_month_replaces_a_synthetic_one_of_any_size(loaded, extract_file):
    loaded(extract_file([ROW | MADE_UP] * 10))
    (month,) = loaded(extract_file([ROW], name="real.csv")).months
    assert (month.rows, month.is_synthetic) == (1, False)
