"""Do some months of the year have more, year after year?

Assumption that can mislead: nothing else goes up or down. A trend over an incomplete year looks
like a season; so give whole years, and at least three before anyone plans by it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from geo_csp.statistics.proportion import wilson_limits

Floats = npt.NDArray[np.float64]
MONTHS = 12


@dataclass(frozen=True)
class SeasonalPattern:
    """Each calendar month against the average month, 1 being average, with its interval.

    Arrays [..., 12], January first; NaN for a month that was never seen. ``p`` [...] is that of a
    pattern at least as uneven if there were no season.
    """

    index: Floats
    lower: Floats
    upper: Floats
    p: Floats


def seasonal_pattern(
    counts: npt.ArrayLike,
    calendar_months: npt.ArrayLike,
    dispersion: npt.ArrayLike = 1.0,
    confidence: float = 0.95,
) -> SeasonalPattern:
    """The seasonal pattern of a series of monthly counts.

    index = (share of all events in that calendar month) / (share of the months seen); its interval
    is Wilson's of the first share, of events over their dispersion. ``counts`` [..., periods],
    ``calendar_months`` [periods] 1 to 12, ``dispersion`` [...]. Pearson's chi-square over the
    dispersion tests the whole: read a single month only where that ``p`` is small.
    """
    observed = np.asarray(counts, dtype=np.float64)
    is_month = np.asarray(calendar_months)[:, None] == np.arange(1, MONTHS + 1)
    scale = np.maximum(np.asarray(dispersion, dtype=np.float64), 1.0)[..., None]
    events = observed @ is_month / scale
    total = events.sum(axis=-1, keepdims=True)
    seen = is_month.sum(axis=0)
    share_seen = np.where(seen > 0, seen / is_month.shape[0], np.nan)
    lower, upper = wilson_limits(events, total, confidence)
    due = np.where(total > 0, total * share_seen, np.nan)
    statistic = np.nansum((events - due) ** 2 / due, axis=-1)
    p = special.chdtrc((seen > 0).sum() - 1, np.where(total[..., 0] > 0, statistic, np.nan))
    return SeasonalPattern(events / due, lower / share_seen, upper / share_seen, np.asarray(p))
