"""The streams of a lead with their figures: observed, expected, and how many times the usual."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo_csp.county_lines.lead import Stream
from geo_csp.county_lines.signs import Signs
from geo_csp.statistics.balanced_scan import Together
from geo_csp.statistics.relative_risk import RelativeRisk, relative_risk

Indices = npt.NDArray[np.int64]

# With fewer incidents before, the surroundings say too little: then the rest of the area does.
FEWEST_AROUND = 12


@dataclass(frozen=True, eq=False)
class _Figures:
    """One stream by month: here, in the surroundings, and in the whole area without here."""

    here: Indices
    around: Indices
    elsewhere: Indices


def streams_of(signs: Signs, found: Together) -> tuple[Stream, ...]:
    """Every stream that the data hold, in the order of the profile."""
    members = np.isin(signs.location_of_point, found.members)
    middle = signs.locations_27700[found.members[0]]
    near = np.hypot(*(signs.points_27700 - middle).T) <= signs.profile.county_lines.surroundings_m
    return tuple(
        _stream(signs, found, number, members, near & ~members)
        for number in range(len(signs.indicators))
    )


def _stream(
    signs: Signs,
    found: Together,
    number: int,
    members: npt.NDArray[np.bool_],
    near: npt.NDArray[np.bool_],
) -> Stream:
    indicator, counts = signs.indicators[number], signs.by_point[number]
    figures = _Figures(
        counts[members].sum(axis=0), counts[near].sum(axis=0), counts[~members].sum(axis=0)
    )
    risk = _risk(figures, found.first_step)
    return Stream(
        code=indicator.code,
        phrase=indicator.phrase,
        found_by=indicator.found_by,
        source=indicator.source,
        address=indicator.address,
        weight=indicator.weight,
        leads=indicator.leads,
        observed_by_month=tuple(figures.here.tolist()),
        observed=found.observed[number],
        at_place=int(figures.here.sum()),
        in_window=int(counts[:, found.first_step :].sum()),
        in_all=int(counts.sum()),
        expected=found.expected[number],
        log_likelihood_ratio=found.ratio[number],
        relative_risk=risk.median,
        lower=risk.lower,
        upper=risk.upper,
    )


def _risk(figures: _Figures, first_step: int) -> RelativeRisk:
    """Half an incident more in each span keeps a stream with none elsewhere from dividing by 0."""
    has_enough = figures.around[:first_step].sum() >= FEWEST_AROUND
    others = figures.around if has_enough else figures.elsewhere
    return relative_risk(
        int(figures.here[first_step:].sum()),
        int(figures.here[:first_step].sum()),
        float(others[first_step:].sum()) + 0.5,
        float(others[:first_step].sum()) + 0.5,
    )
