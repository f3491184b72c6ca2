"""Where have several streams risen together, and none of them for itself alone?

The scan over several streams (see :mod:`geo_csp.statistics.space_time_scan`) adds what each
stream's cases exceed. One stream that towers makes a cluster there by itself. Here nothing counts
for more than the rest bears out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_csp.statistics.balanced_chance import World, dealt, flat, ground_of, maxima, turned
from geo_csp.statistics.balanced_loops import Rule, best_balanced
from geo_csp.statistics.log_likelihood_ratio import log_likelihood_ratio
from geo_csp.statistics.recurrence import rank_p, recurrence_interval
from geo_csp.statistics.scan_clusters import Candidate, without_overlap
from geo_csp.statistics.scan_neighbours import Neighbours
from geo_csp.statistics.scan_zones import Ground


@dataclass(frozen=True)
class Together:
    """A place and time where streams rose together. Tuples have one entry for each stream.

    members: locations by index, nearest to the centre first. first_step, last_step: inclusive.
    ratio: each stream's log likelihood ratio, without its weight. statistic: the balanced sum.
    """

    members: tuple[int, ...]
    first_step: int
    last_step: int
    observed: tuple[int, ...]
    expected: tuple[float, ...]
    ratio: tuple[float, ...]
    statistic: float
    p: float
    recurrence_steps: float


def rule(
    weight: Sequence[float],
    is_leading: Sequence[bool],
    is_independent: Sequence[bool],
) -> Rule:
    """Each [stream]. A weight of 0 leaves a stream out."""
    counts = np.asarray(weight, dtype=np.float64)
    leads, is_free = (np.asarray(each, dtype=np.bool_) for each in (is_leading, is_independent))
    if not len(counts) == len(leads) == len(is_free) or (counts < 0).any():
        raise ValueError("each stream has a weight of 0 or more and both signs")
    return Rule(
        counts,
        *(np.flatnonzero(each & (counts > 0)) for each in (leads, is_free, ~is_free)),
    )


def balanced_scan(
    cases: ArrayLike,
    neighbours: Neighbours,
    by: Rule,
    *,
    longest_window: int = 6,
    replications: int = 999,
    largest_p: float = 1.0,
    seed: int = 1,
    threads: int = 1,
) -> tuple[tuple[Together, ...], NDArray[np.float64]]:
    """Clusters under way in the last step, the least likely first, and each replicate's maximum.

    cases: [stream, location, step]. For a zone and window each stream has its one-sided ratio as in
    the space-time permutation scan, times its weight. Let S be their sum, I that of the independent
    streams, M the greatest:

        statistic = min(I, 2 (S - M)), and 0 without a leading stream in excess.

    So the streams that are not independent bear out the others and add nothing to them, and the
    strongest counts for no more than the others together; alone neither counts at all.

    There are two kinds of chance. One turns each stream's series at each location round in time by
    so many steps, each by itself; the other deals each stream's series, whole, to other locations.
    In both what comes in clumps comes in clumps by chance too, and only that streams rise together
    is broken up. The maxima of their worlds are of the same statistic, over the same windows and
    the zones of that world; p is the larger of the two by rank, so that neither kind of chance
    makes more than it states. What stands out against the first is left out of the deal: else what
    is real would meet in ever new places and hide itself. Maxima: [kind of chance, replication];
    of the first kind alone where nothing stands out against it, since then nothing can be named.
    ``replications``: of each kind. ``largest_p``: clusters above it are not named.

    Not to be trusted where streams rise together everywhere, as with one more source of reports:
    chance moves each stream by itself and knows no such thing; nor with few steps, which leave
    chance few turns.

    Streams: Kulldorff, M. et al. (2007). Multivariate scan statistics for disease surveillance.
    Statistics in Medicine 26, 1824-1833. What was found left out: Zhang, Z., Assuncao, R. and
    Kulldorff, M. (2010). Spatial scan statistics adjusted for multiple clusters. Journal of
    Probability and Statistics, 642379. The balance and the two chances are this project's own.
    """
    counts = np.ascontiguousarray(cases, dtype=np.int64)
    if counts.ndim != 3 or counts.shape[1] != neighbours.locations or (counts < 0).any():
        raise ValueError("cases have the shape (streams, locations, steps), 0 or more")
    if len(counts) != len(by.weight):
        raise ValueError("the rule has one weight for each stream")
    ground = ground_of(counts, neighbours, longest_window)
    if not len(ground.zones.added):
        return (), np.zeros((1, replications))

    def chance(world: World, seed: int) -> NDArray[np.float64]:
        return maxima(world, neighbours, by, replications=replications, seed=seed, threads=threads)

    in_time = chance(turned(counts, longest_window), seed)[np.newaxis]
    standing = _standing(counts, ground, neighbours, by, maxima=in_time, largest_p=largest_p)
    if not standing:
        return (), in_time
    left = counts.copy()
    left[:, np.unique(np.concatenate([members for _, members in standing]))] = 0
    both = np.stack([in_time[0], chance(dealt(left, longest_window), seed)])
    named = (_named(counts, ground, each, members, both) for each, members in standing)
    return tuple(each for each in named if each.p <= largest_p), both


def largest_rank_p(statistic: float, maxima: NDArray[np.float64]) -> float:
    """``maxima``: [kind of chance, replication]."""
    return max(rank_p(statistic, of_kind) for of_kind in maxima)


def _standing(
    counts: NDArray[np.int64],
    ground: Ground,
    neighbours: Neighbours,
    by: Rule,
    *,
    maxima: NDArray[np.float64],
    largest_p: float,
) -> list[tuple[Candidate, NDArray[np.int32]]]:
    """Each with its locations, no two of which overlap; the strongest first."""
    best = best_balanced(flat(ground, counts), ground.table, by)
    candidates = [
        Candidate(float(statistic), centre, int(zone), int(window))
        for centre, (statistic, zone, window) in enumerate(zip(*best, strict=True))
        if statistic > 0 and largest_rank_p(float(statistic), maxima) <= largest_p
    ]
    return list(without_overlap(candidates, ground, neighbours))


def _named(
    counts: NDArray[np.int64],
    ground: Ground,
    candidate: Candidate,
    members: NDArray[np.int32],
    maxima: NDArray[np.float64],
) -> Together:
    p = largest_rank_p(candidate.ratio, maxima)
    row, at = ground.zones.row[:, candidate.zone], candidate.window
    first, last = int(ground.spans.first[at]), int(ground.spans.last[at])
    observed = counts[:, members, first : last + 1].sum(axis=(1, 2))
    return Together(
        members=tuple(int(member) for member in members),
        first_step=first,
        last_step=last,
        observed=tuple(int(count) for count in observed),
        expected=tuple(float(mu) for mu in ground.table.expected[row, at]),
        ratio=tuple(
            float(log_likelihood_ratio(count, of, at, ground.table))
            for count, of in zip(observed, row, strict=True)
        ),
        statistic=candidate.ratio,
        p=p,
        recurrence_steps=recurrence_interval(p),
    )
