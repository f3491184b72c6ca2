"""Whatever wrote a file, its text is read, in bounded memory."""

from __future__ import annotations

import tracemalloc

import pytest

from geo_csp.errors import EXIT_SOME_SET_ASIDE
from geo_csp.incidents.source_text import read_lines
from geo_csp.incidents.store import read_rows


def test_an_empty_file_says_so(loaded, street_file, tmp_path):
    empty = tmp_path / "files" / "2025-02-west-mercia-street.csv"
    good = street_file([{}])
    empty.write_bytes(b"")
    report = loaded(empty, good)
    assert report.failures == (f"{empty}: the file is empty: expected a line of column names",)
    assert [month.rows for month in report.months] == [1]
    assert report.exit_code == EXIT_SOME_SET_ASIDE


def test_latin_1_is_read_with_a_warning(loaded, street_file, store):
    row = {"location": "On or near Café Street"}
    report = loaded(street_file([row], encoding="latin-1"))
    assert "is not UTF-8; read as Windows-1252" in report.warnings[0]
    assert read_rows(store, report.months[0])["street"].to_pylist() == ["Café Street"]


@pytest.mark.parametrize(
    "written",
    [
        {"encoding": encoding, "line_end": line_end}
        for encoding in ("utf-16", "utf-8-sig", "utf-8")
        for line_end in ("\n", "\r\n", "\r")
    ],
    ids=str,
)
def test_utf_16_marks_and_line_ends_make_no_difference(
    only_set_aside, loaded, street_file, store, written
):
    rows = [{"location": "On or near Café Street"}, {"month": "2025-13"}]
    report = loaded(street_file(rows, **written))
    assert report.warnings == ()
    stored = read_rows(store, report.months[0])
    assert stored["street"].to_pylist() == ["Café Street"]
    assert stored["source_line"].to_pylist() == [2]
    assert only_set_aside(report)["line"] == "3"


class _Generated:
    """A header, a good line, a line of 2 GB and another good line, made as they are read."""

    def __init__(self):
        megabyte = b"x" * (1 << 20)
        self.parts = iter([b"a,b\n1,2\n", *[megabyte] * 2048, b"\n3,4\n"])

    def read(self, _size):
        return next(self.parts, b"")


def test_a_line_of_2_gb_is_passed_over_in_little_memory():
    tracemalloc.start()
    data, too_long = read_lines(_Generated(), "x.csv")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (data, too_long) == (b"a,b\n1,2\n\n3,4\n", [3])
    assert peak < 10 << 20


def test_the_rows_round_a_line_too_long_are_kept_with_their_line_numbers(
    only_set_aside, loaded, street_file, store
):
    path = street_file([{}, {"location": "x" * (3 << 20)}, {}])
    report = loaded(path)
    assert only_set_aside(report)["reason"].startswith("the line is longer than 1 MB")
    assert only_set_aside(report)["line"] == "3"
    assert read_rows(store, report.months[0])["source_line"].to_pylist() == [2, 4]


def test_utf_16_without_a_mark_says_what_to_do(loaded, street_file):
    path = street_file([{}], encoding="utf-16-le")
    (failure,) = loaded(path).failures
    assert failure.endswith("UTF-16 without a byte order mark: save it as UTF-8 CSV")
