"""Random numbers by address: each replicate has its own stream, whoever draws it and when.

A stream is started from a seed and two numbers (replicate, data stream), so that a result does not
depend on how the replicates are shared out among threads. SplitMix64: Steele, G. L., Lea, D. and
Flood, C. H. (2014). Fast splittable pseudorandom number generators. OOPSLA '14, 453-472. Whole
numbers below a bound without bias: Lemire, D. (2019). ACM Transactions on Modeling and Computer
Simulation 29, 3.
"""

from __future__ import annotations

import numpy as np

from geo_csp.statistics.compiled import compiled

_STEP = np.uint64(0x9E3779B97F4A7C15)
_LOW_HALF = np.uint64(0xFFFFFFFF)


@compiled
def mixed(state: np.uint64) -> np.uint64:
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


@compiled
def stream_start(seed: int, replicate: int, stream: int) -> np.uint64:
    start = mixed(np.uint64(seed) + _STEP)
    start = mixed(start ^ (np.uint64(replicate) * _STEP + np.uint64(1)))
    return mixed(start ^ (np.uint64(stream) * _STEP + np.uint64(2)))


@compiled
def below(state: np.uint64, bound: int) -> tuple[np.uint64, np.int64]:
    """A whole number from 0 to ``bound`` - 1 (a bound under 2^32), and the state after it."""
    limit = np.uint64(bound)
    while True:
        state += _STEP
        product = (mixed(state) >> np.uint64(32)) * limit
        low = product & _LOW_HALF
        if low >= limit or low >= (_LOW_HALF + np.uint64(1) - limit) % limit:
            return state, np.int64(product >> np.uint64(32))


@compiled
def fraction(state: np.uint64) -> tuple[np.uint64, float]:
    """A number in [0, 1) with 53 random bits, and the state after it."""
    state += _STEP
    return state, np.float64(mixed(state) >> np.uint64(11)) * 2.0**-53
