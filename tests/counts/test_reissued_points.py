"""New issues of snap points, ward by ward, and none found where only chance is at work."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from geo_csp.counts.reissued_points import reissues
from geo_csp.months import Span
from tests.trends.samples import coverage_of

MONTHS = Span("2024-01", "2025-12").months()
WARD = "E05009489"


def table(rows):
    names = ("month", "easting", "northing", "ward")
    return pa.table({name: [row[n] for row in rows] for n, name in enumerate(names)})


def quiet_points(rng, ward=WARD):
    return [
        (month, 350_000.0 + 60 * point, 240_000.0, ward)
        for point in range(9)
        for month in MONTHS
        for _ in range(rng.poisson(0.8))
    ]


def reissued_from(rows, month):
    """All incidents from the month on stand on one new point amid the nine."""
    return [row if row[0] < month else (row[0], 350_245.0, 240_010.0, row[3]) for row in rows]


def test_a_point_that_takes_over_those_around_it_is_named_with_ward_and_month():
    rows = reissued_from(quiet_points(np.random.default_rng(1)), "2025-06")
    assert reissues(table(rows), coverage_of(MONTHS)) == ((WARD, "2025-06"),)


def test_points_that_come_and_go_by_chance_are_no_new_issue():
    for seed in range(20):
        rng = np.random.default_rng(seed)
        rows = quiet_points(rng)
        rows += [(month, 350_245.0, 240_010.0, WARD) for month in MONTHS[14:]]
        assert reissues(table(rows), coverage_of(MONTHS)) == ()


def test_an_extract_has_no_snap_points():
    rows = reissued_from(quiet_points(np.random.default_rng(1)), "2025-06")
    kinds = dict.fromkeys(MONTHS, ("extract",))
    assert reissues(table(rows), coverage_of(MONTHS, sources=kinds)) == ()
