"""A file that is not known says what it lacks."""

from __future__ import annotations

from geo_csp.errors import EXIT_FAILED
from geo_csp.incidents import police_uk


def test_a_header_alone_says_that_there_are_no_rows(loaded, street_file):
    path = street_file([])
    report = loaded(path)
    assert report.failures == (f"{path}: there are column names and no rows below them",)
    assert report.exit_code == EXIT_FAILED


def test_a_wrong_header_names_the_columns_that_are_missing(loaded, street_file):
    path = street_file([{}], header=["Crime ID", "Month", *"abcdefghij"])
    (failure,) = loaded(path).failures
    assert f"{path}, line 1: the columns fit nothing that is known" in failure
    assert "a street file of data.police.uk it lacks Falls within, Longitude" in failure
    assert "the extract west-mercia-extract it lacks Reference, Date from" in failure
    assert "area.toml" in failure


def test_semicolons_for_commas_are_guessed(loaded, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("Crime ID;Month\n1;2025-01\n")
    (failure,) = loaded(path).failures
    assert "separated by something else than commas" in failure


def test_all_rows_set_aside_is_failure(loaded, street_file):
    report = loaded(street_file([{"month": "2025-13"}]))
    assert (report.exit_code, report.set_aside, report.months) == (EXIT_FAILED, 1, ())


def test_an_error_that_nobody_foresaw_is_one_files_failure(loaded, street_file, monkeypatch):
    good = street_file([{}])
    bad = street_file([{"month": "2025-02"}], name="2025-02-west-mercia-street.csv")
    usual = police_uk.read_street_file

    def fail(text, *others):
        if text.name == str(bad):
            raise ZeroDivisionError("division by zero")
        return usual(text, *others)

    monkeypatch.setattr(police_uk, "read_street_file", fail)
    report = loaded(good, bad)
    assert [month.month for month in report.months] == ["2025-01"]
    assert report.failures[0].startswith(f"{bad}: cannot be read (ZeroDivisionError: division by")
