"""How likely is a sum this large when the values of the whole table are dealt out at random?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_SMALLEST = float(np.finfo(np.float64).tiny)


def sums_of_draws(values: NDArray[np.integer], largest_draw: int) -> NDArray[np.float64]:
    """Probability of each sum of W values drawn from ``values``, for W = 0 to ``largest_draw``.

    The draws are without replacement, as a shuffle of the table deals them out; for a table much
    larger than W this is the W-fold convolution of its histogram. One value v that occurs n times
    multiplies the generating function by (1 + y x^v)^n, in which the power of y counts draws and
    that of x sums them. Every term is positive, so even a probability of 1e-200 keeps its digits.

    ``values``: whole numbers, not negative. Returns [draws, sum]; a row sums to 1.
    """
    histogram = np.bincount(values.ravel())
    value = np.flatnonzero(histogram)
    occurs = histogram[value]
    draws = min(largest_draw, values.size)
    largest_sum = int(np.repeat(value[::-1], np.minimum(occurs[::-1], draws))[:draws].sum())
    ways = np.zeros((draws + 1, largest_sum + 1))
    ways[0, 0] = 1.0
    reached = 0
    for v, n in zip(value.tolist(), occurs.tolist(), strict=True):
        before, term = ways[:, : reached + 1].copy(), 1.0
        for j in range(1, min(n, draws) + 1):
            term *= (n - j + 1) / (j * values.size)
            room = largest_sum + 1 - j * v
            if room <= 0:
                break
            ways[j:, j * v : j * v + reached + 1] += term * before[: draws + 1 - j, :room]
        reached = min(draws * v, largest_sum)
    probability: NDArray[np.float64] = ways / ways.sum(axis=1, keepdims=True)
    return probability


def at_least(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """P(sum >= s) for each [draws, s], added up from the far tail; never quite 0."""
    tail = np.cumsum(probability[:, ::-1], axis=1)[:, ::-1]
    return np.clip(tail, _SMALLEST, 1.0)


def at_most(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """P(sum <= s) for each [draws, s]; never quite 0."""
    return np.clip(np.cumsum(probability, axis=1), _SMALLEST, 1.0)
