"""Do counts scatter more than chance alone would make them, and by how much?

Assumption that can mislead: what scatters is noise. A season, a trend or a change of recording
inside the series also counts as dispersion, and makes every limit built on it wider.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Dispersion:
    """Observed variance over the Poisson variance, with its chi-square statistic and one-sided p.

    ``ratio`` is NaN where a series has no events: nothing can be told.
    """

    ratio: Floats
    statistic: Floats
    p: Floats

    @property
    def applied(self) -> Floats:
        """What to multiply a variance by. Never below 1: a calm series is no licence."""
        return np.fmax(self.ratio, 1.0)


def pearson_dispersion(counts: npt.ArrayLike, exposure: npt.ArrayLike = 1.0) -> Dispersion:
    """How much a series of counts scatters about its own rate, compared with Poisson counts.

    ratio = sum((x - e)^2 / e) / (n - 1), e = exposure * sum(x) / sum(exposure), along the last
    axis: ``counts`` [..., periods], ``exposure`` of a shape that broadcasts to it. The statistic,
    ratio * (n - 1), is chi-square with n - 1 degrees of freedom when the counts are Poisson.

    With 12 periods the ratio is itself known to about 40 % only. Do not trust it below a mean of
    one event a period, nor where one period holds a known one-off.

    Wetherill & Brown 1991, Statistical Process Control: 216-218.

    >>> round(float(pearson_dispersion([4, 9, 2, 5]).ratio), 3)
    1.733
    """
    observed, weight = np.broadcast_arrays(
        np.asarray(counts, dtype=np.float64), np.asarray(exposure, dtype=np.float64)
    )
    degrees = observed.shape[-1] - 1
    total = observed.sum(axis=-1, keepdims=True)
    expected = np.where(total > 0, weight * total / weight.sum(axis=-1, keepdims=True), np.nan)
    statistic = np.asarray(((observed - expected) ** 2 / expected).sum(axis=-1))
    return Dispersion(statistic / degrees, statistic, special.chdtrc(degrees, statistic))


def dispersion_of_change(before: npt.ArrayLike, after: npt.ArrayLike) -> Floats:
    """How much like areas' change from one period to the next scatters, for an area of each size.

    Months tell how much counts scatter about a year's rate, not how much that rate moves by
    itself from year to year. Many areas where nothing was done tell that. With n_i = b_i + a_i and
    s = sum(a) / sum(n):

    t = sum((a_i - s n_i)^2 / (n_i s (1 - s)) - 1) / sum(n_i s (1 - s)), not below 0
    dispersion_i = 1 + t n_i s (1 - s), where t is the variance of the log of an area's own change

    ``before`` and ``after`` [areas] are totals of two spans. Leave out areas with an action; a few
    real changes make it larger. Do not trust it below about 20 areas. Moment estimate of a
    binomial with extra variance: Williams 1982, Applied Statistics 31: 144-148.

    >>> dispersion_of_change([100, 100, 100], [150, 100, 50]).round(1).tolist()
    [10.9, 8.9, 6.9]
    """
    first, second = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    both = first + second
    share = second.sum() / max(both.sum(), 1.0)
    binomial = np.where(both > 0, both * share * (1 - share), 0.0)
    if not binomial.any():
        return np.ones(both.shape)
    squares = (second - share * both) ** 2 / np.where(binomial > 0, binomial, 1.0)
    excess = (squares - (binomial > 0)).sum() / binomial.sum()
    return np.asarray(1 + max(0.0, float(excess)) * binomial)


def winsorised_dispersion(z_scores: npt.ArrayLike, share: float = 0.1) -> float:
    """How much many areas scatter about one rate, without the few that are truly exceptional.

    The ``share`` lowest and the ``share`` highest z-scores are pulled in to the quantiles there;
    the mean of the squares, over what it would be for standard normal scores pulled in likewise,
    is the dispersion. Spiegelhalter does not make that last division; without it the result is a
    third too low for 10 %, and the funnel still too narrow.

    ``z_scores`` is one-dimensional, one score an area. Do not trust it below about 20 areas.
    Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202.

    >>> round(winsorised_dispersion([-2.0, -1.0, 0.0, 1.0, 2.0]), 2)
    2.1
    """
    scores = np.asarray(z_scores, dtype=np.float64)
    low, high = np.quantile(scores, [share, 1 - share])
    return float(np.mean(np.clip(scores, low, high) ** 2) / _winsorised_normal_square(share))


def _winsorised_normal_square(share: float) -> float:
    cut = special.ndtri(1 - share)
    density = np.exp(-(cut**2) / 2) / np.sqrt(2 * np.pi)
    return float(1 - 2 * share - 2 * cut * density + 2 * share * cut**2)


def dispersed_limits(
    counts: npt.ArrayLike, dispersion: npt.ArrayLike = 1.0, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Limits of the mean behind a count whose variance is ``dispersion`` times its mean.

    The count over its dispersion is taken as Poisson: exact limits of that, times the dispersion.
    At dispersion 1 these are the exact Poisson limits. ``counts`` may be fractional; both arrays
    broadcast. Below a mean of 10 and with an estimated dispersion they cover less than stated.

    >>> [round(float(limit), 1) for limit in dispersed_limits(20, 2.0)]
    [9.6, 36.8]
    """
    scale = np.maximum(np.asarray(dispersion, dtype=np.float64), 1.0)
    effective = np.asarray(counts, dtype=np.float64) / scale
    tail = (1 - confidence) / 2
    above_zero = np.where(effective > 0, effective, 1.0)
    lower = np.where(effective > 0, special.gammaincinv(above_zero, tail), 0.0)
    return lower * scale, special.gammaincinv(effective + 1, 1 - tail) * scale
