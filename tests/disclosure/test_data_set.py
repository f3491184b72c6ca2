"""A data set is made up only as a whole; a release of a made-up month always says so."""

from __future__ import annotations

import dataclasses

import pytest

from geo_csp.disclosure import export
from geo_csp.disclosure.data_set import open_data_set
from geo_csp.disclosure.release import figures
from geo_csp.incidents.manifest import manifest_text
from geo_csp.months import parse_span
from geo_csp.roles import ROLES, Viewer

MONTHS = ["2024-05", "2024-06", "2025-05", "2025-06"]


@pytest.fixture
def with_one_made_up(data_set, herefordshire):
    """Of four months June 2024 is made up."""
    real = data_set(MONTHS, [])
    months = [
        dataclasses.replace(month, is_synthetic=month.month == "2024-06")
        for month in real.counted_months
    ]
    (real.store / "manifest.json").write_text(manifest_text(months))
    return open_data_set("own", "Your own data", real.store, herefordshire)


def test_one_made_up_month_does_not_make_the_real_ones_so(with_one_made_up, data_set):
    assert not with_one_made_up.is_synthetic
    assert data_set(MONTHS, [], is_synthetic=True).is_synthetic
    assert not data_set([], []).is_synthetic


@pytest.mark.parametrize(
    ("span", "is_synthetic"),
    [
        ("2024-05", False),
        ("2025-05", False),
        ("2024-06", True),
        ("2025-06", True),  # compared with June 2024
        ("2024-05:2024-06", True),
    ],
)
def test_a_release_with_a_made_up_month_says_so(with_one_made_up, span, is_synthetic):
    released = figures(with_one_made_up, Viewer(ROLES["board"]), "ward", "asb", parse_span(span))
    assert released.is_synthetic is is_synthetic
    words = "synthetic demonstration data in June 2024: nothing of it happened"
    assert (words in released.notices) is is_synthetic
    assert (b"synthetic demonstration data" in export.csv_bytes(released)) is is_synthetic
