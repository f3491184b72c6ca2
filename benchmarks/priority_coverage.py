"""Does a priority's rank interval hold its rank by expected score, for the score as it is made?

Places with findings of every strength and incidents of every weight, by Herefordshire's profile.
The findings stand; the incidents of the window come out otherwise in each of 200 months, and with
them harm, volume and the list. Asked of each of the ten lines, picked by the very counts.

Run: python -m benchmarks.priority_coverage
"""

from __future__ import annotations

import numpy as np
from scipy import stats

from geo_csp.area_profile import load_profile
from geo_csp.tasking.candidates import Candidate, Reason, Voice
from geo_csp.tasking.kinds import kinds_of_themes
from geo_csp.tasking.rank import rerank
from geo_csp.tasking.weights import weights_of
from tests.tasking.samples import priority

MONTHS = 200
LINES = 10
ENOUGH = 175
# Incidents of a place in six months: those of the demonstration's list, about.
MEANS = {
    "asb": 30.0,
    "hate": 1.0,
    "acquisitive/burglary": 1.5,
    "acquisitive/robbery": 0.3,
    "acquisitive/shoplifting": 12.0,
    "acquisitive/bicycle-theft": 1.0,
    "acquisitive/vehicle-crime": 3.0,
    "acquisitive/theft-from-the-person": 0.5,
    "acquisitive/other-theft": 7.0,
    "drugs": 2.0,
    "weapons": 0.7,
    "damage": 6.0,
}
SPREADS = {
    "alike": lambda chance, shape: chance.gamma(1000, 1 / 1000, shape),
    "mixed": lambda chance, shape: chance.gamma(0.5, 2.0, shape),
    "by level": lambda chance, shape: (
        np.exp(chance.normal(-0.7, 1.2, (shape[0], 1))) * np.ones(shape)
    ),
}


def candidates(chance, places):
    found = []
    for place in range(places):
        code = f"place-{place:03}"
        reason = Reason(
            code=f"asb-{code}",
            words="a hotspot",
            theme=str(chance.choice(["asb", "acquisitive", "soc"])),
            emergence=float(chance.choice([0.0, 0.6, 1.0])),
            persistence=float(chance.choice([0.0, 0.3, 1.0])),
            police_found=0.0,
            stability=float(chance.random()),
            stability_words="",
            held=0.6,
            break_words="",
            is_lead=False,
        )
        found.append(Candidate(code, code, None, None, (reason,), Voice(code, 0)))
    return found


def listed(profile, found, rates):
    kinds = kinds_of_themes(profile.tasking)
    return [
        priority(profile, each, dict(zip(kinds, row.tolist(), strict=True)))
        for each, row in zip(found, rates, strict=True)
    ]


def covered(chance, profile, places, spread):
    """Months in which each line's interval held its rank by expected score; mean width."""
    weights = weights_of(profile.tasking.weights)
    kinds = kinds_of_themes(profile.tasking)
    rates = np.array([MEANS[kind] for kind in kinds]) * SPREADS[spread](
        chance, (places, len(kinds))
    )
    found = candidates(chance, places)
    expected = np.array([each.score for each in listed(profile, found, rates)])
    truth = dict(
        zip(
            [each.place_code for each in found],
            stats.rankdata(-expected, method="min").tolist(),
            strict=True,
        )
    )
    lines, width = np.zeros(LINES, int), 0.0
    for _ in range(MONTHS):
        month = rerank(listed(profile, found, chance.poisson(rates)), weights)
        for line, each in enumerate(month[:LINES]):
            lines[line] += each.rank_low <= truth[each.code] <= each.rank_high
            width += (each.rank_high - each.rank_low) / (LINES * MONTHS)
    return lines, width


def main() -> None:
    chance, profile = np.random.default_rng(5), load_profile("herefordshire")
    print(f"Of {MONTHS} months, the bar {ENOUGH}: the line held least often; mean width")
    for places in (15, 30):
        for spread in SPREADS:
            lines, width = covered(chance, profile, places, spread)
            print(f"{places:4} places, {spread:9} {lines.min():5} {width:6.1f}", flush=True)


if __name__ == "__main__":
    main()
