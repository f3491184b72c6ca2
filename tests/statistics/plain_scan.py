"""The scan's rules written out plainly, one zone at a time: slow, and easy to read beside them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

SAME = 1e-9


@dataclass(frozen=True)
class PlainCluster:
    ratio: float
    centre: int
    members: tuple[int, ...]
    first_step: int
    last_step: int


def plain_neighbours(points: list[tuple[int, int]], radius: float) -> list[list[int]]:
    def order(centre: int) -> list[int]:
        def key(other: int) -> tuple[int, int, int, int]:
            (x, y), (x0, y0) = points[other], points[centre]
            return ((x - x0) ** 2 + (y - y0) ** 2, x, y, other)

        return [i for i in sorted(range(len(points)), key=key) if key(i)[0] <= radius**2]

    return [order(centre) for centre in range(len(points))]


def plain_windows(steps: int, longest: int, is_prospective: bool) -> list[tuple[int, int]]:
    lasts = [steps - 1] if is_prospective else range(steps)
    return [(last - n + 1, last) for last in lasts for n in range(1, longest + 1) if n <= last + 1]


def plain_zones(near: list[int], weight: np.ndarray, share: float) -> list[tuple[int, ...]]:
    """Each ends at a location that can hold cases: the smallest of those that count the same."""
    zones = []
    for size in range(1, len(near) + 1):
        zone = tuple(near[:size])
        if weight[list(zone)].sum() > share * weight.sum():
            break
        if weight[near[size - 1]] > 0:
            zones.append(zone)
    return zones


def plain_ratio(cases: np.ndarray, expected: np.ndarray, totals: np.ndarray) -> float:
    """One entry for each stream."""
    ratio, in_excess = 0.0, 0
    for c, mu, total in zip(cases.tolist(), expected.tolist(), totals.tolist(), strict=True):
        if c > mu + 1e-12:
            outside = 0.0 if total == c else (total - c) * math.log((total - c) / (total - mu))
            ratio += c * math.log(c / mu) + outside
            in_excess += c
    return ratio if in_excess >= 2 else 0.0


def plain_candidates(
    cases: np.ndarray,
    baseline: np.ndarray | None,
    neighbours: list[list[int]],
    windows: list[tuple[int, int]],
    share: float,
) -> list[PlainCluster]:
    """Every zone and window, from cases and baseline [stream, location, step].

    Without a baseline: the permutation model.
    """
    totals = cases.sum(axis=(1, 2))
    weight = (cases if baseline is None else baseline).sum(axis=(0, 2))
    found = []
    for centre, near in enumerate(neighbours):
        for zone in plain_zones(near, weight, share):
            for first, last in windows:
                inside = np.s_[:, list(zone), first : last + 1]
                if baseline is None:
                    of_zone = cases[:, list(zone)].sum(axis=(1, 2))
                    of_window = cases[:, :, first : last + 1].sum(axis=(1, 2))
                    expected = of_zone * of_window / np.maximum(totals, 1)
                else:
                    held = baseline[inside].sum(axis=(1, 2))
                    expected = totals * held / baseline.sum(axis=(1, 2))
                ratio = plain_ratio(cases[inside].sum(axis=(1, 2)), expected, totals)
                found.append(PlainCluster(ratio, centre, zone, first, last))
    return found


def plain_clusters(candidates: list[PlainCluster]) -> list[PlainCluster]:
    """Per centre first; then from the highest down without overlap in both place and time."""
    centres = sorted({candidate.centre for candidate in candidates})
    best = []
    for centre in centres:
        of_centre = [c for c in candidates if c.centre == centre and c.ratio >= 0.001]
        kept: list[PlainCluster] = []
        for candidate in _ordered(of_centre):
            if not any(_share_time(candidate, other) for other in kept):
                kept.append(candidate)
        best += kept
    named: list[PlainCluster] = []
    for candidate in _ordered(best):
        if not any(
            _share_time(candidate, other) and set(candidate.members) & set(other.members)
            for other in named
        ):
            named.append(candidate)
    return named


def _share_time(one: PlainCluster, other: PlainCluster) -> bool:
    return one.first_step <= other.last_step and other.first_step <= one.last_step


def _ordered(candidates: list[PlainCluster]) -> list[PlainCluster]:
    """Highest ratio, fewest locations, lowest centre, latest end, shortest window."""
    return sorted(
        candidates,
        key=lambda c: (
            -round(c.ratio / SAME) * SAME,
            len(c.members),
            c.centre,
            -c.last_step,
            c.last_step - c.first_step,
        ),
    )
