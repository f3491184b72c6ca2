"""Are planted signs of county lines found? 100 seeds of the demonstration's open data.

Run: python -m benchmarks.county_lines_planted [seeds]. Prints one line a seed and then the shares;
they stand in docs/honesty.md. Exits with 1 where a plant of (3, 1, 4) or more is found at tier A or
B within two months of its start in fewer than 85 of 100 seeds. Beside the plants, one stream alone:
twenty drugs more in each of two months, at a place far from all of them.
"""

from __future__ import annotations

import sys
from collections import Counter

import numpy as np

from geo_csp.area_profile import load_profile
from geo_csp.county_lines.lead import TIERS
from geo_csp.demo.planted_truth import COUNTY_LINES
from tests.honesty.signs import (
    at_least,
    drawn_signs,
    tiers_by_plant,
    tiers_of_drugs_alone,
    with_fewer_replications,
)

SEEDS = 100
BAR = 0.85
MONTHS = ("2025-11", "2025-12")
REQUIRED = ("city", "station", "village")


def main() -> int:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    profile, held = with_fewer_replications(load_profile("herefordshire")), Counter[str]()
    for seed in range(1, seeds + 1):
        found: dict[str, list[str]] = {planted.where: [] for planted in COUNTY_LINES}
        for month, made, points in drawn_signs(profile, seed, MONTHS):
            for where, tiers in tiers_by_plant(made, points).items():
                found[where] += tiers
                held[f"{where} A or B in {month}"] += at_least(tiers, "B")
        alone = tiers_of_drugs_alone(made, points, np.random.default_rng(seed))
        held["drugs alone, any tier"] += bool(alone)
        for where, tiers in found.items():
            for tier in TIERS:
                held[f"{where} {tier}"] += at_least(tiers, tier)
        print(f"seed {seed}: {found}", flush=True)
    print(f"\n{seeds} seeds, {profile.county_lines.replications} replications, tier or stronger")
    for what, count in sorted(held.items()):
        print(f"  {count:3}  {what}")
    return int(any(held[f"{where} B"] < BAR * seeds for where in REQUIRED))


if __name__ == "__main__":
    sys.exit(main())
