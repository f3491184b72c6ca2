"""Which areas differ from the whole by more than chance? Funnels of ratios, rates and shares.

A funnel judges each area against its own limits and ranks none. Its limits take the areas as
alike but for chance; where all of them scatter more, give the dispersion (see dispersion.py).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from geo_csp.statistics.dispersion import dispersed_limits, winsorised_dispersion

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int_]

WARNING = 0.95
ALARM = 0.998


def funnel_bands(
    observed: npt.ArrayLike, expected: npt.ArrayLike, dispersion: npt.ArrayLike = 1.0
) -> Ints:
    """Where each area lies: 0 inside, 1 above or -1 below the 95 % limits, 2 or -2 the 99.8 %.

    By the exact Poisson chance of a count at least this high (or low) when ``expected`` events are
    due: below 0.025, below 0.001. For rates, ``expected`` is the denominator times the rate of all
    areas together. With a dispersion both counts are divided by it first. Arrays broadcast.

    Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202.

    >>> funnel_bands([8, 151, 75], [6.24, 106.44, 120.19]).tolist()
    [0, 2, -2]
    """
    scale = np.maximum(np.asarray(dispersion, dtype=np.float64), 1.0)
    count = np.asarray(observed, dtype=np.float64) / scale
    due = np.asarray(expected, dtype=np.float64) / scale
    at_least = np.where(count > 0, special.gammainc(np.where(count > 0, count, 1.0), due), 1.0)
    at_most = special.gammaincc(count + 1, due)
    warning, alarm = (1 - WARNING) / 2, (1 - ALARM) / 2
    above = (at_least < warning).astype(int) + (at_least < alarm)
    below = (at_most < warning).astype(int) + (at_most < alarm)
    return np.asarray(above - below)


def expected_at_limits(
    observed: npt.ArrayLike, confidence: float, dispersion: npt.ArrayLike = 1.0
) -> tuple[Floats, Floats]:
    """The funnel's line: the expected events at which a count is just at its limit.

    First for the lower line, then for the upper. The points (E, observed / E) are the line of the
    ratio; divided by the overall rate, E is the denominator and observed / E times that rate is
    the line of the rate. An area lies beyond this line exactly when ``funnel_bands`` says so.

    >>> [round(float(events), 4) for events in expected_at_limits(1, 0.95)]
    [5.5716, 0.0253]
    """
    lower_mean, upper_mean = dispersed_limits(observed, dispersion, confidence)
    return upper_mean, lower_mean


def ratio_limits(
    expected: npt.ArrayLike, confidence: float, dispersion: npt.ArrayLike = 1.0
) -> tuple[Floats, Floats]:
    """Limits of observed over expected as a function of the expected events.

    The exact Poisson limits of a count of ``expected``, over ``expected``: handy where a line is
    wanted at given expected events. They differ from the exact chances below 30 events; the band
    of an area comes from ``funnel_bands``.
    """
    due = np.asarray(expected, dtype=np.float64)
    lower, upper = dispersed_limits(due, dispersion, confidence)
    return lower / due, upper / due


def proportion_limits(
    totals: npt.ArrayLike,
    overall: npt.ArrayLike,
    confidence: float,
    dispersion: npt.ArrayLike = 1.0,
) -> tuple[Floats, Floats]:
    """Limits of a share for areas of ``totals`` cases when the share of all areas is ``overall``.

    overall -/+ z sqrt(dispersion * overall (1 - overall) / totals), within 0 and 1: the score
    limits, the inverse of Wilson's interval. Do not trust them where totals * overall or
    totals * (1 - overall) is below 5.
    """
    share = np.asarray(overall, dtype=np.float64)
    cases = np.asarray(totals, dtype=np.float64) / np.maximum(np.asarray(dispersion), 1.0)
    reach = special.ndtri((1 + confidence) / 2) * np.sqrt(share * (1 - share) / cases)
    return np.maximum(share - reach, 0.0), np.minimum(share + reach, 1.0)


def funnel_dispersion(observed: npt.ArrayLike, expected: npt.ArrayLike) -> float:
    """The dispersion to give the functions above: winsorised, of the areas' own z-scores.

    z = 2 (sqrt(observed) - sqrt(expected)), whose variance is about 1 for Poisson counts from 5
    expected events on; areas with fewer are left out, for they hardly scatter. Never below 1; 1
    where fewer than two areas are left.
    """
    count = np.asarray(observed, dtype=np.float64)
    due = np.asarray(expected, dtype=np.float64)
    z_scores = 2 * (np.sqrt(count) - np.sqrt(due))[due >= 5]
    return max(1.0, winsorised_dispersion(z_scores)) if z_scores.size > 1 else 1.0
