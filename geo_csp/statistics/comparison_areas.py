"""Which areas to compare an area with? Those that were alike before and do not touch it.

They are chosen from the counts before alone. An area that was picked because it was high falls
back by itself; areas that were as high at the same time fall back with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# Alike: not further apart than the scatter of the difference itself.
LEVEL_WITHIN = 1.0
TREND_WITHIN = 1.0
AREAS_WANTED = 5


@dataclass(frozen=True)
class ComparisonAreas:
    """The areas chosen, nearest first, and every area's distance by each rule.

    ``chosen`` holds row numbers. ``level_apart`` and ``trend_apart`` are standard errors: above 0
    the area was higher before, or rose more, than the one acted on. ``is_free`` is False for that
    area, for those that touch it, and for those excluded.
    """

    chosen: npt.NDArray[np.int_]
    level_apart: Floats
    trend_apart: Floats
    is_free: Bools


def choose_comparison_areas(
    before: npt.ArrayLike,
    treated: int,
    touches: npt.ArrayLike,
    *,
    excluded: npt.ArrayLike = False,
    dispersion: float = 1.0,
    wanted: int = AREAS_WANTED,
) -> ComparisonAreas:
    """Choose by three rules, in this order: not adjoining, similar level, similar trend.

    ``before`` [areas, periods] counts of the periods before the action only, an even number of
    them. ``touches`` [areas] says which areas adjoin the one acted on (row ``treated``), or its
    buffer; ``excluded`` [areas] which had an action of their own.

    level: |C - T| <= sqrt(dispersion (C + T)), totals of all periods
    trend: the same of the later half less the earlier half: |(C2 - C1) - (T2 - T1)| likewise

    Of those that pass, the ``wanted`` nearest by the sum of both squares; equals in row order.
    Fewer may pass, or none: then there is no comparison, and widening the rules would only hide
    it. When the area was the very highest, all others were lower: look at ``level_apart``.
    """
    counts = np.asarray(before, dtype=np.float64)
    half = counts.shape[1] // 2
    if counts.shape[1] % 2 or not half:
        raise ValueError(f"an even number of periods is needed, got {counts.shape[1]}")
    total = counts.sum(axis=1)
    rise = counts[:, half:].sum(axis=1) - counts[:, :half].sum(axis=1)
    # No events in either area: alike, and of no use to anyone; a variance of 1 keeps it finite.
    spread = np.sqrt(np.maximum(dispersion * (total + total[treated]), 1.0))
    level_apart = (total - total[treated]) / spread
    trend_apart = (rise - rise[treated]) / spread
    is_free = np.broadcast_to(~np.asarray(touches) & ~np.asarray(excluded), total.shape).copy()
    is_free[treated] = False
    is_alike = (np.abs(level_apart) <= LEVEL_WITHIN) & (np.abs(trend_apart) <= TREND_WITHIN)
    passing = np.flatnonzero(is_free & is_alike)
    distance = level_apart[passing] ** 2 + trend_apart[passing] ** 2
    nearest = passing[np.argsort(distance, kind="stable")[:wanted]]
    return ComparisonAreas(nearest, level_apart, trend_apart, is_free)
