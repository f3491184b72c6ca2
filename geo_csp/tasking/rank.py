"""What first? Places in the order of a stated sum, and the ranks that they could as well have.

``rerank`` needs nothing but the published priorities: each carries the parts of its score, so that
other weights, or a list without what the police find by looking, are a matter of adding up anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from geo_csp.statistics.rank_intervals import RankIntervals, rank_intervals
from geo_csp.tasking.factors import factor_of
from geo_csp.tasking.priority import VOLUME, Factor, Part, Priority
from geo_csp.tasking.weights import Weights

# The draws are the same each time, so that the same list has the same intervals.
_SEED = 7

Floats = npt.NDArray[np.float64]


def rerank(
    priorities: Sequence[Priority], weights: Weights, *, with_police_found: bool = True
) -> tuple[Priority, ...]:
    """The same places by other weights, highest score first; of equal scores by their codes.

    Without what is found by police: those parts are left out of each score, and places that
    nothing else brought here out of the list.
    """
    kept = sorted(
        (each for each in priorities if with_police_found or not each.is_police_found),
        key=lambda each: each.code,
    )
    weighed = [_weighed(each, weights, with_police_found) for each in kept]
    if not weighed:
        return ()
    ranked = _with_ranks(weighed, intervals(weighed))
    return tuple(sorted(ranked, key=lambda each: (each.rank, each.code)))


def intervals(weighed: Sequence[Priority]) -> RankIntervals:
    """Ranks by resampling the incidents; what is not counted is taken as certain."""
    kinds = sorted({part.kind for each in weighed for part in _harm(each)})
    unit = {part.kind: _points_of_one(each, part) for each in weighed for part in _harm(each)}
    counts = np.zeros((len(weighed), len(kinds)))
    for row, each in enumerate(weighed):
        for part in _harm(each):
            counts[row, kinds.index(part.kind)] = part.figure
    points = np.array([unit[kind] for kind in kinds])
    scores = np.array([each.score for each in weighed])
    return rank_intervals(
        counts, points, np.random.default_rng(_SEED), fixed=scores - counts @ points
    )


def _harm(priority: Priority) -> tuple[Part, ...]:
    return priority.factor("harm").parts


def _points_of_one(priority: Priority, part: Part) -> float:
    """What one more incident of a kind adds to the score: by its harm, and as one more of all."""
    likelihood = priority.factor("likelihood")
    volume = next(each.each for each in likelihood.parts if each.kind == VOLUME)
    return priority.factor("harm").weight * part.each + likelihood.weight * volume


def _weighed(priority: Priority, weights: Weights, with_police_found: bool) -> Priority:
    factors = tuple(
        factor_of(
            each.name,
            weights.of(each.name),
            [part for part in each.parts if with_police_found or not part.police_found],
        )
        for each in priority.factors
    )
    return replace(
        priority,
        factors=factors,
        score=sum(each.points for each in factors),
        why=tuple(each.sentence for each in factors),
        police_found_share=_police_found_share(factors),
    )


def _police_found_share(factors: Sequence[Factor]) -> float:
    harm = next(each for each in factors if each.name == "harm")
    found = sum(part.value for part in harm.parts if part.police_found)
    return found / harm.value if harm.value else 0.0


def _with_ranks(weighed: Sequence[Priority], found: RankIntervals) -> list[Priority]:
    at_rank: dict[int, list[str]] = {}
    for each, rank in zip(weighed, found.ranks.tolist(), strict=True):
        at_rank.setdefault(rank, []).append(each.code)
    rows = zip(
        weighed,
        found.ranks.tolist(),
        found.lowest.tolist(),
        found.highest.tolist(),
        strict=True,
    )
    return [
        replace(
            each,
            rank=rank,
            rank_low=low,
            rank_high=high,
            tied_with=tuple(code for code in at_rank[rank] if code != each.code),
        )
        for each, rank, low, high in rows
    ]
