"""What share is it, and how sure are we?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]


def wilson_limits(
    counts: npt.ArrayLike, totals: npt.ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Lower and upper limit of a share ``counts`` / ``totals``, by Wilson's score method.

    The two shares p at which |counts / totals - p| = z sqrt(p (1 - p) / totals). Counts may be
    fractional (a count over its dispersion); arrays broadcast; where the total is 0 or unknown
    there is no share: NaN. It takes the cases as independent: a survey with weights or clusters
    needs its effective base as total.

    Wilson 1927, Journal of the American Statistical Association 22: 209-212.

    >>> [round(float(limit), 4) for limit in wilson_limits(65, 100)]
    [0.5525, 0.7364]
    """
    x, n = np.broadcast_arrays(
        np.asarray(counts, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    )
    n = np.where(n > 0, n, np.nan)
    z = special.ndtri((1 + confidence) / 2)
    middle = 2 * x + z**2
    half_width = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    scale = 2 * (n + z**2)
    return (middle - half_width) / scale, (middle + half_width) / scale
