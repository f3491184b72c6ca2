"""Did counts fall where something was done, beyond what like areas did and what moved next door?

Assumption that can mislead: without the action, the area would have changed as its comparison
areas did. So they must have been as high before (see comparison_areas.py): an area chosen because
it was high falls back by itself, and only comparison areas chosen in the same way fall with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A difference of counts and its variance; arrays of one shape. Below 0 is a fall.

    ``variance_spread`` is the variance of the estimated variance, halved: the sum of squared
    terms, each over its degrees of freedom. It is 0 where the dispersion was given, not estimated.
    """

    difference: Floats
    variance: Floats
    variance_spread: Floats

    @property
    def standard_error(self) -> Floats:
        return np.sqrt(self.variance)

    @property
    def degrees(self) -> Floats:
        """Degrees of freedom of the variance (Satterthwaite 1946); infinite for Poisson counts."""
        known = self.variance_spread > 0
        spread = np.where(known, self.variance_spread, 1.0)
        return np.where(known, self.variance**2 / spread, np.inf)

    @property
    def z(self) -> Floats:
        """NaN where there are no events at all."""
        return self.difference / np.where(self.variance > 0, self.standard_error, np.nan)

    @property
    def p_of_fall(self) -> Floats:
        """One-sided: the chance of a difference at least this far below 0 if nothing changed."""
        return np.asarray(special.stdtr(self.degrees, self.z))

    def limits(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        """Two-sided interval; normal theory, or Student's where a dispersion was estimated."""
        reach = special.stdtrit(self.degrees, (1 + confidence) / 2) * self.standard_error
        return self.difference - reach, self.difference + reach

    def __add__(self, other: Estimate) -> Estimate:
        return Estimate(
            self.difference + other.difference,
            self.variance + other.variance,
            self.variance_spread + other.variance_spread,
        )


def net_change(
    treated: npt.ArrayLike,
    comparisons: npt.ArrayLike,
    *,
    period_weights: tuple[float, float] = (1.0, 1.0),
    treated_weight: float = 1.0,
    comparison_weights: npt.ArrayLike = 1.0,
    treated_dispersion: npt.ArrayLike = 1.0,
    comparison_dispersions: npt.ArrayLike = 1.0,
    dispersion_degrees: float = np.inf,
) -> Estimate:
    """Change in one area less the mean change in its comparison areas: the local half of the WDD.

    ``treated`` [..., 2] holds counts before and after, ``comparisons`` [..., areas, 2] those of
    one or more comparison areas. Each count is divided by its period's and its area's weight (two
    years before and one after: (2, 1)) and its Poisson variance by the weight's square;
    ``comparison_weights`` and ``comparison_dispersions`` broadcast to [..., areas]. Dispersions
    that were estimated from n months have n - 1 ``dispersion_degrees``; the test allows for that.

    difference = (T1 - T0) - mean(C1 - C0)
    variance   = d (T0 + T1) + sum(d_i (C0_i + C1_i)) / areas^2      at weights of 1

    The displacement half is the same function of the buffer and of the comparison areas' buffers;
    their sum is the weighted displacement difference:

    >>> local = net_change([207, 110], [[308, 318]])
    >>> buffer = net_change([178, 157], [[150, 140]])
    >>> float((local + buffer).difference), round(float((local + buffer).standard_error), 2)
    (-118.0, 39.6)

    The sum takes the areas as distinct: no area may stand in both halves or twice in one. Do not
    trust it where a count is below 5, nor with a dispersion of 1 where counts scatter more: by
    month (``pearson_dispersion`` of each area's months) or from year to year
    (``dispersion_of_change`` of all areas; take the larger). Rates of 200 a year that drift by
    10 % are called a fall in 14 of 100 null actions with the first alone.

    Wheeler & Ratcliffe 2018, Crime Science 7: 11, doi:10.1186/s40163-018-0085-5.
    """
    own, own_variance = _change(treated, period_weights, treated_weight, treated_dispersion)
    theirs, variances = _change(
        comparisons, period_weights, comparison_weights, comparison_dispersions
    )
    variances = variances / theirs.shape[-1] ** 2
    return Estimate(
        own - theirs.mean(axis=-1),
        own_variance + variances.sum(axis=-1),
        (own_variance**2 + (variances**2).sum(axis=-1)) / dispersion_degrees,
    )


def _change(
    counts: npt.ArrayLike,
    period_weights: tuple[float, float],
    area_weight: npt.ArrayLike,
    dispersion: npt.ArrayLike,
) -> tuple[Floats, Floats]:
    """Change of each area's weighted count, and its variance."""
    observed = np.asarray(counts, dtype=np.float64)
    weight = np.asarray(area_weight, dtype=np.float64)[..., None] * np.asarray(period_weights)
    scaled, spread = observed / weight, observed / weight**2
    scale = np.maximum(np.asarray(dispersion, dtype=np.float64), 1.0)
    return scaled[..., 1] - scaled[..., 0], scale * spread.sum(axis=-1)


def harm_weighted(estimates: Estimate, weights: npt.ArrayLike) -> Estimate:
    """One estimate from several kinds of event, each with its weight, along the last axis.

    difference = sum(w d), variance = sum(w^2 v): the kinds are taken as independent, which errs
    towards too narrow an interval where they rise and fall together. A kind with a large weight
    and few events decides the result: look at the plain difference first.
    """
    weight = np.asarray(weights, dtype=np.float64)
    return Estimate(
        (weight * estimates.difference).sum(axis=-1),
        (weight**2 * estimates.variance).sum(axis=-1),
        (weight**4 * estimates.variance_spread).sum(axis=-1),
    )
