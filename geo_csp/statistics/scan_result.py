"""What a scan hands back: clusters with what was expected, and how often chance shows as much."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.recurrence import gumbel_p, rank_p, recurrence_interval
from geo_csp.statistics.scan_clusters import Candidate, best_by_centre, without_overlap
from geo_csp.statistics.scan_neighbours import Neighbours
from geo_csp.statistics.scan_zones import Ground, sums_by_window

LEAST_RATIO = 0.001


@dataclass(frozen=True)
class Cluster:
    """One place and time with more cases than expected. Tuples have one entry for each stream.

    members: locations by index, nearest to the centre first. first_step, last_step: inclusive.
    ratio: observed / expected (1 where nothing was expected and nothing came). relative_risk: the
    same against the ratio outside, infinite where no case lies outside. p: by rank; gumbel_p: by
    the fitted curve, "about". recurrence_steps: from p, and only of use for a prospective scan.
    """

    members: tuple[int, ...]
    first_step: int
    last_step: int
    observed: tuple[int, ...]
    expected: tuple[float, ...]
    ratio: tuple[float, ...]
    relative_risk: tuple[float, ...]
    log_likelihood_ratio: float
    p: float
    gumbel_p: float
    recurrence_steps: float

    @property
    def centre(self) -> int:
        return self.members[0]


@dataclass(frozen=True)
class Scan:
    """Clusters from the most to the least unusual, and each replicate's greatest ratio."""

    clusters: tuple[Cluster, ...]
    maxima: NDArray[np.float64]


def name_clusters(
    cases: NDArray[np.int64],
    ground: Ground,
    neighbours: Neighbours,
    maxima: NDArray[np.float64],
    *,
    earlier_analyses: int,
) -> Iterator[Cluster]:
    """The clusters that do not overlap, down to those that every replicate shows.

    cases: shape (streams, locations, steps). ground: its windows are those asked of the data.
    """
    by_window = np.ascontiguousarray(sums_by_window(cases, ground.spans).transpose(1, 0, 2))
    # What every replicate reaches is not named, nor does it keep anything from being named.
    floor = max(LEAST_RATIO, float(maxima.min()))
    candidates = best_by_centre(ground, by_window, floor)
    for candidate, members in without_overlap(candidates, ground, neighbours):
        p = rank_p(candidate.ratio, maxima)
        yield Cluster(
            **_counted(candidate, members, by_window, ground),
            log_likelihood_ratio=candidate.ratio,
            p=p,
            gumbel_p=gumbel_p(candidate.ratio, maxima),
            recurrence_steps=recurrence_interval(p, earlier_analyses=earlier_analyses),
        )


def _counted(
    candidate: Candidate, members: NDArray[np.int32], by_window: NDArray[np.int64], ground: Ground
) -> dict[str, Any]:
    """The fields of a cluster that need no chance."""
    zone, window = candidate.zone, candidate.window
    rows = ground.zones.row[:, zone]
    observed = [int(count) for count in by_window[members, :, window].sum(axis=0)]
    expected = [float(mu) for mu in ground.table.expected[rows, window]]
    ratio = [_ratio(c, mu) for c, mu in zip(observed, expected, strict=True)]
    totals = [int(total) for total in ground.table.total[rows]]
    outside = [
        _ratio(total - c, total - mu)
        for c, mu, total in zip(observed, expected, totals, strict=True)
    ]
    return {
        "members": tuple(int(member) for member in members),
        "first_step": int(ground.spans.first[window]),
        "last_step": int(ground.spans.last[window]),
        "observed": tuple(observed),
        "expected": tuple(expected),
        "ratio": tuple(ratio),
        "relative_risk": tuple(map(_ratio, ratio, outside)),
    }


def _ratio(above: float, below: float) -> float:
    if below > 0.0:
        return above / below
    return math.inf if above > 0.0 else 1.0
