"""Signs of county lines without files: of the demonstration seed by seed, and of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_csp.area_profile import AreaProfile
from geo_csp.county_lines.find import scan, tier_of
from geo_csp.county_lines.lead import TIERS
from geo_csp.county_lines.signs import Signs, signs
from geo_csp.demo.generate import drawn
from geo_csp.demo.levels import DEMONSTRATION_MONTHS
from geo_csp.demo.offences import key_of
from geo_csp.demo.planted_truth import COUNTY_LINES, PLANTS, PlantedSigns
from geo_csp.demo.street_points import StreetPoints, points_of_street
from geo_csp.incidents.coverage import Coverage
from geo_csp.months import Month, Span

Counts = npt.NDArray[np.int64]
FEWER_REPLICATIONS = 199


def with_fewer_replications(profile: AreaProfile, number: int = FEWER_REPLICATIONS) -> AreaProfile:
    """Tiers end at a p of 1 in 20, which needs no more."""
    fewer = profile.county_lines.model_copy(update={"replications": number})
    return profile.model_copy(update={"county_lines": fewer})


def as_open_data(points: StreetPoints, incidents: Any) -> pa.Table:
    """The drawn incidents with the columns that signs read, as data.police.uk would have them."""
    at, months = incidents["point"].to_numpy(), np.array(DEMONSTRATION_MONTHS.months())
    keys = [key_of(offence) for offence in incidents["offence"]]
    return pa.table(
        {
            "month": months[incidents["month"].to_numpy()],
            "category": [key.partition("/")[0] for key in keys],
            "offence": [key.partition("/")[2] or None for key in keys],
            "offence_words": pa.nulls(len(keys), pa.string()),
            "markers": pa.nulls(len(keys), pa.string()),
            "easting": points.easting[at],
            "northing": points.northing[at],
            "street": points.street[at].astype(str),
        }
    )


def open_coverage(span: Span) -> Coverage:
    months = span.months()
    return Coverage(
        area="herefordshire",
        months=months,
        gaps=(),
        incomplete={},
        synthetic=frozenset(months),
        sources=dict.fromkeys(months, ("open",)),
        not_counted={},
        records_hate=frozenset(),
        records_asb_types=frozenset(),
        breaks=(),
        no_place_share=dict.fromkeys(months, 0.0),
        newest_complete=months[-1],
    )


def drawn_signs(
    profile: AreaProfile, seed: int, months: tuple[Month, ...]
) -> Iterator[tuple[Month, Signs, StreetPoints]]:
    points, incidents = drawn(profile, seed, PLANTS, COUNTY_LINES)
    table = as_open_data(points, incidents)
    for month in months:
        span = Span(DEMONSTRATION_MONTHS.first, month)
        yield month, signs(table, profile, open_coverage(span), span, ()), points


def tiers_by_plant(made: Signs, points: StreetPoints) -> dict[str, list[str]]:
    """For each plant the tiers of the leads that hold its street, the strongest first."""
    together, _ = scan(made, threads=2)
    tiers = made.profile.county_lines.tiers
    return {
        planted.where: [
            tier_of(each.p, tiers)
            for each in together
            if _point_of(made, points, planted) in each.members
        ]
        for planted in COUNTY_LINES
    }


def _point_of(made: Signs, points: StreetPoints, planted: PlantedSigns) -> int:
    at = points_of_street(points, planted.ward, planted.street)[0]
    here = np.rint([points.easting[at], points.northing[at]])
    return next(iter(np.flatnonzero((made.points_27700 == here).all(axis=1)).tolist()), -1)


DRUGS_ALONE = 20
FAR_M = 1_000.0


def tiers_of_drugs_alone(
    made: Signs, points: StreetPoints, random: np.random.Generator
) -> list[str]:
    """Of the leads at a place far from all that is planted, with so many drugs more in each of two
    months and whatever else happens there. Busy places are the likelier.
    """
    planted = [
        at
        for each in (*PLANTS, *COUNTY_LINES)
        for at in points_of_street(points, each.ward, each.street)
    ]
    apart = made.points_27700[:, np.newaxis] - np.stack(
        [points.easting[planted], points.northing[planted]], axis=1
    )
    weight = made.by_point.sum(axis=(0, 2)) * (np.hypot(*apart.T).min(axis=0) > FAR_M)
    here = random.choice(len(weight), p=weight / weight.sum())
    drugs = [indicator.code for indicator in made.indicators].index("drugs")
    by_point = made.by_point.copy()
    by_point[drugs, here, -2:] += DRUGS_ALONE
    together, _ = scan(replace(made, by_point=by_point), threads=2)
    tiers = made.profile.county_lines.tiers
    return [tier_of(each.p, tiers) for each in together if here in each.members]


def over_months(by_point: Counts, random: np.random.Generator) -> Counts:
    """Each stream's months dealt out anew among its incidents."""
    return np.stack([_dealt(counts, random) for counts in by_point])


def over_places(by_point: Counts, random: np.random.Generator) -> Counts:
    """Each stream's points, with their months as they are, put in the place of others."""
    return np.stack([counts[random.permutation(len(counts))] for counts in by_point])


def _dealt(counts: Counts, random: np.random.Generator) -> Counts:
    points = np.repeat(np.arange(len(counts)), counts.sum(axis=1))
    months = random.permutation(np.repeat(np.arange(counts.shape[1]), counts.sum(axis=0)))
    dealt = np.zeros_like(counts)
    np.add.at(dealt, (points, months), 1)
    return dealt


def tiers_of_nothing(made: Signs, by_point: Counts, seed: int) -> list[str]:
    """The tiers of all leads where ``by_point`` stands in for the signs."""
    together, _ = scan(replace(made, by_point=by_point), threads=2, seed=seed)
    return sorted(tier_of(each.p, made.profile.county_lines.tiers) for each in together)


def at_least(tiers: list[str], tier: str) -> bool:
    return any(TIERS.index(each) <= TIERS.index(tier) for each in tiers)
