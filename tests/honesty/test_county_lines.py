"""Leads: what is planted is found, and months of nothing have no more leads than stated.

Small; benchmarks/county_lines_planted.py has 100 seeds and county_lines_null.py 200 months of each
kind, docs/honesty.md their results.
"""

from __future__ import annotations

import numpy as np
import pytest

from geo_csp.area_profile import AreaProfile
from tests.honesty.signs import (
    at_least,
    drawn_signs,
    over_months,
    over_places,
    tiers_by_plant,
    tiers_of_nothing,
    with_fewer_replications,
)

SEEDS = range(201, 206)
MONTHS = ("2025-11", "2025-12")
WORLDS = 99  # of each kind of chance


@pytest.fixture(scope="module")
def found(herefordshire: AreaProfile) -> list[dict[str, list[str]]]:
    profile = with_fewer_replications(herefordshire, WORLDS)
    seeds = []
    for seed in SEEDS:
        by_plant: dict[str, list[str]] = {}
        for _, made, points in drawn_signs(profile, seed, MONTHS):
            for where, tiers in tiers_by_plant(made, points).items():
                by_plant.setdefault(where, []).extend(tiers)
        seeds.append(by_plant)
    return seeds


@pytest.mark.parametrize("where", ["city", "station", "village"])
def test_planted_signs_are_found_at_tier_a_or_b_within_two_months(found, where: str) -> None:
    assert sum(at_least(each[where], "B") for each in found) >= 4


def test_a_week_of_action_makes_no_lead(found) -> None:
    assert not any(each["week of action"] for each in found)


@pytest.mark.parametrize("permuted", [over_months, over_places])
def test_months_of_nothing_have_no_more_leads_than_stated(
    herefordshire: AreaProfile, permuted
) -> None:
    """10 months: more than 3 with a lead of tier A come by chance in 1 of 1,000 such tests."""
    profile, random = with_fewer_replications(herefordshire, WORLDS), np.random.default_rng(7)
    (_, made, _), *_ = drawn_signs(profile, 7, ("2025-10",))
    found = [tiers_of_nothing(made, permuted(made.by_point, random), seed) for seed in range(10)]
    assert sum(at_least(tiers, "A") for tiers in found) <= 3
