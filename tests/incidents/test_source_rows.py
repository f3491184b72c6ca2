"""Rows keep their line numbers, and a broken row costs itself only."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_csp.errors import SourceFileError
from geo_csp.incidents.source_rows import header, read_rows
from geo_csp.incidents.source_text import SourceText, as_utf8


def rows_of(text: str, names: str = "ab", name: str = "x.csv"):
    return read_rows(SourceText(name, text.encode()), tuple(names))


def test_a_row_cut_short_is_set_aside():
    rows = rows_of("a,b,c\n1,2,3\n4,5\n6,7,8\n")
    (short,) = rows.set_aside
    assert (short.line, short.reason, short.text) == (
        3,
        "the row is cut short: 2 of 3 columns",
        "4,5",
    )
    assert rows.columns["a"].to_pylist() == ["1", "6"]
    assert rows.lines.tolist() == [2, 4]


def test_a_row_with_a_comma_too_many_is_set_aside():
    (long,) = rows_of("a,b\n1,2,3\n4,5\n").set_aside
    assert long.reason == "3 values for 2 columns: a comma in a value needs quotes"


def test_a_quote_that_is_never_closed_costs_one_row():
    rows = rows_of("a,b\n" + '1,"2\n' + "3,4\n" * 30)
    (open_quote,) = rows.set_aside
    assert (open_quote.line, open_quote.reason) == (2, "a quote is opened and never closed")
    assert rows.columns.num_rows == 30


def test_a_value_may_hold_line_ends_and_the_lines_after_it_keep_their_numbers():
    rows = rows_of('a,b\n1,"x\ny"\n\n3,4\n')
    assert rows.columns["b"].to_pylist() == ["x\ny", "4"]
    assert rows.lines.tolist() == [2, 5]


def test_a_column_that_stands_twice_is_refused():
    with pytest.raises(SourceFileError, match="line 1: the column a stands there twice"):
        rows_of("a,b,a\n1,2,3\n")


def test_empty_values_are_nothing():
    assert rows_of('a,b\n,"x"\n').columns["a"].to_pylist() == [None]


CELLS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=30), st.sampled_from(["\n", "\r\n"]))
def test_whatever_the_csv_module_writes_is_read_as_it_reads_it(cells, line_end):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows([("a", "b"), *cells])
    rows = rows_of(text.getvalue())
    assert rows.set_aside == ()
    found = list(zip(rows.columns["a"].to_pylist(), rows.columns["b"].to_pylist(), strict=True))
    assert found == [(_as_read(a), _as_read(b)) for a, b in cells]


def _as_read(value: str) -> str | None:
    """Empty is nothing, and a line end inside a value is an LF."""
    return value.replace("\r\n", "\n").replace("\r", "\n") or None


@given(st.binary(max_size=400))
def test_no_bytes_bring_the_reader_down_and_no_row_is_lost(data):
    data = b"a,b\n" + data
    try:
        text, _ = as_utf8("x.csv", data)
        source = SourceText("x.csv", text)
        rows = read_rows(source, header(source))
    except SourceFileError:
        return
    lines = sorted([*rows.lines.tolist(), *(row.line for row in rows.set_aside)])
    assert lines == sorted(set(lines))
    assert rows.columns.num_rows == len(rows.lines)
