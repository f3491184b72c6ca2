"""Planted places head the list in their months, and planted actions are told for what they did.

One other seed here; benchmarks/planted_list.py has ten, docs/honesty.md its result.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.planted_truth import PLANTS
from tests.honesty.planted import with_fewer_replications
from tests.honesty.planted_list import TOP, Listed, look_at_list, store_of

SEED = 101


@pytest.fixture(scope="module")
def store(herefordshire: AreaProfile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(herefordshire, SEED, tmp_path_factory.mktemp("listed"))


@pytest.fixture(scope="module")
def december(herefordshire: AreaProfile, store: Path) -> Listed:
    return look_at_list(with_fewer_replications(herefordshire), store, SEED, "2025-12")


@pytest.mark.parametrize(
    "plant", [p for p in PLANTS if p.last == "2025-12"], ids=lambda p: f"{p.kind}-{p.street}"
)
def test_a_planted_place_that_is_found_is_in_the_top_ten(december: Listed, plant: object) -> None:
    rank = december.rank_of(plant)  # type: ignore[arg-type]
    if not december.is_found(plant):  # type: ignore[arg-type]
        pytest.skip("three a month are not found in every county of chance: docs/honesty.md")
    assert rank is not None
    assert rank - december.signs_above(rank) <= TOP


def test_actions_are_told_for_what_they_did(december: Listed) -> None:
    worked, did_not, too_small = december.effects
    assert worked.verdict == "fell"
    assert worked.upper is not None
    assert worked.upper < 0
    assert did_not.verdict == "no evidence of change"
    assert did_not.lower is not None
    assert did_not.upper is not None
    assert did_not.lower < 0 < did_not.upper
    assert too_small.verdict == "too few to tell"
    assert [len(each.comparisons) for each in december.effects] == [5, 5, 5]
