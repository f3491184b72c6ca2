"""Of many p values, which may be called findings so that few of the findings are false?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def discoveries(p: NDArray[np.float64], rate: float = 0.05) -> NDArray[np.bool_]:
    """True where a p value is a discovery at this false discovery rate.

    With m values in order, p(1) <= ... <= p(m), all up to the largest k with p(k) <= rate k / m
    are discoveries. Of those, a share of at most ``rate`` is expected to be false, for values that
    are independent or positively dependent, as neighbourhoods that share cells are. Where nothing
    is real it is also the chance of any discovery at all.

    ``p``: any shape; the result has the same. When not to trust it: the share is an average over
    many tables, not a promise about this one; and it corrects only for the tests handed in.

    >>> discoveries(np.array([0.001, 0.03, 0.02, 0.9])).tolist()
    [True, True, True, False]

    Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289-300.
    """
    # A value above the rate is never a discovery, so the others need not be sorted.
    candidates = np.sort(p[p <= rate], axis=None)
    passes = candidates * p.size <= rate * np.arange(1, candidates.size + 1)
    if not passes.any():
        return np.zeros(p.shape, dtype=np.bool_)
    found: NDArray[np.bool_] = p <= candidates[np.flatnonzero(passes)[-1]]
    return found


def adjusted(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """The least false discovery rate at which each p value would be a discovery; same shape."""
    if p.size == 0:
        return p.copy()
    order = np.argsort(p, axis=None, kind="stable")
    steps = p.ravel()[order] * p.size / np.arange(1, p.size + 1)
    result = np.empty(p.size)
    result[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return result.reshape(p.shape)
