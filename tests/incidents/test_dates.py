"""Dates are read in the stated order only, and what is none says why."""

from __future__ import annotations

import datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_csp.incidents.dates import dates, with_times
from geo_csp.incidents.words import words

UK, US, ISO = "day-month-year", "month-day-year", "year-month-day"


def column(*values: str | None):
    return words(pa.chunked_array([pa.array(values, pa.string()).dictionary_encode()]))


def read(text: str, order: str = UK) -> str | None:
    (at,) = dates(column(text), "Date", order).at
    return None if np.isnat(at) else str(at)


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("05/01/2025", UK, "2025-01-05T00:00:00"),
        ("05/01/2025", US, "2025-05-01T00:00:00"),
        ("5-1-25", UK, "2025-01-05T00:00:00"),
        ("05.01.2025 21:30", UK, "2025-01-05T21:30:00"),
        ("01 Jan 2009", UK, "2009-01-01T00:00:00"),
        ("Jan 5, 2009", UK, "2009-01-05T00:00:00"),
        ("06/01/2019 12:00:00 AM", US, "2019-06-01T00:00:00"),
        ("06/01/2019 1:05 PM", US, "2019-06-01T13:05:00"),
        ("2025-01-31T10:20:30Z", UK, "2025-01-31T10:20:30"),
        ("2025-01-31", US, "2025-01-31T00:00:00"),
        ("29/02/2024", UK, "2024-02-29T00:00:00"),
        ("29/02/2025", UK, None),
        ("12/25/2025", UK, None),
        ("2025-13-01", ISO, None),
        ("05/01/2025", ISO, None),
        ("05/01/2025 25:00", UK, None),
        ("yesterday", UK, None),
    ],
)
def test_dates_are_read_in_the_stated_order(text, order, expected):
    assert read(text, order) == expected


def test_a_date_of_another_order_is_guessed():
    found = dates(column("12/25/2025", "12/01/2025", None, "x"), "Date from", UK)
    assert found.wrong == {
        0: 'Date from "12/25/2025": there is no such day in the order day-month-year;'
        " is the file month-day-year?",
        3: 'Date from "x": expected a date such as 31/01/2025 (day-month-year)',
    }
    assert found.fit_other_order == 1


def test_times_from_a_column_of_their_own():
    days = dates(column("05/01/2025", "05/01/2025", "05/01/2025 08:00", None), "Date", UK)
    found = with_times(days, column("21:30", "24:10", None, "09:00"), "Time from")
    assert [str(at) for at in found.at] == [
        "2025-01-05T21:30:00",
        "2025-01-05T00:00:00",
        "2025-01-05T08:00:00",
        "NaT",
    ]
    assert found.wrong == {1: 'Time from "24:10": expected a time such as 21:30'}


@given(st.datetimes(datetime.datetime(1900, 1, 1), datetime.datetime(2099, 12, 31)))
def test_every_moment_is_read_back_in_every_order(moment):
    moment = moment.replace(microsecond=0)
    expected = moment.isoformat()
    assert read(moment.strftime("%d/%m/%Y %H:%M:%S"), UK) == expected
    assert read(moment.strftime("%m/%d/%Y %I:%M:%S %p"), US) == expected
    assert read(f"{expected[:10]} {expected[11:]}", ISO) == expected


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5), st.sampled_from([UK, US, ISO]))
def test_no_text_brings_the_reader_down(texts, order):
    found = dates(column(*texts), "Date", order)
    assert set(found.wrong) == set(np.flatnonzero(np.isnat(found.at)).tolist())
