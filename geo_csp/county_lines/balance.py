"""A lead's arithmetic on plain numbers, as anyone can do it again from the figures on its page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geo_csp.county_lines.lead import Stream
from geo_csp.statistics.balanced_loops import MOST_OF_REST


def one_sided_ratio(observed: int, expected: float, in_all: int) -> float:
    """c ln(c / mu) + (C - c) ln((C - c) / (C - mu)) where c > mu, else 0; 0 ln 0 is 0."""
    if observed <= expected:
        return 0.0
    rest = in_all - observed
    outside = rest * math.log(rest / (in_all - expected)) if rest else 0.0
    return max(observed * math.log(observed / expected) + outside, 0.0)


def balanced_sum(streams: Sequence[Stream], contributions: Sequence[float]) -> float:
    """``contributions``: of each stream, its weight times its ratio."""
    pairs = list(zip(streams, contributions, strict=True))
    if not any(part > 0 for stream, part in pairs if stream.leads):
        return 0.0
    public = sum(part for stream, part in pairs if stream.found_by == "public")
    rest = sum(contributions) - max(contributions)
    return min(public, MOST_OF_REST * rest)


def hangs_on(streams: Sequence[Stream], bound: float) -> tuple[tuple[str, int, int], ...]:
    """The streams without whose rise the sum is not above ``bound``: phrase, how many of the
    incidents would have to have come in other months, and how many there are.
    """
    contributions = [stream.contribution for stream in streams]
    found = []
    for index, stream in enumerate(streams):
        for fewer in range(1, stream.observed + 1 if stream.stands_out else 0):
            left = stream.observed - fewer
            ratio = one_sided_ratio(left, stream.expected, stream.in_all)
            changed = [*contributions]
            changed[index] = stream.weight * ratio
            if balanced_sum(streams, changed) <= bound:
                found.append((stream.phrase, fewer, stream.observed))
                break
    return tuple(found)
