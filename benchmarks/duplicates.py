"""How surely records of two sources that tell of one incident are found, and how few others are.

Run: python benchmarks/duplicates.py [seeds]

The police's incidents and the council's reports are the demonstration's, drawn anew for each seed.
What the council was told alone happens where the police's own incidents happen, which is where one
is most easily taken for another. Precision: of the links made, those between two records of one
incident. Recall: of the incidents told twice, those linked to the right record.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np

from geo_csp.area_profile import load_profile
from geo_csp.demo.council_reports import Telling, council_reports
from geo_csp.demo.generate import drawn
from geo_csp.demo.planted_truth import PLANTS
from geo_csp.incidents.duplicates import Records, counted_as
from geo_csp.profile_settings import Duplicates

USUAL = Telling()
TELLINGS = {
    "as in the demonstration": USUAL,
    "half as exact in place and time": replace(USUAL, place_m=40.0, time_min=80.0),
    "place: 60 m off": replace(USUAL, place_m=60.0),
    "time: two hours off": replace(USUAL, time_min=120.0),
    "half without a time of day": replace(USUAL, no_time=0.5),
    "none with a time of day": replace(USUAL, no_time=1.0),
    "three in ten of another type": replace(USUAL, other_type=0.3),
    "half without a type": replace(USUAL, no_type=0.5),
    "four times as many told alone": replace(USUAL, alone=6.0),
}
RULES = {
    "100 m, 3 h, 0 days": Duplicates(),
    "100 m, 3 h, 1 day": Duplicates(days=1),
    "50 m, 1.5 h, 0 days": Duplicates(metres=50.0, hours=1.5),
    "200 m, 6 h, 2 days": Duplicates(metres=200.0, hours=6.0, days=2),
}


def records(frame, points):
    point = frame["point"].to_numpy()
    is_street_only = frame["easting"].isna()
    return Records(
        easting=np.where(is_street_only, points.easting[point], frame["easting"]),
        northing=np.where(is_street_only, points.northing[point], frame["northing"]),
        precision_m=np.where(is_street_only, 50.0, 0.0),
        began=frame["when"].to_numpy().astype("datetime64[s]"),
        category=np.full(len(frame), "asb", object),
        offence=frame["asb_type"].to_numpy(object),
        is_hate=np.zeros(len(frame), np.bool_),
        strands=np.zeros(len(frame), np.int64),
    )


def in_order(frame):
    return frame.sort_values(["when", "easting", "northing", "reference"], ignore_index=True)


def scored(points, incidents, seed, telling, rules):
    police = in_order(incidents[incidents["offence"] == "asb"])
    rng = np.random.default_rng([seed, 7_001])
    council = in_order(council_reports(points, incidents, rng, telling))
    counts = counted_as([records(police, points), records(council, points)], rules)
    links = counts[len(police) :]
    is_linked = links < len(police)
    told_of = council["told_of"].to_numpy(object)
    named = police["reference"].to_numpy(object)[np.where(is_linked, links, 0)]
    right = is_linked & (named == told_of)
    return right.sum(), is_linked.sum(), (told_of != "").sum()


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    profile = load_profile("herefordshire")
    drawings = [(seed, *drawn(profile, seed, PLANTS)) for seed in range(1, seeds + 1)]
    settings = [("100 m, 3 h, 0 days", name) for name in TELLINGS]
    settings += [(name, "as in the demonstration") for name in list(RULES)[1:]]
    print(f"{'rules':22}{'told':34}{'told twice':>11}{'precision':>11}{'recall':>8}")
    for rules, told in settings:
        sums = np.sum(
            [scored(p, i, s, TELLINGS[told], RULES[rules]) for s, p, i in drawings], axis=0
        )
        right, linked, twice = sums.tolist()
        print(f"{rules:22}{told:34}{twice:>11,}{right / linked:>11.3f}{right / twice:>8.3f}")


if __name__ == "__main__":
    main()
