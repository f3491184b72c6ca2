"""How far a zone's cases stand above what was expected: the scan's measure, for zones by the row.

A scan asks it of millions of zones, which share few values. In the permutation model the
expectation depends only on how many cases the zone holds in all, so there is one row for each such
number; in the Poisson model every zone has its own.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.compiled import compiled


class Expectations(NamedTuple):
    """What each row's zones lead one to expect, with the logarithms that every ratio needs.

    expected, log_expected, log_rest: shape (rows, windows); log_rest is that of total - expected.
    total: cases of the row's stream, shape (rows,). log_count: of 0, 1, 2 ... cases; that of 0 is
    set to 0, since 0 ln 0 is 0.
    """

    expected: NDArray[np.float64]
    log_expected: NDArray[np.float64]
    log_rest: NDArray[np.float64]
    total: NDArray[np.int64]
    log_count: NDArray[np.float64]


def expectations(expected: NDArray[np.float64], total: NDArray[np.int64]) -> Expectations:
    counts = np.arange(int(total.max(initial=0)) + 1, dtype=np.float64)
    return Expectations(
        expected=expected,
        log_expected=_log_where_positive(expected),
        log_rest=_log_where_positive(total[:, np.newaxis] - expected),
        total=total,
        log_count=_log_where_positive(counts),
    )


def _log_where_positive(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log(values, out=np.zeros_like(values), where=values > 0)


@compiled
def log_likelihood_ratio(
    cases: int | np.int64, row: int, window: int, table: Expectations
) -> float:
    """c ln(c / mu) + (C - c) ln((C - c) / (C - mu)) where c > mu, else 0."""
    if cases <= table.expected[row, window]:
        return 0.0
    others = table.total[row] - cases
    inside: float = cases * (table.log_count[cases] - table.log_expected[row, window])
    outside: float = others * (table.log_count[others] - table.log_rest[row, window])
    return max(inside + outside, 0.0)


@compiled
def fewest_cases_above(level: float, minimum: int, table: Expectations) -> NDArray[np.int64]:
    """For each row and window the fewest cases whose ratio exceeds ``level``; above total if none.

    The ratio grows with the cases, and expectations mostly grow a little from row to row: so each
    search starts where the row before it ended.
    """
    rows, windows = table.expected.shape
    fewest = np.empty((rows, windows), np.int64)
    for window in range(windows):
        cases = minimum
        for row in range(rows):
            total = table.total[row]
            cases = max(minimum, min(cases, total))
            while cases > minimum and log_likelihood_ratio(cases - 1, row, window, table) > level:
                cases -= 1
            while cases <= total and log_likelihood_ratio(cases, row, window, table) <= level:
                cases += 1
            fewest[row, window] = cases
    return fewest
