"""From one month's signs to its leads, and which of last month's have ended."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import box, shape

from geo_csp.county_lines import words
from geo_csp.county_lines.balance import hangs_on
from geo_csp.county_lines.lead import TIERS, Lead
from geo_csp.county_lines.signs import Signs
from geo_csp.county_lines.streams import streams_of
from geo_csp.geography.geojson import geometry
from geo_csp.geography.landmarks import nearest_landmarks
from geo_csp.statistics.balanced_scan import Together, balanced_scan, rule
from geo_csp.statistics.scan_neighbours import nearest_first

Indices = npt.NDArray[np.int64]
# From the points of a lead and the step its months begin with: what else could explain it.
Explain = Callable[[Indices, int], str]

# An address is told to this many metres only: a square in which several households live.
SQUARE_M = 200.0


@dataclass(frozen=True)
class Found:
    """As the fields of a published month. ``ended_leads``: last month's that are none any more, as
    they were. ``leads_said``: what must be said once about the whole.
    """

    leads: tuple[Lead, ...]
    ended_leads: tuple[Lead, ...]
    leads_said: tuple[str, ...]


def find(
    signs: Signs,
    ward_of_place: Callable[[int], str | None],
    explain: Explain,
    *,
    earlier: Sequence[Lead] | None,
    threads: int = 1,
) -> Found:
    """The leads of the signs' last month, the least likely by chance first.

    ``ward_of_place``: the code of the ward of a place of ``signs``. ``earlier``: the leads of the
    month before, None where it was not run. Seeded: the same signs give the same leads.
    """
    said = _said(signs, is_first=earlier is None)
    if not any(indicator.leads for indicator in signs.indicators):
        return Found((), _ended(earlier or (), ()), said)
    together, maxima = scan(signs, threads)
    bound = least_statistic(maxima, signs.profile.county_lines.tiers["C"])
    made = [_lead(signs, each, bound, ward_of_place, explain) for each in together]
    leads = tuple(_named(made, earlier or ()))
    return Found(leads, _ended(earlier or (), leads), said)


def scan(
    signs: Signs, threads: int = 1, seed: int = 1
) -> tuple[tuple[Together, ...], npt.NDArray[np.float64]]:
    """What stands out at a tier, and the greatest statistic of each world of chance."""
    settings, indicators = signs.profile.county_lines, signs.indicators
    return balanced_scan(
        signs.by_location,
        nearest_first(*signs.locations_27700.T, radius=settings.radius_m, threads=threads),
        rule(
            [each.weight for each in indicators],
            [each.leads for each in indicators],
            [each.found_by == "public" for each in indicators],
        ),
        longest_window=max(min(settings.longest_window, len(signs.span) // 2), 1),
        replications=settings.replications,
        largest_p=settings.tiers["C"],
        seed=seed,
        threads=threads,
    )


def least_statistic(maxima: npt.NDArray[np.float64], p: float) -> float:
    """A statistic above this has at most this p by rank among each row of the maxima."""
    may_exceed = int(p * (maxima.shape[1] + 1) + 1e-9) - 1
    if may_exceed >= maxima.shape[1]:
        return 0.0
    return float(np.sort(maxima)[:, ::-1][:, may_exceed].max())


def tier_of(p: float, tiers: Mapping[Any, float]) -> str:
    return next(tier for tier in TIERS if p <= tiers[tier] + 1e-12)


def _lead(
    signs: Signs,
    found: Together,
    bound: float,
    ward_of_place: Callable[[int], str | None],
    explain: Explain,
) -> Lead:
    streams = streams_of(signs, found)
    out = [number for number, stream in enumerate(streams) if stream.stands_out]
    in_window = signs.by_point[out][:, :, found.first_step :].sum(axis=(0, 2))
    members = np.isin(signs.location_of_point, found.members)
    points = np.flatnonzero(members & (in_window > 0))
    weight = in_window[points]
    place = int(np.argmax(np.bincount(signs.place_of_point[points], weights=weight)))
    standing = [streams[number] for number in out]
    observed, since = sum(each.observed for each in standing), signs.span.months()[found.first_step]
    by_police = sum(each.observed for each in standing if each.found_by == "police")
    by_weight = sorted(standing, key=lambda stream: -stream.contribution)
    named = signs.places[place]
    return Lead(
        code=_code_of(named.code),
        place=named.name,
        place_code=named.code,
        ward_code=ward_of_place(place),
        tier=tier_of(found.p, signs.profile.county_lines.tiers),
        state="new",
        since=since,
        first_seen=signs.month,
        months=signs.span.months(),
        streams=streams,
        statistic=found.statistic,
        police_found_share=by_police / observed,
        p=found.p,
        recurrence_months=found.recurrence_steps,
        streets=_streets(signs, points, weight),
        outline=geometry(_outline(signs, points)),
        context=nearest_landmarks(signs.profile, *signs.locations_27700[found.members[0]]),
        unless=words.unless(hangs_on(streams, bound)),
        break_words=explain(points, found.first_step),
        sentence=words.sentence(
            phrases=[stream.phrase for stream in by_weight],
            place=named.name,
            since=since,
            month=signs.month,
            observed=observed,
            expected=sum(each.expected for each in standing),
            every=found.recurrence_steps,
        ),
    )


def _code_of(place_code: str) -> str:
    """A place's code is the point of an address: what stands in a link must not tell it."""
    return f"lead-{hashlib.sha256(place_code.encode()).hexdigest()[:8]}"


def _streets(signs: Signs, points: Indices, weight: Indices) -> tuple[tuple[str, int], ...]:
    counted = Counter[str]()
    for point, incidents in zip(points.tolist(), weight.tolist(), strict=True):
        counted[signs.street_of_point[point] or "no street given"] += incidents
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _outline(signs: Signs, points: Indices) -> shapely.Geometry:
    """Of snap points their places'; of addresses the squares of the grid that they lie in."""
    if signs.is_open:
        held = np.unique(signs.place_of_point[points])
        return shapely.union_all([signs.places[place].outline_27700 for place in held])
    corners = np.unique(np.floor(signs.points_27700[points] / SQUARE_M), axis=0) * SQUARE_M
    return shapely.union_all([box(e, n, e + SQUARE_M, n + SQUARE_M) for e, n in corners])


def _named(made: Sequence[Lead], earlier: Sequence[Lead]) -> Iterator[Lead]:
    """Each with the code of the earlier lead that it continues, if it overlaps one."""
    free = list(earlier)
    taken = {lead.code for lead in earlier}
    for lead in made:
        before = next((each for each in free if _overlap(each, lead)), None)
        if before is not None:
            free.remove(before)
            yield replace(lead, code=before.code, state="continuing", first_seen=before.first_seen)
            continue
        code, number = lead.code, 2
        while code in taken:
            code, number = f"{lead.code}-{number}", number + 1
        taken.add(code)
        yield replace(lead, code=code)


def _overlap(one: Lead, other: Lead) -> bool:
    return bool(shapely.intersects(shape(one.outline), shape(other.outline)))


def _ended(earlier: Sequence[Lead], leads: Sequence[Lead]) -> tuple[Lead, ...]:
    going_on = {lead.code for lead in leads}
    return tuple(replace(each, state="ended") for each in earlier if each.code not in going_on)


def _said(signs: Signs, *, is_first: bool) -> tuple[str, ...]:
    if not signs.profile.county_lines.indicators:
        return ("no indicators of county lines are named in the area profile, so none are sought",)
    lacking = ", ".join(indicator.phrase.lower() for indicator in signs.lacking)
    return (
        f"counted in {signs.span.in_words()}",
        *([f"not in the data, and so not looked at: {lacking}"] if lacking else []),
        *(["the month before was not run, so every lead is called new"] if is_first else []),
    )
