"""Where, and in which step, do a cell and its neighbours hold more than the whole table's mean?

The neighbours are in space and time: the cell itself and those that touch it, in the same step and
the one before. The first step has none before it, so it leans on half as many counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from geo_csp.statistics.permutation_of_sums import at_least, at_most, sums_of_draws


@dataclass(frozen=True)
class GiStar:
    """All arrays are [cell, step]. ``p_cold`` is None unless it was asked for."""

    z: NDArray[np.float64]
    p_hot: NDArray[np.float64]
    p_cold: NDArray[np.float64] | None


def gi_star(
    counts: NDArray[np.integer], adjacency: sparse.csr_array, *, with_cold: bool = False
) -> GiStar:
    """Getis-Ord Gi* on a space-time cube: how far each neighbourhood stands above the mean.

    With W neighbours (itself included), their sum L, and mean x and standard deviation s of all n
    counts of the cube::

        z = (L - x W) / (s sqrt((n W - W^2) / (n - 1)))

    z is for display. Decide by ``p_hot``, the probability that W counts drawn from the cube at
    random have a sum of L or more: exact, where the normal tail of z is wrong by orders of
    magnitude on sparse counts. It is the law of L when the counts of the whole cube are shuffled.

    ``counts``: whole numbers, [cell, step]. ``adjacency``: [cell, cell], 1 where two cells touch,
    its diagonal empty. ``with_cold`` adds P(sum <= L). A cube of equal counts has z = 0 and p = 1.

    When not to trust it: it asks "more than the cube's mean", so it finds town centres that were
    always busy, not what is new. On sparse counts no cold spot can be significant. One cell's p
    is one of many: correct it (``false_discovery``). One high count with nothing around it is
    seldom significant, however high, since the shuffled cubes hold it too.

    >>> touching = sparse.csr_array(np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]]))
    >>> result = gi_star(np.array([[0, 0], [0, 0], [9, 9]]), touching)
    >>> result.p_hot[2].round(3).tolist()
    [0.6, 0.4]

    Getis & Ord 1992, Geographical Analysis 24:189-206; Ord & Getis 1995, 27:286-306.
    """
    _check(counts)
    local, neighbours = _local_sums(counts, adjacency)
    probability = sums_of_draws(counts, int(neighbours.max()))
    return GiStar(
        z=_standardised(local, neighbours, counts),
        p_hot=at_least(probability)[neighbours, local],
        p_cold=at_most(probability)[neighbours, local] if with_cold else None,
    )


def local_means(counts: NDArray[np.integer], adjacency: sparse.csr_array) -> NDArray[np.float64]:
    """What Gi* looks at: the mean count over each bin's neighbours, [cell, step].

    As a forecast of the next step it has the unit of the counts, which z has not.
    """
    _check(counts)
    local, neighbours = _local_sums(counts, adjacency)
    return local / neighbours


def _check(counts: NDArray[np.integer]) -> None:
    if counts.ndim != 2 or counts.size == 0 or not np.issubdtype(counts.dtype, np.integer):
        raise ValueError("Gi* needs whole counts, [cell, step], with at least one of each")
    if counts.min() < 0:
        raise ValueError("Gi* needs counts of 0 or more")


def _local_sums(
    counts: NDArray[np.integer], adjacency: sparse.csr_array
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The sum over each bin's neighbours, and how many they are; both [cell, step]."""
    itself = counts.astype(np.int64)
    now = adjacency.astype(np.int64) @ itself + itself
    touching = np.asarray(adjacency.sum(axis=1), dtype=np.int64)[:, np.newaxis] + 1
    local = now.copy()
    local[:, 1:] += now[:, :-1]
    neighbours = np.repeat(2 * touching, counts.shape[1], axis=1)
    neighbours[:, :1] = touching
    return local, neighbours


def _standardised(
    local: NDArray[np.int64], neighbours: NDArray[np.int64], counts: NDArray[np.integer]
) -> NDArray[np.float64]:
    # In whole numbers, so that the order of the cells changes nothing, not even the last bit.
    n, total = counts.size, int(counts.sum())
    squares = int(np.square(counts, dtype=np.int64).sum())
    mean, deviation = total / n, np.sqrt(n * squares - total**2) / n
    width = np.arange(neighbours.max() + 1)
    spread = deviation * np.sqrt((n * width - width**2) / max(n - 1, 1))
    # Without spread (equal counts, or the neighbours are the whole cube) nothing stands out.
    per_deviation = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 0)
    z: NDArray[np.float64] = (local - mean * neighbours) * per_deviation[neighbours]
    return z
