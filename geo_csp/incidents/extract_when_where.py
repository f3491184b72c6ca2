"""Dates and coordinates of an extract's rows, from the columns that its mapping names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_csp.area_profile import Extract
from geo_csp.incidents.coordinates import DEGREES, METRES, Points, is_origin, points
from geo_csp.incidents.dates import Seconds, dates, with_times
from geo_csp.incidents.parsed import first_reasons
from geo_csp.incidents.words import NOTHING, Booleans, Words

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class When:
    """``start`` and ``end`` to the second, NaT where not given. ``wrong``: row to reason."""

    start: Seconds
    end: Seconds
    wrong: dict[int, str]
    fit_other_order: int
    ends_before_it_starts: int


@dataclass(frozen=True)
class Where:
    """Degrees or metres, NaN in the other pair. ``precision_m`` is NaN where as the file gives it.
    ``wrong``: row to reason.
    """

    longitude: Floats
    latitude: Floats
    easting: Floats
    northing: Floats
    precision_m: Floats
    wrong: dict[int, str]

    def columns(self) -> dict[str, npt.NDArray[np.floating]]:
        return {
            "longitude": self.longitude,
            "latitude": self.latitude,
            "easting": self.easting,
            "northing": self.northing,
            "precision_m": self.precision_m.astype(np.float32),
        }


def when(column: Mapping[str, Words], extract: Extract) -> When:
    """An end before the start is left out and counted."""
    names = extract.columns
    start = dates(column["date_from"], names.date_from, extract.date_order)
    if names.time_from:
        start = with_times(start, column["time_from"], names.time_from)
    end = dates(column["date_to"], names.date_to, extract.date_order)
    is_day_only = end.at == end.at.astype("datetime64[D]")
    last = np.where(is_day_only, end.at + np.timedelta64(86_399, "s"), end.at)
    is_before = last < start.at
    return When(
        start.at,
        np.where(is_before, np.datetime64("NaT", "s"), end.at),
        first_reasons(start.wrong, end.wrong),
        start.fit_other_order,
        int(is_before.sum()),
    )


def where(column: Mapping[str, Words], extract: Extract) -> Where:
    """Of eastings, degrees and the fallback pair each row has the first that it fills; 0, 0 fills
    nothing where a later pair is filled.
    """
    metres = points(METRES, column["easting"], column["northing"])
    degrees = points(DEGREES, column["longitude"], column["latitude"])
    fallback = points(METRES, column["fallback_easting"], column["fallback_northing"])
    has_fallback = _is_filled(column["fallback_easting"], column["fallback_northing"])
    has_degrees = _is_filled(column["longitude"], column["latitude"])
    has_degrees &= ~(has_fallback & is_origin(column["longitude"], column["latitude"]))
    has_metres = _is_filled(column["easting"], column["northing"])
    has_metres &= ~((has_degrees | has_fallback) & is_origin(column["easting"], column["northing"]))
    has_degrees &= ~has_metres
    falls_back = ~has_metres & ~has_degrees
    x, y = _chosen(metres, fallback, has_metres, falls_back)
    lon, lat = np.where(has_degrees, degrees.x, np.nan), np.where(has_degrees, degrees.y, np.nan)
    precision = np.where(
        falls_back, _or_nan(extract.fallback_precision_m), _or_nan(extract.precision_m)
    )
    reasons = (
        {row: why for row, why in found.wrong.items() if is_used[row]}
        for found, is_used in (
            (metres, has_metres),
            (degrees, has_degrees),
            (fallback, falls_back),
        )
    )
    has_place = np.isfinite(x) | np.isfinite(lon)
    return Where(lon, lat, x, y, np.where(has_place, precision, np.nan), first_reasons(*reasons))


def months(start: Seconds) -> Words:
    """The month (YYYY-MM) of each moment, NOTHING for NaT."""
    number, index = np.unique(start.astype("datetime64[M]"), return_inverse=True)
    known = ~np.isnat(number)
    values = pa.array(number[known].astype(str).tolist(), pa.string())
    position = np.where(known, np.cumsum(known) - 1, NOTHING)
    return Words(values, position[index].astype(np.int32))


def _is_filled(x: Words, y: Words) -> Booleans:
    is_filled: Booleans = (x.index != NOTHING) | (y.index != NOTHING)
    return is_filled


def _chosen(
    first: Points, second: Points, is_first: Booleans, is_second: Booleans
) -> tuple[Floats, Floats]:
    x = np.where(is_first, first.x, np.where(is_second, second.x, np.nan))
    return x, np.where(is_first, first.y, np.where(is_second, second.y, np.nan))


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value
