"""Where nothing is real: 200 null months of each kind, and the leads that come of them.

Run: python -m benchmarks.county_lines_null [months] [seed]. The signs of the open data of 2025, of
which each stream is dealt out anew by itself: its months among its incidents, or its points, with
their months as they are, among all points. The second keeps what each stream does at a point and
breaks up what streams do together. Prints how many months have a lead of each tier; the result
stands in docs/honesty.md. Exits with 1 where more than 8 % have one of tier A.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

from geo_csp.area_profile import AreaProfile, load_profile
from geo_csp.county_lines.lead import TIERS
from geo_csp.county_lines.signs import SIGN_COLUMNS, Signs, signs
from geo_csp.incidents.coverage import counted, coverage
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_incidents, read_manifest
from geo_csp.months import Span
from tests.honesty.signs import (
    at_least,
    over_months,
    over_places,
    tiers_of_nothing,
    with_fewer_replications,
)

MONTHS = 200
BAR = 16 / 200
KINDS = {"months": over_months, "places": over_places}


def signs_of_2025(profile: AreaProfile) -> Signs:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        load([Path("data/open/herefordshire.zip")], profile, store)
        manifest = read_manifest(store)
        used = counted(manifest, profile)
        rows = read_incidents(store, used, profile.name, SIGN_COLUMNS)
        span = Span("2025-01", "2025-12")
        return signs(rows, profile, coverage(manifest, profile), span, ())


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else MONTHS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 2025
    made, random = signs_of_2025(with_fewer_replications(load_profile("herefordshire"))), None
    tiers, missed = made.profile.county_lines.tiers, False
    for kind, permuted in KINDS.items():
        random = np.random.default_rng(seed)
        found = [
            tiers_of_nothing(made, permuted(made.by_point, random), seed * number + month)
            for month in range(number)
        ]
        print(f"streams permuted over {kind}: {number} months")
        for tier in TIERS:
            share = np.mean([at_least(each, tier) for each in found])
            error = (tiers[tier] * (1 - tiers[tier]) / number) ** 0.5
            print(
                f"  tier {tier} or stronger: {share:.3f} of months; stated {tiers[tier]}, "
                f"standard error {error:.3f}",
                flush=True,
            )
        missed |= np.mean([at_least(each, "A") for each in found]) > BAR
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
