"""A file that is not known says what it lacks."""

from __future__ import annotations

from geo_csp.errors import EXIT_FAILED


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
