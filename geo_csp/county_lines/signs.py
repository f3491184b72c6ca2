"""The streams of one month's study: which incidents are signs, counted by point and month.

The columns read are those below and no others: what kind of incident, when and where. Nothing about
people comes near a lead: no age, origin or deprivation, of persons or of areas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.area_profile import AreaProfile
from geo_csp.counts.space_time import in_points
from geo_csp.county_lines_settings import Indicator
from geo_csp.geography.places import Place, place_of
from geo_csp.incidents.coverage import Coverage
from geo_csp.months import Month, Span

SIGN_COLUMNS = (
    "month",
    "category",
    "offence",
    "offence_words",
    "markers",
    "easting",
    "northing",
    "street",
)

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Signs:
    """``by_point``: [stream, point, month of ``span``]; points and locations in metres, EPSG:27700.

    ``lacking``: the indicators of the profile that the months do not hold a single incident of.
    Locations are the snap points of open data, else the places: the points of addresses scatter.
    """

    profile: AreaProfile
    coverage: Coverage
    span: Span
    indicators: tuple[Indicator, ...]
    lacking: tuple[Indicator, ...]
    by_point: Indices
    points_27700: Floats
    street_of_point: tuple[str, ...]
    places: tuple[Place, ...]
    place_of_point: Indices
    location_of_point: Indices
    locations_27700: Floats
    is_open: bool

    @property
    def month(self) -> Month:
        return self.span.last

    @property
    def by_location(self) -> Indices:
        shape = (len(self.indicators), len(self.locations_27700), len(self.span))
        summed = np.zeros(shape, dtype=np.int64)
        for of_stream, counts in zip(summed, self.by_point, strict=True):
            np.add.at(of_stream, self.location_of_point, counts)
        return summed


def signs(
    incidents: pa.Table,
    profile: AreaProfile,
    coverage: Coverage,
    span: Span,
    places: Sequence[Place],
) -> Signs:
    """``incidents``: rows of the partnership with SIGN_COLUMNS; ``span``: comparable months without
    a gap; ``places``: those that hold the span's points.
    """
    rows = incidents.filter(pc.is_in(incidents["month"].cast(pa.string()), pa.array(span.months())))
    points = in_points(rows)
    metres = [[float(part) for part in code.split("-")] for code in points.codes]
    points_27700 = np.array(metres, dtype=np.float64).reshape(-1, 2)
    place = place_of(places, *points_27700.T)
    is_open = set(coverage.sources[span.last]) == {"open"}
    of_stream = stream_of_row(rows, profile.county_lines.indicators)
    counts = _counted(rows, points.area_of_row, of_stream, profile, span)
    held = np.asarray(counts.any(axis=(1, 2)), dtype=np.bool_)
    known = profile.county_lines.indicators
    return Signs(
        profile=profile,
        coverage=coverage,
        span=span,
        indicators=tuple(each for each, is_held in zip(known, held, strict=True) if is_held),
        lacking=tuple(each for each, is_held in zip(known, held, strict=True) if not is_held),
        by_point=counts[held],
        points_27700=points_27700,
        street_of_point=_streets(rows, points.area_of_row, len(points.codes)),
        places=tuple(places),
        place_of_point=place,
        is_open=is_open,
        location_of_point=np.arange(len(place)) if is_open else place,
        locations_27700=points_27700 if is_open else _middles(places, place, points_27700),
    )


def stream_of_row(rows: pa.Table, indicators: Sequence[Indicator]) -> Indices:
    """The first indicator that takes each incident, -1 where none does."""
    category, offence, words, markers = (
        np.asarray(pc.fill_null(rows[name].cast(pa.string()), "").to_pylist(), dtype=object)
        for name in ("category", "offence", "offence_words", "markers")
    )
    found = np.full(len(rows), -1, dtype=np.int64)
    for number, indicator in enumerate(indicators):
        taken = found < 0
        if indicator.counts:
            taken &= _any(
                (category == key.partition("/")[0])
                & ((offence == key.partition("/")[2]) | ("/" not in key))
                for key in indicator.counts
            )
        if indicator.words:
            taken &= _holds(words, indicator.words)
        if indicator.markers:
            taken &= _holds(markers, indicator.markers)
        found[taken] = number
    return found


def _any(masks: object) -> Booleans:
    result: Booleans = np.logical_or.reduce(list(masks))  # type: ignore[call-overload]
    return result


def _holds(texts: npt.NDArray[np.object_], words: Sequence[str]) -> Booleans:
    """Whatever the capitals."""
    distinct, back = np.unique(texts.astype(str), return_inverse=True)
    wanted = [word.lower() for word in words]
    held = np.array([any(word in text.lower() for word in wanted) for text in distinct], np.bool_)
    found: Booleans = held[back.ravel()]
    return found


def _counted(
    rows: pa.Table, point: Indices, stream: Indices, profile: AreaProfile, span: Span
) -> Indices:
    months = pa.array(span.months(), pa.string())
    month = np.asarray(pc.index_in(rows["month"].cast(pa.string()), months), dtype=np.int64)
    kept = (point >= 0) & (stream >= 0)
    shape = (len(profile.county_lines.indicators), int(point.max(initial=-1)) + 1, len(span))
    counts = np.zeros(shape, dtype=np.int64)
    np.add.at(counts, (stream[kept], point[kept], month[kept]), 1)
    return counts


def _streets(rows: pa.Table, point: Indices, points: int) -> tuple[str, ...]:
    named = [""] * points
    for at, street in zip(point.tolist(), rows["street"].to_pylist(), strict=True):
        if at >= 0 and street:
            named[at] = street
    return tuple(named)


def _middles(places: Sequence[Place], place: Indices, points: Floats) -> Floats:
    """Of each place, so that a distance is not that of one address."""
    weight = np.maximum(np.bincount(place, minlength=len(places)), 1)
    sums = np.stack([np.bincount(place, axis, minlength=len(places)) for axis in points.T], axis=1)
    middles: Floats = sums / weight[:, np.newaxis]
    return middles
