"""Which wards do leads fall in, where nothing is real and in the open data? By ward, any tier.

Run: python -m benchmarks.county_lines_wards [null months] [seed]. The null months are those of
``county_lines_null`` that deal each stream's months out anew; the real ones are June to December
2025. A ward's share of leads is held against its share of the incidents that are signs. The result
stands in docs/algorithmic_transparency.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace

import numpy as np

from benchmarks.county_lines_null import signs_of_2025
from geo_csp.area_profile import load_profile
from geo_csp.county_lines.find import scan
from geo_csp.county_lines.signs import Signs
from geo_csp.geography.boundaries import locate, read_outlines
from geo_csp.months import Span
from tests.honesty.signs import over_months, with_fewer_replications

NULL_MONTHS = 200
REAL = Span("2025-06", "2025-12")


def until(made: Signs, last: str) -> Signs:
    span = Span(made.span.first, last)
    return replace(made, span=span, by_point=made.by_point[:, :, : len(span)])


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NULL_MONTHS
    random = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 2025)
    profile = with_fewer_replications(load_profile("herefordshire"))
    made, wards = signs_of_2025(profile), read_outlines(profile, profile.wards)
    ward = locate(*made.points_27700.T, wards)
    null, real = Counter[int](), Counter[int]()
    for seed in range(number):
        world = replace(made, by_point=over_months(made.by_point, random))
        null.update(int(ward[each.members[0]]) for each in scan(world, 2, seed)[0])
    for month in REAL.months():
        real.update(int(ward[each.members[0]]) for each in scan(until(made, month), 2)[0])
    signs = np.bincount(ward[ward >= 0], made.by_point.sum(axis=(0, 2))[ward >= 0])
    print(f"{number} null months: {null.total()} leads; {len(REAL)} real: {real.total()}")
    for at, leads in null.most_common():
        share = leads / null.total()
        print(f"| {wards.names[at]} | {signs[at] / signs.sum():.0%} | {share:.0%} | {real[at]} |")
    others = {wards.names[at]: count for at, count in real.items() if at not in null}
    print(f"real leads in wards without a null one: {others}")


if __name__ == "__main__":
    main()
