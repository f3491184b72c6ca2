"""How often would chance alone show as much? From a scan's replicates to p and to a return time."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

EULER_GAMMA = 0.5772156649015329


def rank_p(statistic: float, maxima: NDArray[np.float64]) -> float:
    """The share of chance worlds that show as much: p by rank among Monte Carlo replicates.

    p = (1 + replicates whose maximum >= statistic) / (replicates + 1). It cannot fall below
    1 / (replicates + 1), and near that floor it is coarse: see :func:`gumbel_p`. Secondary
    clusters are held against the same maxima, which makes their p too large rather than too small.

    Paper: Dwass, M. (1957). Modified randomization tests for nonparametric hypotheses. Annals of
    Mathematical Statistics 28, 181-187.
    """
    return float(1 + np.count_nonzero(maxima >= statistic)) / (len(maxima) + 1)


def gumbel_p(statistic: float, maxima: NDArray[np.float64]) -> float:
    """The same question below the floor of the rank: p from a Gumbel curve through the replicates.

    With m and s the mean and population standard deviation of the maxima:
    beta = s sqrt(6) / pi, location = m - 0.5772 beta,
    p = 1 - exp(-exp(-(statistic - location) / beta)).

    Not to be trusted to more than two digits: fair down to about 0.001, too large by up to twice
    at 0.0001. Where the maxima do not vary no curve can be drawn, and p is the rank's.

    Paper: Abrams, A. M., Kleinman, K. and Kulldorff, M. (2010). Gumbel based p-value
    approximations for spatial scan statistics. International Journal of Health Geographics 9, 61.
    """
    location, beta = _gumbel(maxima)
    if beta <= 0.0:
        return rank_p(statistic, maxima)
    return -math.expm1(-math.exp(min(-(statistic - location) / beta, 700.0)))


def gumbel_quantile(p: float, maxima: NDArray[np.float64]) -> float:
    """The value below which a share ``p`` of chance worlds would stay, by the same curve."""
    location, beta = _gumbel(maxima)
    return location - beta * math.log(-math.log(p))


def _gumbel(maxima: NDArray[np.float64]) -> tuple[float, float]:
    if not len(maxima):
        return 0.0, 0.0
    beta = float(np.std(maxima)) * math.sqrt(6) / math.pi
    return float(np.mean(maxima)) - EULER_GAMMA * beta, beta


def recurrence_interval(p: float, *, step: float = 1.0, earlier_analyses: int = 0) -> float:
    """How long between such findings if nothing but chance is at work: step / p.

    p: of one analysis, in (0, 1]. step: the time from one analysis to the next (the answer has its
    unit: 1 for months, 30.44 for days). earlier_analyses: how many analyses before this one p was
    adjusted for; with n = 1 + earlier_analyses, p' = 1 - (1 - p)^(1/n) stands in for p.

    Each category scanned is one more chance: ten categories with an interval of 24 months give such
    a finding somewhere about every 2 to 3 months.

    Paper: Kleinman, K., Lazarus, R. and Platt, R. (2004). A generalized linear mixed models
    approach for detecting incident clusters of disease in small areas. American Journal of
    Epidemiology 159, 217-224; Kulldorff, M. et al. (2005), PLoS Medicine 2, e59.
    """
    if not 0.0 < p <= 1.0:
        raise ValueError(f"p lies above 0 and at most at 1, not at {p}")
    if p == 1.0:
        return step
    return step / -math.expm1(math.log1p(-p) / (1 + earlier_analyses))
