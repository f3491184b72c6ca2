"""Incidents counted by area, month and selection."""

from __future__ import annotations

import dataclasses

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.counts.cube import count_cube
from geo_csp.errors import NotLoadedError
from geo_csp.months import Span, parse_span

CENTRAL, TUPSLEY, LEDBURY = "E05009449", "E05009486", "E05009465"
JUNE, JULY = "2025-06", "2025-07"


@pytest.fixture
def rows(incidents_of):
    asb = {"category": "asb", "month": JUNE}
    return incidents_of(
        {**asb, "ward": CENTRAL, "offence": "noise"},
        {**asb, "ward": CENTRAL, "offence": None},
        {**asb, "ward": LEDBURY, "offence": "noise", "month": JULY},
        {"category": "acquisitive", "offence": "burglary", "ward": TUPSLEY, "month": JUNE},
        # race (1) and disability (8), in a category that is not of neighbourhood crime
        {"category": "violence", "is_hate": True, "strands": 9, "ward": CENTRAL, "month": JUNE},
        # hate within anti-social behaviour: counted once in neighbourhood crime
        {**asb, "ward": CENTRAL, "offence": "rowdy", "is_hate": True, "strands": 1},
        {"category": "damage", "ward": TUPSLEY, "month": JULY},
    )


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ("asb", [2 + 1, 1]),
        ("noise", [1, 1]),
        ("rowdy", [1, 0]),
        ("acquisitive", [1, 0]),
        ("burglary", [1, 0]),
        ("robbery", [0, 0]),
        ("violence", [1, 0]),
        ("hate", [2, 0]),
        ("hate-race", [2, 0]),
        ("hate-disability", [1, 0]),
        ("hate-religion", [0, 0]),
        ("neighbourhood", [3 + 1 + 1, 1]),
        ("damage", [0, 1]),
        ("all", [5, 2]),
    ],
)
def test_each_selection_counts_what_its_words_say(
    rows, herefordshire, coverage_of, selection, expected
):
    cube = count_cube(rows, herefordshire, coverage_of([JUNE, JULY]), "county")
    assert [int(cube.counted(selection, Span(m, m))[0]) for m in (JUNE, JULY)] == expected


def test_the_strategys_reading_counts_damage_as_anti_social(rows, herefordshire, coverage_of):
    profile = AreaProfile(**herefordshire.model_dump() | {"asb_reading": "strategy"})
    cube = count_cube(rows, profile, coverage_of([JUNE, JULY]), "county")
    assert int(cube.counted("asb", Span(JULY, JULY))[0]) == 1 + 1
    assert int(cube.counted("neighbourhood", Span(JULY, JULY))[0]) == 1 + 1


def test_wards_sum_to_localities_and_to_the_county(rows, herefordshire, coverage_of):
    cubes = {
        level: count_cube(rows, herefordshire, coverage_of([JUNE, JULY]), level)
        for level in ("ward", "locality", "county")
    }
    total = cubes["county"].counts[0]
    assert (cubes["ward"].counts.sum(axis=0) == total).all()
    assert (cubes["locality"].counts.sum(axis=0) == total).all()
    hereford = cubes["locality"].areas.codes.index("hereford")
    assert int(cubes["locality"].counted("all", parse_span("2025-06:2025-07"))[hereford]) == 6


def test_incidents_in_none_of_the_levels_areas_are_kept_apart(
    incidents_of, herefordshire, coverage_of
):
    rows = incidents_of({"category": "asb", "month": JUNE, "ward": CENTRAL, "lsoa": None})
    by_lsoa = count_cube(rows, herefordshire, coverage_of([JUNE]), "lsoa")
    assert by_lsoa.counts.sum() == 0
    assert int(by_lsoa.in_no_area[0, by_lsoa.selections.index("asb")]) == 1
    by_ward = count_cube(rows, herefordshire, coverage_of([JUNE]), "ward")
    assert by_ward.in_no_area.sum() == 0


def test_a_span_over_a_gap_is_refused_by_the_names_of_its_months(rows, herefordshire, coverage_of):
    months = ["2024-03", "2024-04", "2025-01", JUNE]
    cube = count_cube(rows, herefordshire, coverage_of(months), "ward")
    with pytest.raises(NotLoadedError, match="no figures for May 2024 to December 2024: load"):
        cube.counted("asb", parse_span("2024-03:2025-01"))


def test_months_of_before_the_area_was_known_are_to_be_loaded_again(
    rows, herefordshire, coverage_of
):
    old = dataclasses.replace(coverage_of([JUNE]), not_placed=("2025-05",))
    cube = count_cube(rows, herefordshire, old, "ward")
    words = "no figures for May 2025: .* before this area was known: load them again"
    with pytest.raises(NotLoadedError, match=words):
        cube.counted("asb", parse_span("2025-05:2025-06"))


def test_with_nothing_loaded_the_refusal_says_so(incidents_of, herefordshire, coverage_of):
    empty = coverage_of([])
    cube = count_cube(incidents_of(), herefordshire, empty, "ward")
    with pytest.raises(NotLoadedError, match="nothing is loaded yet"):
        cube.counted("asb", Span(JUNE, JUNE))


def test_months_that_do_not_count_are_left_out(rows, herefordshire, coverage_of):
    cube = count_cube(rows, herefordshire, coverage_of([JULY]), "county")
    assert cube.months == (JULY,)
    assert int(cube.counts[0, 0, cube.selections.index("all")]) == 2
