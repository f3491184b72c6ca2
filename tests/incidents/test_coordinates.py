"""Every pair of coordinates is a point of Great Britain, no place, or wrong with a reason."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_csp.incidents.coordinates import DEGREES, METRES, points
from geo_csp.incidents.words import words


def column(*values: str | None):
    return words(pa.chunked_array([pa.array(values, pa.string()).dictionary_encode()]))


@pytest.mark.parametrize(
    ("axes", "pair", "guess"),
    [
        (METRES, ("-2.7", "52.0"), "look like degrees, not metres"),
        (METRES, ("240000", "1351000"), "outside Great Britain"),
        (METRES, ("1200000", "350000"), "easting and northing look swapped"),
        (METRES, ("0", "0"), "0, 0 stands for no place"),
        (METRES, ("351000", None), "northing empty: one without the other"),
        (DEGREES, ("inf", "52"), "expected numbers"),
    ],
)
def test_a_reason_guesses_what_went_wrong(axes, pair, guess):
    found = points(axes, column(pair[0]), column(pair[1]))
    assert guess in found.wrong[0]
    assert np.isnan(found.x[0])


def test_empty_is_no_place_and_not_wrong():
    found = points(DEGREES, column(None, "-2.7"), column(None, "52.0"))
    assert found.wrong == {}
    assert np.isnan(found.x).tolist() == [True, False]


NUMBERS = st.one_of(st.none(), st.floats().map(str), st.text(max_size=6), st.just("52.05"))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8))
def test_a_row_has_a_plausible_place_or_a_reason_or_neither_value(pairs):
    xs, ys = (column(*(value or None for value in values)) for values in zip(*pairs, strict=True))
    found = points(DEGREES, xs, ys)
    for row, (x, y) in enumerate(pairs):
        if row in found.wrong or not (x or y):
            assert np.isnan(found.x[row])
            assert np.isnan(found.y[row])
        else:
            assert (found.x[row], found.y[row]) == (float(x), float(y))
            assert -9 <= found.x[row] <= 2.1
            assert 49.8 <= found.y[row] <= 61
