"""The whole chain on one cube: Gi*, its exact p, the correction, the trend, the category."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from geo_csp.statistics.emerging_categories import emerging_categories
from geo_csp.statistics.false_discovery import discoveries
from geo_csp.statistics.gi_star import GiStar, gi_star
from geo_csp.statistics.mann_kendall import Trend, mann_kendall


@dataclass(frozen=True)
class EmergingHotSpots:
    """``hot`` and ``cold`` are [cell, step]; ``trend`` and ``category`` have a value a cell.

    ``category`` counts in ``emerging_categories.CATEGORIES``.
    """

    gi_star: GiStar
    hot: NDArray[np.bool_]
    cold: NDArray[np.bool_]
    trend: Trend
    category: NDArray[np.int8]


def emerging_hot_spots(
    counts: NDArray[np.integer],
    adjacency: sparse.csr_array,
    *,
    with_cold: bool = False,
    rate: float = 0.05,
    alpha: float = 0.05,
) -> EmergingHotSpots:
    """Emerging hot spot analysis of a space-time cube.

    A step is hot where the exact p of its Gi* is a discovery at ``rate`` over the whole cube. With
    cold spots both sides are tested, so each p is doubled. The trend is Mann-Kendall's on the z
    of Gi*, significant at ``alpha``, two-sided.

    ``counts``: [cell, step], at least 10 steps; ``adjacency``: [cell, cell], 1 where cells touch.
    When not to trust it: see ``gi_star``; ask for the cold side only where counts are not sparse.
    A cell without incidents has a lower z from the second step on, since it then leans on twice as
    many counts: its trend says nothing.
    """
    result = gi_star(counts, adjacency, with_cold=with_cold)
    hot, cold = significant_steps(result, rate)
    trend = mann_kendall(result.z)
    category = emerging_categories(hot, cold, trend.direction(alpha))
    return EmergingHotSpots(result, hot, cold, trend, category)


def significant_steps(
    result: GiStar, rate: float = 0.05
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Hot and cold steps at this false discovery rate over the whole cube, both [cell, step]."""
    if result.p_cold is None:
        hot = discoveries(result.p_hot, rate)
        return hot, np.zeros_like(hot)
    is_above = result.p_hot < result.p_cold
    two_sided = np.minimum(2.0 * np.minimum(result.p_hot, result.p_cold), 1.0)
    found = discoveries(two_sided, rate)
    return found & is_above, found & ~is_above
