"""Do planted places head the list in their months, and are planted actions told rightly?

Ten seeds of the demonstration's open data. A plant that no method finds is not on the list; it is
counted as missed, not as ranked low. The planted signs of county lines head the list as well:
six plants of December and five places with signs are one more than ten lines hold.

Run: python -m benchmarks.planted_list
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from geo_csp.area_profile import load_profile
from geo_csp.demo.planted_truth import PLANTS
from tests.honesty.planted import with_fewer_replications
from tests.honesty.planted_list import TOP, look_at_list, store_of

SEEDS = range(101, 111)


def main() -> None:
    profile = with_fewer_replications(load_profile("herefordshire"))
    found, listed, beside_signs = Counter(), Counter(), Counter()
    verdicts = Counter()
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            store = store_of(profile, seed, Path(folder))
            for month in sorted({plant.last for plant in PLANTS}):
                seen = look_at_list(profile, store, seed, month)
                for plant in (plant for plant in PLANTS if plant.last == month):
                    name = f"{plant.kind} {plant.street}, {plant.extra_a_month} a month"
                    rank = seen.rank_of(plant)
                    found[name] += seen.is_found(plant)
                    if rank is not None:
                        listed[name] += rank <= TOP
                        beside_signs[name] += rank - seen.signs_above(rank) <= TOP
            verdicts.update((each.what, each.verdict) for each in seen.effects)
        print(f"seed {seed}", flush=True)
    print(f"Of {len(SEEDS)} seeds: found, in the top ten, and so without planted signs above it")
    for name, number in found.items():
        print(f"{name:45} {number:3} {listed[name]:3} {beside_signs[name]:3}")
    for (what, verdict), number in sorted(verdicts.items()):
        print(f"{what:40} {verdict:22} {number:3}")


if __name__ == "__main__":
    main()
