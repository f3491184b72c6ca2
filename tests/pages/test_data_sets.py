"""What is real is not shown without sign-in, whatever is made up beside it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.release import open_data_set
from geo_csp.incidents.load import load

MADE_UP, REAL = "synthetic demonstration data", "Alcohol"
JANUARY, FEBRUARY = "05/01/2025", "05/02/2025"


def _extract(path: Path, profile: AreaProfile, rows: list[tuple[str, str]]) -> Path:
    """A burglary for each date and marker."""
    columns = profile.extracts[0].columns
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns.named().values())
        writer.writeheader()
        for date, marker in rows:
            writer.writerow(
                {columns.date_from: date, columns.offence: "Burglary", columns.markers: marker}
            )
    return path


@pytest.mark.parametrize(
    ("files", "is_refused"),
    [
        ([[(JANUARY, MADE_UP), (FEBRUARY, MADE_UP)]], False),
        ([[(JANUARY, MADE_UP), (JANUARY, REAL)]], True),
        ([[(JANUARY, MADE_UP), (FEBRUARY, REAL)]], True),
        ([[(JANUARY, MADE_UP)], [(FEBRUARY, REAL)]], True),
        ([[(JANUARY, MADE_UP)], [(JANUARY, REAL)]], True),
        ([[(JANUARY, f"not {MADE_UP}")]], True),
    ],
)
def test_one_real_row_is_enough_to_need_sign_in(herefordshire, tmp_path, files, is_refused):
    paths = [
        _extract(tmp_path / f"{number}.csv", herefordshire, rows)
        for number, rows in enumerate(files)
    ]
    load(paths, herefordshire, tmp_path / "store")
    data = open_data_set("own", "Your own data", tmp_path / "store", herefordshire)
    assert data.is_protected is is_refused
    assert data.is_synthetic is not is_refused


def test_a_real_month_that_does_not_count_needs_sign_in_too(herefordshire, tmp_path):
    store = tmp_path / "store"
    made_up = _extract(tmp_path / "1.csv", herefordshire, [(JANUARY, MADE_UP)])
    load([made_up], herefordshire, store)
    second = herefordshire.extracts[0].model_copy(update={"name": "second"})
    other = herefordshire.model_copy(update={"extracts": (second,)})
    load([_extract(tmp_path / "2.csv", herefordshire, [(JANUARY, REAL)])], other, store)
    data = open_data_set("own", "Your own data", store, herefordshire)
    assert [month.is_synthetic for month in data.counted_months] == [True]
    assert data.is_protected
