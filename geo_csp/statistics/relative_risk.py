"""How many times its usual level is a place at, given its own past and its surroundings?"""

from __future__ import annotations

from typing import NamedTuple

from scipy import stats

# Jeffreys' prior of a Poisson level: a gamma of shape one half, which weighs as half a case.
PRIOR_CASES = 0.5


class RelativeRisk(NamedTuple):
    """The posterior's median and its middle 95 %."""

    median: float
    lower: float
    upper: float


def relative_risk(
    cases: int, before: int, around: float, around_before: float, *, share: float = 0.95
) -> RelativeRisk:
    """Gamma-Poisson posterior of a place's level over its own past, its surroundings held even.

    cases, before: at the place, in the window and in the steps before it. around, around_before: of
    its surroundings in the same two spans, the measure of how busy those were; both above 0.

    cases ~ Poisson(level now x around), before ~ Poisson(level before x around_before), and each
    level has Jeffreys' prior, Gamma(1/2, 0). The posteriors are gammas, and their ratio

        (around_before / around) x ((cases + 1/2) / (before + 1/2)) x F(2 cases + 1, 2 before + 1).

    The median, since the mean does not exist without a case before. Where a scan chose the place
    because it is high, the risk is too high too: it describes the place and proves nothing.

    >>> [round(value, 1) for value in relative_risk(6, 2, around=30, around_before=90)]
    [8.5, 2.1, 50.6]

    Price, R. M. and Bonett, D. G. (2000). Estimating the ratio of two Poisson rates. Computational
    Statistics & Data Analysis 34, 345-356. Gamma and Poisson for small areas: Clayton, D. and
    Kaldor, J. (1987). Biometrics 43, 671-681.
    """
    if min(around, around_before) <= 0 or min(cases, before) < 0:
        raise ValueError("counts are 0 or more, the surroundings above 0")
    scale = (around_before / around) * (cases + PRIOR_CASES) / (before + PRIOR_CASES)
    ratio = stats.f(2 * (cases + PRIOR_CASES), 2 * (before + PRIOR_CASES))
    tail = (1.0 - share) / 2.0
    return RelativeRisk(*(float(scale * ratio.ppf(at)) for at in (0.5, tail, 1.0 - tail)))
