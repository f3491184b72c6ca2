"""How deep a fall could be seen at all, with so many events and so many comparison areas?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from geo_csp.statistics.displacement_difference import Estimate

Floats = npt.NDArray[np.float64]

LEVEL = 0.05
POWER = 0.8
# A fall this deep is the most an action can be expected to bring. Where it takes a deeper one to
# be seen, there is nothing to learn from the counts.
LARGEST_CREDIBLE_FALL = 0.5


def power_of_test(
    before: npt.ArrayLike,
    fall: npt.ArrayLike,
    comparisons_before: npt.ArrayLike,
    dispersion: npt.ArrayLike = 1.0,
    level: float = LEVEL,
) -> Floats:
    """The chance that the one-sided test finds a true ``fall`` (a share: 0.3 is 30 % fewer).

    ``before`` [...] events in the area and ``comparisons_before`` [..., areas] in each comparison
    area, in a period as long as the one after; the comparison areas do not change.

    power = Phi(fall * T0 / s - z), s^2 = dispersion (T0 (2 - fall) + 2 sum(C0) / areas^2)

    The areas' rates before are taken as those counted: for an area chosen because it was high,
    part of the count before was chance, and the true power is lower. With dispersions estimated
    from 12 months it is up to 4 points lower.

    >>> round(float(power_of_test(20, 0.5, [20])), 2)
    0.33
    """
    count, share = np.asarray(before, dtype=np.float64), np.asarray(fall, dtype=np.float64)
    scale = np.asarray(dispersion, dtype=np.float64)
    spread = scale * (count * (2 - share) + _comparison_spread(comparisons_before))
    signal = share * count / np.sqrt(np.where(spread > 0, spread, np.nan))
    return np.asarray(special.ndtr(signal - special.ndtri(1 - level)))


def detectable_fall(
    before: npt.ArrayLike,
    comparisons_before: npt.ArrayLike,
    dispersion: npt.ArrayLike = 1.0,
    power: float = POWER,
    level: float = LEVEL,
) -> Floats:
    """The smallest true fall, as a share, that the test finds with the stated power.

    Solves power_of_test for the fall, a quadratic. Above 1 even the end of all events would not
    be found that surely; infinite where there were none before.

    >>> round(float(detectable_fall(200, [200, 200, 200, 200, 200])), 2)
    0.26
    """
    count = np.asarray(before, dtype=np.float64)
    squared = (special.ndtri(power) + special.ndtri(1 - level)) ** 2 * np.asarray(dispersion)
    half = squared * count / 2
    constant = squared * (2 * count + _comparison_spread(comparisons_before))
    root = np.sqrt(half**2 + count**2 * constant) - half
    safe = np.where(count > 0, count, np.nan)
    return np.asarray(np.nan_to_num(root / safe**2, nan=np.inf))


def _comparison_spread(before: npt.ArrayLike) -> Floats:
    counts = np.asarray(before, dtype=np.float64)
    return np.asarray(2 * counts.sum(axis=-1) / counts.shape[-1] ** 2)


def verdict(estimate: Estimate, smallest_fall: npt.ArrayLike, level: float = LEVEL) -> Floats:
    """-1 fell, 1 rose, 0 no evidence of change, NaN too few to tell. Element by element.

    Too few where it takes a fall above half to be found with 80 % power (``smallest_fall`` is
    ``detectable_fall``), whatever the test says: with so few events a "success" is as often luck.
    At the level of 5 % on either side, the 90 % limits exclude 0 exactly where -1 or 1 is told.
    """
    p = estimate.p_of_fall
    told = np.where(p < level, -1.0, np.where(p > 1 - level, 1.0, 0.0))
    is_too_few = np.asarray(smallest_fall) > LARGEST_CREDIBLE_FALL
    return np.asarray(np.where(is_too_few, np.nan, told))
