"""A file that is not known says what it lacks."""

from __future__ import annotations

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_csp.errors import EXIT_FAILED
from geo_csp.incidents import police_uk
from geo_csp.incidents.archives import SourceFile
from geo_csp.incidents.parsed import Parsed
from geo_csp.incidents.police_uk import STREET_COLUMNS
from geo_csp.incidents.reading import Failure, read_source


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


CELL = st.one_of(
    st.sampled_from(["", "2025-01", "05/01/2025", "351000", "240000", "-2.716051", "52.056204"]),
    st.sampled_from(["Burglary", "West Mercia Police", "Race", "Noise", "=1+1", '"', "0", "nan"]),
    st.text(st.characters(codec="utf-8"), max_size=12),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
@pytest.mark.parametrize("kind", ["street", "extract"])
def test_whatever_stands_in_the_cells_every_row_is_kept_or_set_aside(
    herefordshire, tmp_path, kind, data
):
    columns = herefordshire.extracts[0].columns.named().values()
    names = STREET_COLUMNS if kind == "street" else tuple(columns)
    row = st.lists(CELL, min_size=len(names), max_size=len(names))
    rows = data.draw(st.lists(row, min_size=1, max_size=6))
    path = tmp_path / "fuzz.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([names, *rows])
    source = SourceFile(str(path), path.stat().st_size, path)
    reading = read_source(source, herefordshire, [herefordshire.force])
    assert isinstance(reading, Parsed)
    assert reading.rows.num_rows + len(reading.set_aside) == len(rows)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.xlsx"]))
def test_no_bytes_bring_the_readers_down(herefordshire, tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    source = SourceFile(str(path), len(content), path)
    assert isinstance(read_source(source, herefordshire, []), Failure)


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
