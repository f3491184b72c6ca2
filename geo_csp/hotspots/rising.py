"""What has broken out? The scan's clusters of one category, and where in them the excess lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from geo_csp.hotspots.processors import THREADS
from geo_csp.statistics.scan_neighbours import Neighbours
from geo_csp.statistics.space_time_scan import Search, scan_by_permutation

Counts = npt.NDArray[np.int64]

# Of a short history a window holds at most half, so that there is something to compare with.
WINDOW_SHARE = 2
FALLEN_BACK = 0.05


@dataclass(frozen=True, eq=False)
class Rise:
    """``members``: the locations of the zone. ``core``: those with more incidents in the window
    than their own level would bring, the greatest excess first. Steps count from 0.
    """

    members: Counts
    core: Counts
    first_step: int
    observed: int
    expected: float
    p: float
    recurrence_months: float


def rises(
    counts: Counts, neighbours: Neighbours, longest_window: int, replications: int, least: float
) -> tuple[Rise, ...]:
    """Clusters under way in the last step that chance brings less often than every ``least`` steps.

    ``counts``: [location, step]. Seeded: the same counts give the same clusters.
    """
    if counts.shape[1] < 2 or not counts.any():
        return ()
    search = Search(
        longest_window=min(longest_window, counts.shape[1] // WINDOW_SHARE),
        replications=replications,
        threads=THREADS,
    )
    found = scan_by_permutation(counts, neighbours, search).clusters
    return tuple(
        Rise(
            members=np.array(cluster.members),
            core=_core(counts, np.array(cluster.members), cluster.first_step),
            first_step=cluster.first_step,
            observed=cluster.observed[0],
            expected=cluster.expected[0],
            p=cluster.p,
            recurrence_months=cluster.recurrence_steps,
        )
        for cluster in found
        if cluster.recurrence_steps >= least
    )


def usual(counts: Counts, locations: Counts, first_step: int) -> npt.NDArray[np.float64]:
    """What each location's own level and the county's window would bring, from ``first_step`` on.

    Incidents of the location in all steps x incidents of all in the window / all incidents.
    """
    whole = max(int(counts.sum()), 1)
    expected: npt.NDArray[np.float64] = (
        counts[locations].sum(axis=1) * counts[:, first_step:].sum() / whole
    )
    return expected


def has_fallen_back(series: Counts, first_step: int, expected_last: float) -> bool:
    """Whether a rise is over: the last step is no more than usual, and fewer than chance would give
    it of the window's incidents. ``series``: [step], of the zone.
    """
    window = series[first_step:]
    if window.size < 2 or series[-1] > expected_last:
        return False
    return bool(stats.binom.cdf(series[-1], window.sum(), 1 / window.size) <= FALLEN_BACK)


def _core(counts: Counts, members: Counts, first_step: int) -> Counts:
    excess = counts[members, first_step:].sum(axis=1) - usual(counts, members, first_step)
    order = np.argsort(-excess, kind="stable")
    core: Counts = members[order[excess[order] > 0]]
    return core
