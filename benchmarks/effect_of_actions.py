"""The verdict on actions as it is given: does it cheer for nothing, and does it see what it says?

The rules of geo_csp.tasking.effect_figures whole: comparison areas chosen by the months before,
buffers, the larger of two estimated dispersions, the one-sided test at 5 %. 200 areas on a ring,
the action at one of the ten highest of the year before.

Run: python -m benchmarks.effect_of_actions
"""

from __future__ import annotations

import numpy as np

from benchmarks.dispersed_counts import dispersed_counts
from geo_csp.statistics.detectable_fall import LEVEL, power_of_test
from geo_csp.tasking.effect_figures import (
    Series,
    figures,
    nearest_first,
    strength_of_test,
    year_to_year,
)

AREAS = 200
HIGHEST = 10
MONTHS = 12
ACTIONS = 2_000
POWER_ACTIONS = 4_000
IN_BUFFER = 0.3  # incidents of a buffer, as a share of its area's
PLAIN = np.array([1.0])


def drawn(chance, rates, dispersion):
    """[area, month] of two years."""
    shape = (len(rates), 2 * MONTHS)
    return dispersed_counts(chance, rates[:, None] / MONTHS, dispersion, shape)


def series(monthly):
    before, after = monthly[None, :MONTHS], monthly[None, MONTHS:]
    return Series(before.astype(np.int64), after.astype(np.int64), before.astype(np.int64))


def null_action(chance, yearly, wanted, *, dispersion, spread, drift):
    """(told, p) of an action that did nothing; None where no area was alike."""
    rates = yearly * (chance.gamma(spread**-2, spread**2, AREAS) if spread else np.ones(AREAS))
    areas, buffers = drawn(chance, rates, dispersion), drawn(chance, IN_BUFFER * rates, dispersion)
    if drift:
        later = chance.gamma(drift**-2, drift**2, AREAS)
        areas[:, MONTHS:] = chance.poisson(
            rates[:, None] * later[:, None] / MONTHS, (AREAS, MONTHS)
        )
    year = areas[:, :MONTHS].sum(axis=1)
    treated = int(np.argsort(year)[-chance.integers(1, HIGHEST + 1)])
    apart = np.abs(np.arange(AREAS) - treated)
    is_near = np.minimum(apart, AREAS - apart) <= 3
    chosen = nearest_first(areas[:, :MONTHS], areas[treated, :MONTHS], is_near)[:wanted]
    if not len(chosen):
        return None
    per_incident = year_to_year(year[~is_near], areas[~is_near, MONTHS:].sum(axis=1))
    pairs = [(series(areas[area]), series(buffers[area])) for area in (treated, *chosen)]
    found = figures(pairs[0], pairs[1:], PLAIN, per_incident)
    return found.told, float(found.plain.p_of_fall)


def size(chance, yearly, wanted, *, dispersion, spread, drift=0.0):
    """Shares of all actions: fell by the test, called a fall, too few to tell, cannot tell."""
    found = [
        null_action(chance, yearly, wanted, dispersion=dispersion, spread=spread, drift=drift)
        for _ in range(ACTIONS)
    ]
    told = np.array([each for each in found if each is not None])
    return (
        float((told[:, 1] < LEVEL).mean()),
        float((told[:, 0] == -1).mean()),
        float(np.isnan(told[:, 0]).mean()),
        1 - len(told) / ACTIONS,
    )


def power(chance, yearly, wanted, fall):
    """Of actions with a true fall: the mean of the power stated of each, and the share found."""
    stated = found = 0.0
    quiet = IN_BUFFER * yearly / MONTHS
    for _ in range(POWER_ACTIONS):
        own = chance.poisson(np.repeat([yearly, yearly * (1 - fall)], MONTHS) / MONTHS)
        theirs = chance.poisson(yearly / MONTHS, (wanted, 2 * MONTHS))
        buffers = chance.poisson(quiet, (wanted + 1, 2 * MONTHS))
        areas = zip((own, *theirs), buffers, strict=True)
        site, *others = [(series(area), series(buffer)) for area, buffer in areas]
        made = figures(site, others, PLAIN, 0.0)
        before, standing, dispersion = strength_of_test(site, others, 0.0, made.plain)
        stated += float(power_of_test(before, fall, standing, dispersion)) / POWER_ACTIONS
        found += (float(made.plain.p_of_fall) < LEVEL) / POWER_ACTIONS
    return stated, found


def main() -> None:
    chance = np.random.default_rng(11)
    print(f"{ACTIONS} actions that did nothing, at places chosen because they were high")
    print(" yearly areas dispersion spread drift   test  called a fall  too few  cannot tell")
    cases = [(d, s, 0.0) for s in (0.0, 0.3) for d in (1.0, 1.5, 2.5)] + [(1.0, 0.3, 0.1)]
    for yearly in (20, 60, 200):
        for wanted in (1, 5):
            for dispersion, spread, drift in cases:
                found = size(
                    chance, yearly, wanted, dispersion=dispersion, spread=spread, drift=drift
                )
                print(
                    f"{yearly:7} {wanted:5} {dispersion:10} {spread:6} {drift:5}  {found[0]:.4f}"
                    f"         {found[1]:.4f}    {found[2]:.3f}        {found[3]:.3f}",
                    flush=True,
                )
    print(f"Power: stated / simulated ({POWER_ACTIONS} actions, dispersions estimated)")
    for yearly in (20, 60, 200):
        for wanted in (1, 3, 5):
            cells = [
                f"{fall:.0%} {stated:.3f}/{found:.3f}"
                for fall in (0.2, 0.3, 0.4, 0.5)
                for stated, found in [power(chance, yearly, wanted, fall)]
            ]
            print(f"{yearly:5} {wanted:3}  {'  '.join(cells)}", flush=True)


if __name__ == "__main__":
    main()
