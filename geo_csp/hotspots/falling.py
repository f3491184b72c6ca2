"""What has fallen below its own level? The scan looks for rises only; this is its other side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from geo_csp.statistics.false_discovery import adjusted

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Fall:
    """``area``: its index. ``p``: corrected for the windows tried and the areas looked at."""

    area: int
    first_step: int
    observed: int
    expected: float
    p: float


def chance_of_last(series: Counts, whole: Counts) -> float:
    """P(as few or fewer in the last step), held to its own level, by the law of ``falls``.

    ``series``: [step], of one area; ``whole``: [step], of all areas.
    """
    held = stats.hypergeom.cdf(series[-1], whole.sum(), series.sum(), whole[-1])
    return float(held)


def falls(counts: Counts, longest_window: int, rate: float = 0.05) -> tuple[Fall, ...]:
    """Areas with fewer incidents in the last steps than their own level would bring.

    ``counts``: [area, step]. Where the steps are dealt out anew among all incidents, those of one
    area in the window follow the hypergeometric law, so p = P(as few or fewer) is exact. Of the
    windows of 1 to ``longest_window`` steps the least likely counts, p times the number of windows;
    then Benjamini and Hochberg over the areas. The most unlikely first.
    """
    area_total, whole = counts.sum(axis=1), int(counts.sum())
    windows = min(longest_window, counts.shape[1] // 2)
    held = np.flatnonzero(area_total)
    if windows < 1 or held.size == 0:
        return ()
    in_window = np.stack([counts[held, -w:].sum(axis=1) for w in range(1, windows + 1)], axis=1)
    of_all = np.array([int(counts[:, -w:].sum()) for w in range(1, windows + 1)])
    p = stats.hypergeom.cdf(in_window, whole, area_total[held][:, np.newaxis], of_all)
    best = p.argmin(axis=1)
    each = np.arange(held.size)
    corrected = adjusted(np.minimum(p[each, best] * windows, 1.0))
    order = np.argsort(corrected, kind="stable")
    return tuple(
        Fall(
            area=int(held[i]),
            first_step=counts.shape[1] - 1 - int(best[i]),
            observed=int(in_window[i, best[i]]),
            expected=float(area_total[held[i]] * of_all[best[i]] / whole),
            p=float(corrected[i]),
        )
        for i in order
        if corrected[i] <= rate
    )
