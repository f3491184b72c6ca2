"""What officers' marks teach: how precise each tier is, and which weights they speak for.

Nothing here changes a lead. A proposal is shown, and adopted by editing the area profile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo_csp.county_lines.balance import balanced_sum
from geo_csp.county_lines.lead import TIERS, Lead
from geo_csp.statistics.proportion import wilson_limits

# Fewer marks of either kind say nothing about a weight; and one proposal at most doubles or halves.
FEWEST_MARKS = 5
LARGEST_STEP = 2.0
# As much of a share as a stream without any is taken to have: keeps a ratio from running away.
SMALLEST_SHARE = 0.05


@dataclass(frozen=True)
class Judged:
    """A lead as it was when an officer went there, and whether county lines were confirmed; None
    where that is not known.
    """

    lead: Lead
    confirmed: bool | None


@dataclass(frozen=True)
class Precision:
    """``share``: of the leads marked confirmed or not, those confirmed, with a 95 % interval; None
    before the first such mark.
    """

    tier: str
    confirmed: int
    refuted: int
    unknown: int
    share: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Proposal:
    """``share_confirmed`` and ``share_refuted``: of the leads' sums, what the stream gave."""

    code: str
    phrase: str
    weight: float
    proposed: float
    share_confirmed: float
    share_refuted: float


def precision(judged: Sequence[Judged]) -> tuple[Precision, ...]:
    return tuple(_of_tier(tier, judged) for tier in TIERS)


def _of_tier(tier: str, judged: Sequence[Judged]) -> Precision:
    marks = [each.confirmed for each in judged if each.lead.tier == tier]
    confirmed, refuted = marks.count(True), marks.count(False)
    known = confirmed + refuted
    if not known:
        return Precision(tier, 0, 0, marks.count(None), None, None, None)
    lower, upper = (float(limit) for limit in wilson_limits(confirmed, known))
    return Precision(tier, confirmed, refuted, marks.count(None), confirmed / known, lower, upper)


def proposals(judged: Sequence[Judged]) -> tuple[Proposal, ...]:
    """Streams that gave more of confirmed leads than of refuted ones weigh more, and the other way
    round: the weight times the ratio of the two shares. () where there are too few marks.
    """
    confirmed = [each.lead for each in judged if each.confirmed is True]
    refuted = [each.lead for each in judged if each.confirmed is False]
    if min(len(confirmed), len(refuted)) < FEWEST_MARKS:
        return ()
    newest = {stream.code: stream for each in judged for stream in each.lead.streams}
    found = []
    for code, stream in newest.items():
        held, lost = _mean_share(confirmed, code), _mean_share(refuted, code)
        ratio = (held + SMALLEST_SHARE) / (lost + SMALLEST_SHARE)
        step = min(max(ratio, 1 / LARGEST_STEP), LARGEST_STEP)
        proposed = round(stream.weight * step, 2)
        if proposed != stream.weight:
            found.append(Proposal(code, stream.phrase, stream.weight, proposed, held, lost))
    return tuple(found)


def _mean_share(leads: Sequence[Lead], code: str) -> float:
    parts = [
        sum(stream.contribution for stream in lead.streams if stream.code == code) / lead.whole
        for lead in leads
    ]
    return sum(parts) / len(parts)


def under_weights(lead: Lead, weights: Mapping[str, float]) -> float:
    """The lead's statistic if its streams had these weights; the tiers need a run."""
    parts = [
        weights.get(stream.code, stream.weight) * stream.log_likelihood_ratio
        for stream in lead.streams
    ]
    return balanced_sum(lead.streams, parts)
