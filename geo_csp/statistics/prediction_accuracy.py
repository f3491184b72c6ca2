"""How well did a ranking of cells hold in the step after it?

Hit rate, PAI, PEI and RRI of the cells ranked first, up to an area. Cells of equal rank at the
cut share what is left of the area evenly: taking them in any fixed order would favour or punish
plain counts, which have many ties, against a smooth surface, which has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Accuracy:
    """One ranking against one step.

    ``hit_rate``: share of the step's incidents in the chosen cells. ``efficiency`` (PEI): that
    share of what the best choice of the same area would have held. ``index`` (PAI): hit rate to
    the chosen share of the area that has incidents at all. ``reliability`` (RRI): predicted to
    observed in the chosen cells; None where they held less than one incident.
    """

    hit_rate: float
    efficiency: float
    index: float
    reliability: float | None


@dataclass(frozen=True)
class MeanOverSteps:
    """``lower`` and ``upper`` are None for a single step, which has no spread to judge by."""

    mean: float
    lower: float | None
    upper: float | None
    steps: int


def accuracy_at(
    observed: Values,
    predicted: Values,
    area_km2: Values,
    at_km2: float,
    occupied_before: NDArray[np.bool_],
) -> Accuracy | None:
    """Accuracy of the cells with the highest ``predicted`` per km2 that fill ``at_km2``.

    ``observed``: incidents of the step; ``predicted``: incidents foreseen (in the same unit, or
    reliability says nothing); ``area_km2``; ``occupied_before``: cells that held incidents in the
    steps before: all [cell]. PAI counts the area of cells occupied before or now and no other,
    since over a county mostly empty it flatters anything. None where the step has no incident: then
    no ranking can be judged.

    When not to trust it: a single step with few incidents; and PAI grows as the chosen area
    shrinks, so compare rankings at one area only.

    Chainey, Tompson & Uhlig 2008, Security Journal 21:4-28 (PAI); Hunt 2016, RAND Corporation
    dissertation (PEI); Levine 2008, Security Journal 21:295-302 (RRI).
    """
    incidents = float(observed.sum())
    if incidents == 0:
        return None
    chosen = _share_chosen(predicted / area_km2, area_km2, at_km2)
    best = _share_chosen(observed / area_km2, area_km2, at_km2)
    # Summed without the matrix library, which starts threads for rows as long as these.
    hits = float((chosen * observed).sum())
    occupied = occupied_before | (observed > 0)
    share = float((chosen * area_km2)[occupied].sum() / area_km2[occupied].sum())
    return Accuracy(
        hit_rate=hits / incidents,
        efficiency=hits / float((best * observed).sum()),
        index=hits / incidents / share if hits > 0 else 0.0,
        reliability=float((chosen * predicted).sum()) / hits if hits >= 1 else None,
    )


def _share_chosen(density: Values, area_km2: Values, at_km2: float) -> Values:
    """How much of each cell is chosen, 0 to 1, filling the area from the densest cell down."""
    _, level = np.unique(-density, return_inverse=True)
    area_of_level = np.bincount(level, weights=area_km2)
    filled_before = np.cumsum(area_of_level) - area_of_level
    share = np.clip((at_km2 - filled_before) / area_of_level, 0.0, 1.0)
    chosen: Values = share[level]
    return chosen


@dataclass(frozen=True)
class AccuracyCurve:
    """PAI, PEI and RRI of the first 1, 2, ... cells; each [cell], in the order of the ranking."""

    index: Values
    efficiency: Values
    reliability: Values


def accuracy_curve(observed: Values, predicted: Values, area_km2: Values) -> AccuracyCurve:
    """PAI, PEI and RRI as cells are added from the highest predicted density down.

    ``index`` = share of incidents / share of area, ``efficiency`` = index / index of the perfect
    order, ``reliability`` = predicted / observed so far, infinite until the first incident. Of
    equal cells the one with fewer incidents comes first, so ties never flatter. All are [cell];
    there must be an incident. Sources as for ``accuracy_at``.
    """
    ranked = np.lexsort((observed / area_km2, -predicted / area_km2))
    perfect = np.argsort(-observed / area_km2, kind="stable")
    found = np.cumsum(observed[ranked])
    foreseen = np.cumsum(predicted[ranked])
    index = _index(observed, area_km2, ranked)
    return AccuracyCurve(
        index=index,
        efficiency=index / _index(observed, area_km2, perfect),
        reliability=np.divide(foreseen, found, out=np.full(found.size, np.inf), where=found > 0),
    )


def _index(observed: Values, area_km2: Values, order: NDArray[np.int64]) -> Values:
    held = np.cumsum(observed[order]) / observed.sum()
    covered = np.cumsum(area_km2[order]) / area_km2.sum()
    index: Values = held / covered
    return index


def mean_over_steps(values: Sequence[float], confidence: float = 0.95) -> MeanOverSteps | None:
    """Mean of a measure over the steps, with Student's interval; None where there is no step.

    When not to trust it: under about six steps the interval is wide for good reason; steps next
    to each other are taken as independent. A lower limit below 0 is set to 0.
    """
    if not values:
        return None
    mean = float(np.mean(values))
    if len(values) == 1:
        return MeanOverSteps(mean, None, None, 1)
    error = float(np.std(values, ddof=1)) / len(values) ** 0.5
    reach = float(special.stdtrit(len(values) - 1, (1.0 + confidence) / 2.0)) * error
    return MeanOverSteps(mean, max(mean - reach, 0.0), mean + reach, len(values))
