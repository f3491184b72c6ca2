"""Counts with their intervals: exact Poisson limits for small counts, Byar's for the others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]

# Public Health England's convention: Byar's approximation is good from here on.
BYAR_FROM = 10


def exact_limits(counts: npt.ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Lower and upper limit of the mean of a Poisson count, from the chi-square distribution.

    The mean that gives this count or more with probability (1 - confidence) / 2, and the one that
    gives this count or fewer. The lower limit of 0 is 0. Garwood 1936, Biometrika 28: 437-442.
    """
    observed = np.asarray(counts, dtype=np.float64)
    tail = (1 - confidence) / 2
    lower = np.where(observed > 0, special.gammaincinv(np.maximum(observed, 1), tail), 0.0)
    return lower, special.gammaincinv(observed + 1, 1 - tail)


def byar_limits(counts: npt.ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Byar's approximation of the limits above; do not trust it below 10.

    Breslow & Day 1987, Statistical Methods in Cancer Research II: 69.
    """
    observed = np.asarray(counts, dtype=np.float64)
    z = special.ndtri(1 - (1 - confidence) / 2)
    above = observed + 1
    safe = np.maximum(observed, 1)
    lower = safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3
    upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return np.where(observed > 0, lower, 0.0), upper


def count_limits(counts: npt.ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Exact limits below 10 events and Byar's from 10 on, for counts of any shape."""
    observed = np.asarray(counts, dtype=np.float64)
    is_small = observed < BYAR_FROM
    exact = exact_limits(np.where(is_small, observed, 0), confidence)
    byar = byar_limits(observed, confidence)
    return np.where(is_small, exact[0], byar[0]), np.where(is_small, exact[1], byar[1])


def rates(
    counts: npt.ArrayLike, exposure: npt.ArrayLike, per: float = 1000.0, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Rate per ``per`` units of exposure (resident years, say) with its lower and upper limit.

    Where the exposure is unknown (NaN) or 0 there is no rate: NaN.

    >>> [round(float(value), 2) for value in rates(20, 100, per=100)]
    [20.0, 12.21, 30.89]
    """
    observed = np.asarray(counts, dtype=np.float64)
    known = np.asarray(exposure, dtype=np.float64)
    scale = per / np.where(known > 0, known, np.nan)
    lower, upper = count_limits(observed, confidence)
    return observed * scale, lower * scale, upper * scale
