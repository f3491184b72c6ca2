"""An action that did nothing, at an area chosen because it was high: how often does the test cheer?

200 areas on a ring, each with a true yearly rate; the action comes to one of the ten highest by
the 12 months before; its comparison areas are chosen by the stated rules. Nothing changes.

Run: python -m benchmarks.displacement_null
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.dispersed_counts import dispersed_counts
from geo_csp.statistics.comparison_areas import choose_comparison_areas
from geo_csp.statistics.detectable_fall import (
    LEVEL,
    detectable_fall,
    power_of_test,
    verdict,
)
from geo_csp.statistics.dispersion import dispersion_of_change, pearson_dispersion
from geo_csp.statistics.displacement_difference import net_change

AREAS = 200
HIGHEST = 10
MONTHS = 12
ACTIONS = 2_000


@dataclass(frozen=True)
class NullActions:
    """Of all actions: the share called a fall, with and without the rules; those without areas."""

    size: float
    size_with_any_areas: float
    higher_before: float
    without_areas: float


def null_actions(chance, yearly, wanted, *, dispersion, spread, actions) -> NullActions:
    """``spread`` is the coefficient of variation of the true rates; 0 is pure luck."""
    found = [_one_action(chance, yearly, wanted, dispersion, spread) for _ in range(actions)]
    falls, falls_anywhere, ratios = np.array(found).T
    return NullActions(
        size=float(np.nanmean(falls)),
        size_with_any_areas=float(falls_anywhere.mean()),
        higher_before=float(np.nanmean(ratios)),
        without_areas=float(np.isnan(falls).mean()),
    )


def _one_action(chance, yearly, wanted, dispersion, spread):
    rates = yearly * (chance.gamma(spread**-2, spread**2, AREAS) if spread else np.ones(AREAS))
    monthly = dispersed_counts(chance, rates[:, None] / MONTHS, dispersion, (AREAS, 2 * MONTHS))
    before, after = monthly[:, :MONTHS], monthly[:, MONTHS:]
    treated = int(np.argsort(before.sum(axis=1))[-chance.integers(1, HIGHEST + 1)])
    apart = np.abs(np.arange(AREAS) - treated)
    touches = np.minimum(apart, AREAS - apart) <= 3
    scatter = pearson_dispersion(before)
    known = dispersion == 1
    chosen = choose_comparison_areas(
        before,
        treated,
        touches,
        dispersion=1.0 if known else max(1.0, float(np.nanmean(scatter.ratio))),
        wanted=wanted,
    ).chosen
    counts = np.stack([before.sum(axis=1), after.sum(axis=1)], axis=1)
    applied = np.ones(AREAS) if known else scatter.applied
    degrees = np.inf if known else MONTHS - 1
    anywhere = chance.choice(np.flatnonzero(~touches), wanted, replace=False)
    by_rule = _is_fall(counts, treated, chosen, applied, degrees) if chosen.size else np.nan
    ratio = counts[treated, 0] / counts[chosen, 0].mean() if chosen.size else np.nan
    return by_rule, _is_fall(counts, treated, anywhere, applied, degrees), ratio


def _is_fall(counts, treated, chosen, dispersions, degrees) -> float:
    found = net_change(
        counts[treated],
        counts[chosen],
        treated_dispersion=dispersions[treated],
        comparison_dispersions=dispersions[chosen],
        dispersion_degrees=degrees,
    )
    return float(found.p_of_fall < LEVEL)


def size_under_drift(chance, yearly, drift, actions) -> tuple[float, float]:
    """Rates that move by themselves: size with the months' dispersion, and with the change's too.

    Each area's rate of each year is drawn anew, with a coefficient of variation of ``drift``.
    """
    falls = []
    for _ in range(actions):
        levels = yearly * chance.gamma(0.3**-2, 0.3**2, (AREAS, 1))
        rates = levels * chance.gamma(drift**-2, drift**2, (AREAS, 2))
        monthly = chance.poisson(rates[..., None] / MONTHS, (AREAS, 2, MONTHS))
        counts = monthly.sum(axis=2)
        treated, *theirs = chance.choice(AREAS, 6, replace=False)
        of_months = pearson_dispersion(monthly[:, 0]).applied
        of_change = np.maximum(of_months, dispersion_of_change(*counts.T))
        falls.append(
            [
                _is_fall(counts, treated, theirs, dispersions, MONTHS - 1)
                for dispersions in (of_months, of_change)
            ]
        )
    return tuple(np.mean(falls, axis=0))


def simulated_power(chance, yearly, areas, fall, actions) -> float:
    treated = chance.poisson([yearly, yearly * (1 - fall)], (actions, 2))
    comparisons = chance.poisson(yearly, (actions, areas, 2))
    return float(np.mean(net_change(treated, comparisons).p_of_fall < LEVEL))


def main() -> None:
    chance = np.random.default_rng(7)
    print(f"{ACTIONS} null actions: one-sided size at 5 % (any areas: without the rules)")
    print(" yearly areas dispersion  spread   size  any areas  before/theirs  cannot tell")
    for spread in (0.0, 0.3, 1.0):
        for yearly in (20, 60, 200):
            for areas in (1, 3, 5):
                for dispersion in (1.0, 1.5, 2.5):
                    found = null_actions(
                        chance,
                        yearly,
                        areas,
                        dispersion=dispersion,
                        spread=spread,
                        actions=ACTIONS,
                    )
                    print(
                        f"{yearly:7} {areas:5} {dispersion:10} {spread:7}  {found.size:.4f}"
                        f"     {found.size_with_any_areas:.3f}         {found.higher_before:.3f}"
                        f"        {found.without_areas:.3f}",
                        flush=True,
                    )
    print("Rates that drift from year to year: size by the months' dispersion, by the change's")
    for yearly in (20, 60, 200):
        for drift in (0.1, 0.2):
            by_months, by_change = size_under_drift(chance, yearly, drift, ACTIONS)
            print(f"{yearly:7} {drift:5}   {by_months:.4f}  {by_change:.4f}", flush=True)
    print("Power: stated / simulated (100,000 actions)")
    for yearly in (20, 60, 200):
        for areas in (1, 3, 5):
            theirs = [yearly] * areas
            cells = [
                f"{fall:.0%} {power_of_test(yearly, fall, theirs):.3f}/"
                f"{simulated_power(chance, yearly, areas, fall, 100_000):.3f}"
                for fall in (0.1, 0.2, 0.3, 0.4, 0.5)
            ]
            smallest = detectable_fall(yearly, theirs)
            print(f"{yearly:5} {areas:3}  {'  '.join(cells)}  detectable fall {smallest:.2f}")
    told = [
        float(verdict(net_change([20, 10], [[20, 20]] * n), detectable_fall(20, [20] * n)))
        for n in (1, 3, 5, 20)
    ]
    print(f"20 to 10 beside 20 to 20, by 1, 3, 5, 20 areas (nan: too few to tell): {told}")


if __name__ == "__main__":
    main()
