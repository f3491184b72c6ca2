"""What is planted in the demonstration is found, and what is not there is not said.

Five seeds; benchmarks/planted_truth.py has 50, docs/honesty.md its result. Its bar for the
large rises, 43 of 50, is 4.3 of five.
"""

from __future__ import annotations

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.months import shift
from tests.honesty.planted import (
    DIMINISHING,
    FADING,
    RISING,
    WORDS_OF_A_FALL,
    Seen,
    category_of,
    emerging,
    look,
    with_fewer_replications,
)

SEEDS = range(101, 106)
LAST = "2025-12"
AFTER_THE_FALL = (shift(FADING.last, 1), LAST)
ASKED = [(month, "asb") for month in AFTER_THE_FALL] + [(LAST, category_of(DIMINISHING))]


@pytest.fixture(scope="module")
def seen(herefordshire: AreaProfile, tmp_path_factory: pytest.TempPathFactory) -> list[Seen]:
    profile = with_fewer_replications(herefordshire)
    return [look(profile, seed, tmp_path_factory.mktemp("planted"), ASKED) for seed in SEEDS]


@pytest.mark.parametrize("a_month", [12, 8])
def test_a_large_rise_is_found_within_two_months(seen: list[Seen], a_month: int) -> None:
    plant = emerging(a_month)
    assert plant.first == AFTER_THE_FALL[0]
    assert sum(each.is_found(plant, AFTER_THE_FALL) for each in seen) >= 4


def test_what_fades_is_said_to_have_fallen_and_never_to_rise(seen: list[Seen]) -> None:
    for each in seen:
        for month in AFTER_THE_FALL:
            assert not each.words(FADING, month) & set(RISING)
            assert any(words in each.said(FADING, month) for words in WORDS_OF_A_FALL)


def test_25_a_month_falling_to_10_is_diminishing(seen: list[Seen]) -> None:
    for each in seen:
        assert "diminishing" in each.words(DIMINISHING, LAST)


def test_new_snap_points_are_no_hotspot_without_the_warning(seen: list[Seen]) -> None:
    findings = [each.of_the_new_point() for each in seen]
    assert sum(map(bool, findings)) >= 3  # the map does make a hotspot
    for hotspot in (hotspot for found in findings for hotspot in found):
        assert "snap points were issued anew" in hotspot.break_words
        assert hotspot.break_words in hotspot.sentence
        assert hotspot.kind != "emerging"
