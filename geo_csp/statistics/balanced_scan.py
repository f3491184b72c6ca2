"""Where have several streams risen together, and none of them for itself alone?

The scan over several streams (see :mod:`geo_csp.statistics.space_time_scan`) adds what each
stream's cases exceed. One stream that towers makes a cluster there by itself. Here nothing counts
for more than the rest bears out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_csp.statistics.balanced_loops import Flat, Rule, best_balanced, greatest_balanced
from geo_csp.statistics.log_likelihood_ratio import (
    Expectations,
    expectations,
    log_likelihood_ratio,
)
from geo_csp.statistics.recurrence import rank_p, recurrence_interval
from geo_csp.statistics.scan_clusters import Candidate, without_overlap
from geo_csp.statistics.scan_neighbours import Neighbours
from geo_csp.statistics.scan_zones import (
    Ground,
    expect_by_permutation,
    grow_zones,
    sums_by_window,
    windows,
)

SHARE = 0.5


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

        statistic = min(S, 1.5 I, 2 (S - M)), and 0 without a leading stream in excess.

    So the strongest stream counts for no more than the others together, and the streams that are
    not independent for no more than half of those that are; alone neither counts at all. Chance
    turns each stream's series at each location round in time by so many steps, each by itself: what
    comes in clumps comes in clumps by chance too, and only that streams rise together is broken up.
    Its maxima are of the same statistic, over the same zones and windows. ``largest_p``: clusters
    above it are not named.

    Not to be trusted where streams rise together everywhere, as with one more source of reports:
    chance turns each stream by itself and knows no such thing; nor with few steps, which leave
    chance few turns.

    Streams: Kulldorff, M. et al. (2007). Multivariate scan statistics for disease surveillance.
    Statistics in Medicine 26, 1824-1833. The balance is this project's own.
    """
    counts = np.ascontiguousarray(cases, dtype=np.int64)
    if counts.ndim != 3 or counts.shape[1] != neighbours.locations or (counts < 0).any():
        raise ValueError("cases have the shape (streams, locations, steps), 0 or more")
    if len(counts) != len(by.weight):
        raise ValueError("the rule has one weight for each stream")
    zones = grow_zones(neighbours, counts.sum(axis=(0, 2)).astype(np.float64), SHARE)
    if not len(zones.added):
        return (), np.zeros(replications)
    spans = windows(counts.shape[2], longest_window, 1)
    ground = expect_by_permutation(zones, counts, spans)
    maxima = _maxima(counts, ground, by, replications=replications, seed=seed, threads=threads)
    by_window = np.ascontiguousarray(sums_by_window(counts, spans).transpose(1, 0, 2))
    return tuple(
        _named(by_window, ground, neighbours, by, maxima=maxima, largest_p=largest_p)
    ), maxima


def _maxima(
    counts: NDArray[np.int64],
    ground: Ground,
    by: Rule,
    *,
    replications: int,
    seed: int,
    threads: int,
) -> NDArray[np.float64]:
    steps = counts.shape[2]
    flat, law = _flat(ground, np.empty(0, np.int64)), _law(ground, counts)
    lengths = ground.spans.last - ground.spans.first

    def maximum(replicate: int) -> float:
        shift = np.random.default_rng([seed, replicate]).integers(steps, size=counts.shape[:2])
        latest = np.arange(steps - 1, int(ground.spans.first.min()) - 1, -1)
        moved = (latest + shift[..., np.newaxis]) % steps
        back = np.cumsum(np.take_along_axis(counts, moved, axis=2), axis=2)
        by_window = np.ascontiguousarray(back[..., lengths].transpose(1, 0, 2))
        table = law(by_window.sum(axis=0))
        drawn = flat._replace(cases=by_window, expected=table.expected)
        found: float = greatest_balanced(drawn, table, by)
        return found

    with ThreadPoolExecutor(threads) as pool:
        return np.array(list(pool.map(maximum, range(replications))))


def _law(ground: Ground, counts: NDArray[np.int64]) -> Callable[[NDArray[np.int64]], Expectations]:
    """What the zones expect where a window holds so many cases of each stream in all."""
    sizes = np.diff(ground.zones.row.max(axis=1) + 1, prepend=0)
    stream = np.repeat(np.arange(len(sizes)), sizes)
    cases = np.concatenate([np.arange(size) for size in sizes])
    total = np.maximum(counts.sum(axis=(1, 2)), 1)

    def table(in_window: NDArray[np.int64]) -> Expectations:
        expected = cases[:, np.newaxis] * in_window[stream] / total[stream, np.newaxis]
        return expectations(expected, ground.table.total)

    return table


def _flat(ground: Ground, cases: NDArray[np.int64]) -> Flat:
    zones = ground.zones
    row = np.ascontiguousarray(zones.row.T)
    return Flat(np.ascontiguousarray(cases), zones.first, zones.added, row, ground.table.expected)


def _named(
    by_window: NDArray[np.int64],
    ground: Ground,
    neighbours: Neighbours,
    by: Rule,
    *,
    maxima: NDArray[np.float64],
    largest_p: float,
) -> Iterator[Together]:
    best = best_balanced(_flat(ground, by_window), ground.table, by)
    candidates = [
        Candidate(float(statistic), centre, int(zone), int(window))
        for centre, (statistic, zone, window) in enumerate(zip(*best, strict=True))
        if statistic > 0 and rank_p(float(statistic), maxima) <= largest_p
    ]
    for candidate, members in without_overlap(candidates, ground, neighbours):
        p = rank_p(candidate.ratio, maxima)
        row, at = ground.zones.row[:, candidate.zone], candidate.window
        observed = by_window[members, :, at].sum(axis=0)
        yield Together(
            members=tuple(int(member) for member in members),
            first_step=int(ground.spans.first[at]),
            last_step=int(ground.spans.last[at]),
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
