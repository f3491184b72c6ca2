"""Counts of a known mean and dispersion, for every simulation that needs some."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def dispersed_counts(
    chance: np.random.Generator, mean: npt.ArrayLike, dispersion: float, size: tuple[int, ...]
) -> npt.NDArray[np.float64]:
    """Poisson at dispersion 1, else negative binomial: the variance is dispersion * mean."""
    if dispersion == 1:
        return chance.poisson(mean, size).astype(np.float64)
    shape = np.asarray(mean) / (dispersion - 1)
    return chance.negative_binomial(shape, 1 / dispersion, size).astype(np.float64)
