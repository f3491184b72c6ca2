"""The cube counts each incident once in each step, and refuses steps that do not compare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np
import pytest
import shapely

from geo_csp.area_profile import AreaProfile
from geo_csp.counts.space_time import (
    NOWHERE,
    count_space_time,
    in_areas,
    in_cells,
    in_places,
    in_points,
    study_period,
    why_it_begins,
)
from geo_csp.errors import NotLoadedError
from geo_csp.geography.areas import areas
from geo_csp.geography.lattice import lattice
from geo_csp.geography.places import places
from geo_csp.incidents.coverage import Break
from geo_csp.months import Span

Make = Callable[..., Any]
MONTHS = [f"2025-{month:02d}" for month in range(1, 7)]
SPAN = Span("2025-01", "2025-06")
E, N = 351_000.0, 240_000.0
REISSUED = Break(
    "2025-03",
    "2025-04",
    "snap points issued anew",
    "snap points issued anew between March 2025 and April 2025",
)


@pytest.fixture
def table(incidents_of: Make) -> Any:
    """Two points 1 km apart: an asb a month at the first; two in June, and drugs, at the other."""
    here, there = {"easting": E, "northing": N}, {"easting": E + 1000, "northing": N}
    ward = {"ward": "E05009449", "category": "asb", "street": "High Street"}
    return incidents_of(
        *({**here, **ward, "month": month} for month in MONTHS),
        *[{**there, **ward, "month": "2025-06"}] * 2,
        {**there, **ward, "month": "2025-06", "category": "drugs"},
        {**ward, "month": "2025-06"},
    )


def test_every_unit_counts_the_same_incidents(
    table: Any, herefordshire: AreaProfile, coverage_of: Make
) -> None:
    asb = herefordshire.selections["asb"]
    cells = lattice(shapely.box(E - 2000, N - 2000, E + 3000, N + 2000))
    placed = table.slice(0, 9)
    known = places(
        np.asarray(placed["easting"]),
        np.asarray(placed["northing"]),
        np.ones(9),
        placed["street"].to_pylist(),
        ["Central"] * 9,
    )
    # 6 at the first point and 2 at the second; the ward also has the one without a place.
    for counted_in, by_area in (
        (in_points(table), [6, 2]),
        (in_cells(table, cells), [2, 6]),
        (in_places(table, known), [2, 6]),
        (in_areas(table, areas(herefordshire, "ward")), [9]),
    ):
        cube = count_space_time(table, counted_in, asb, coverage_of(MONTHS), SPAN)
        total = cube.counts.sum(axis=1)
        assert sorted(total[total > 0].tolist()) == sorted(by_area)
        assert cube.steps == tuple(MONTHS)
        assert cube.counts.shape == (len(cube.codes), 6)


def test_points_are_named_by_their_coordinates(table: Any) -> None:
    found = in_points(table)
    assert found.codes == ("351000-240000", "352000-240000")
    assert found.area_of_row.tolist() == [0] * 6 + [1] * 3 + [NOWHERE]


def test_a_month_without_an_incident_is_a_zero(
    table: Any, herefordshire: AreaProfile, coverage_of: Make
) -> None:
    drugs = herefordshire.selections["drugs"]
    cube = count_space_time(table, in_points(table), drugs, coverage_of(MONTHS), SPAN)
    assert cube.counts.tolist() == [[0] * 6, [0] * 5 + [1]]


def test_a_gap_is_refused_by_name(
    table: Any, herefordshire: AreaProfile, coverage_of: Make
) -> None:
    present = coverage_of([m for m in MONTHS if m != "2025-03"])
    with pytest.raises(NotLoadedError, match="no incidents for March 2025"):
        count_space_time(table, in_points(table), herefordshire.selections["asb"], present, SPAN)


def test_new_snap_points_are_refused_but_for_areas_that_hold_them(
    table: Any, herefordshire: AreaProfile, coverage_of: Make
) -> None:
    asb, present = herefordshire.selections["asb"], coverage_of(MONTHS, breaks=(REISSUED,))
    with pytest.raises(NotLoadedError, match="issued anew between March 2025 and April 2025"):
        count_space_time(table, in_points(table), asb, present, SPAN)
    wards = in_areas(table, areas(herefordshire, "ward"))
    assert count_space_time(table, wards, asb, present, SPAN).counts.sum() == 9


def test_incomplete_months_are_flagged(
    table: Any, herefordshire: AreaProfile, coverage_of: Make
) -> None:
    present = coverage_of(MONTHS, incomplete={"2025-06": "June 2025 goes to 2025-06-11 only"})
    asb = herefordshire.selections["asb"]
    assert count_space_time(table, in_points(table), asb, present, SPAN).incomplete == ("2025-06",)


def dated(incidents_of: Make, *days: str) -> Any:
    return incidents_of(
        *(
            {
                "month": day[:7],
                "date_from": datetime.fromisoformat(day),
                "category": "asb",
                "easting": E,
                "northing": N,
            }
            for day in days
        )
    )


def test_weeks_are_whole_and_begin_on_monday(
    incidents_of: Make, herefordshire: AreaProfile, coverage_of: Make
) -> None:
    # June 2025 begins on a Sunday: its whole weeks are those of the 2nd, 9th, 16th and 23rd.
    table = dated(
        incidents_of, "2025-06-01", "2025-06-02", "2025-06-08", "2025-06-09", "2025-06-30"
    )
    june = Span("2025-06", "2025-06")
    asb, present = herefordshire.selections["asb"], coverage_of(MONTHS)
    cube = count_space_time(table, in_points(table), asb, present, june, step="week")
    assert cube.steps == ("2025-W23", "2025-W24", "2025-W25", "2025-W26")
    assert cube.counts.tolist() == [[2, 1, 0, 0]]


def test_weeks_need_a_date_on_every_row(
    incidents_of: Make, herefordshire: AreaProfile, coverage_of: Make, table: Any
) -> None:
    asb, present = herefordshire.selections["asb"], coverage_of(MONTHS)
    with pytest.raises(
        NotLoadedError, match="10 incidents of January 2025 to June 2025 have no date"
    ):
        count_space_time(table, in_points(table), asb, present, SPAN, step="week")


@pytest.mark.parametrize(
    ("facts", "first", "why"),
    [
        ({}, "2025-01", "December 2024 is not loaded"),
        ({"months": MONTHS[:2] + MONTHS[3:]}, "2025-04", "March 2025 is not loaded"),
        ({"breaks": (REISSUED,)}, "2025-04", REISSUED.words),
        ({"incomplete": {"2025-02": "February is short"}}, "2025-03", "February is short"),
        (
            {"sources": {m: ("open",) if m < "2025-05" else ("extract",) for m in MONTHS}},
            "2025-05",
            "April 2025 comes from other sources",
        ),
    ],
)
def test_the_study_period_is_the_unbroken_run_that_ends_in_the_month(
    herefordshire: AreaProfile, coverage_of: Make, facts: dict[str, Any], first: str, why: str
) -> None:
    present = coverage_of(facts.pop("months", MONTHS), **facts)
    span = study_period(present, "2025-06", herefordshire.selections["asb"])
    assert span == Span(first, "2025-06")
    assert why_it_begins(present, span) == why


def test_the_study_period_is_no_longer_than_asked(
    herefordshire: AreaProfile, coverage_of: Make
) -> None:
    span = study_period(coverage_of(MONTHS), "2025-06", herefordshire.selections["asb"], longest=3)
    assert span == Span("2025-04", "2025-06")
    assert why_it_begins(coverage_of(MONTHS), span, longest=3) == ""


def test_a_month_that_is_not_there_or_does_not_record_it_is_refused(
    herefordshire: AreaProfile, coverage_of: Make
) -> None:
    with pytest.raises(NotLoadedError, match="no incidents for July 2025: loaded is January 2025"):
        study_period(coverage_of(MONTHS), "2025-07", herefordshire.selections["asb"])
    with pytest.raises(NotLoadedError, match="Hate crime is not in the source for June 2025"):
        study_period(coverage_of(MONTHS, kind="open"), "2025-06", herefordshire.selections["hate"])


def test_a_month_cut_short_may_be_the_last(herefordshire: AreaProfile, coverage_of: Make) -> None:
    present = coverage_of(MONTHS, incomplete={"2025-06": "June 2025 goes to 2025-06-11 only"})
    span = study_period(present, "2025-06", herefordshire.selections["asb"])
    assert span == SPAN
