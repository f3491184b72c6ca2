"""Do two Poisson counts come from the same rate? The E-test answers it for small counts too."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]

# Beyond this many standard deviations (and this many more, for small means) lies less than 1e-16.
_DEVIATIONS = 9
_MORE = 40
# Two statistics that differ by less, relative to the count, are the same one, rounded differently.
_SAME = 1e-9


def e_test(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    first_exposure: npt.ArrayLike = 1.0,
    second_exposure: npt.ArrayLike = 1.0,
    difference: npt.ArrayLike = 0.0,
) -> Floats:
    """Two-sided p of "the first rate exceeds the second by ``difference``", element by element.

    T = (k1/n1 - k2/n2 - d) / sqrt(pooled rate); p is the probability of a |T| at least as large as
    the observed one, both counts being Poisson with the rates estimated under the hypothesis.
    Counts and exposures broadcast. Where both counts are 0 nothing can be told: NaN. Where the
    hypothesis leaves no second rate, p is 1. It takes the two counts as independent: do not
    compare a span with another that overlaps it.

    Krishnamoorthy & Thomson 2004, Journal of Statistical Planning and Inference 119: 23-35. Their
    statistic has a variance of its own for each rate. With equal exposures and no difference that
    orders the outcomes alike and gives the same p; else the pooled rate of the golden cases holds.

    >>> round(float(e_test(6, 2)), 4)
    0.1749
    """
    k1, k2, n1, n2, d = np.broadcast_arrays(
        *(
            np.asarray(value, dtype=np.float64)
            for value in (first, second, first_exposure, second_exposure, difference)
        )
    )
    pairs, inverse = np.unique(
        np.stack([value.ravel() for value in (k1, k2, n1, n2, d)], axis=1),
        axis=0,
        return_inverse=True,
    )
    return _p_of_pairs(*pairs.T)[inverse.reshape(-1)].reshape(k1.shape)


def _p_of_pairs(k1: Floats, k2: Floats, n1: Floats, n2: Floats, d: Floats) -> Floats:
    rate2 = (k1 + k2) / (n1 + n2) - d * n1 / (n1 + n2)
    p = np.where(k1 + k2 > 0, 1.0, np.nan)
    told = (rate2 > 0) & (k1 + k2 > 0)
    if told.any():
        k1, k2, n1, n2, d, rate2 = (value[told] for value in (k1, k2, n1, n2, d, rate2))
        squared = (k1 / n1 - k2 / n2 - d) ** 2 / rate2
        means = n1 * (rate2 + d), n2 * rate2
        p[told] = _share_as_extreme(squared, means, n1, n2, d)
    return p


def _share_as_extreme(
    squared: Floats, means: tuple[Floats, Floats], n1: Floats, n2: Floats, d: Floats
) -> Floats:
    """Sum of P(x1) P(x2) over T(x1, x2)^2 >= ``squared``.

    For each x1 the x2 in question are those up to the lower root of a quadratic and those from
    its upper root on, so that one sum over x1 does instead of a double one.
    """
    most = float(np.max(means))
    grid = np.arange(int(most + _DEVIATIONS * np.sqrt(most) + _MORE))
    chance1, chance2 = (_poisson(grid, mean) for mean in means)
    up_to = np.cumsum(chance2, axis=1)
    from_on = np.cumsum(chance2[:, ::-1], axis=1)[:, ::-1]
    low, high = _roots(grid, squared[:, None], n1[:, None], n2[:, None], d[:, None])
    last = grid.size - 1
    below = np.take_along_axis(up_to, np.clip(low, 0, last), axis=1) * (low >= 0)
    above = np.take_along_axis(from_on, np.clip(high, 0, last), axis=1) * (high <= last)
    p = np.sum(chance1 * (below + above), axis=1)
    # At (0, 0) without a difference the statistic is 0/0: it counts as evidence of nothing.
    return np.asarray(np.minimum(p - np.where(d == 0, chance1[:, 0] * chance2[:, 0], 0.0), 1.0))


def _roots(
    x1: npt.NDArray[np.int_], squared: Floats, n1: Floats, n2: Floats, d: Floats
) -> tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]:
    """The largest x2 below and the smallest above which T^2 >= ``squared``, both included."""
    apart = x1 / n1 - d
    shift = squared * n2 / (n1 + n2)
    middle = apart + shift / 2
    width_squared = shift * (apart + shift / 4) + squared * x1 / (n1 + n2)
    # A negative value has no roots: every x2 is as extreme, and the two halves meet.
    width = np.sqrt(np.maximum(width_squared, 0.0))
    slack = _SAME * (1 + np.abs(middle) * n2)
    low = np.floor(n2 * (middle - width) + slack).astype(int)
    high = np.ceil(n2 * (middle + width) - slack).astype(int)
    return low, np.maximum(np.maximum(high, low + 1), 0)


def _poisson(grid: npt.NDArray[np.int_], mean: Floats) -> Floats:
    log_mean = np.log(mean)[:, None]
    return np.asarray(np.exp(grid * log_mean - mean[:, None] - special.gammaln(grid + 1.0)))
