"""The demonstration's snap points as the open data show them, where some were issued anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.levels import DEMONSTRATION_MONTHS
from geo_csp.demo.planted_truth import ReissuedPoints
from geo_csp.demo.street_points import StreetPoints, points_at, points_of_street
from geo_csp.geography.boundaries import to_longitude_latitude


def published_points(
    profile: AreaProfile,
    points: StreetPoints,
    incidents: pd.DataFrame,
    reissued: tuple[ReissuedPoints, ...],
) -> tuple[StreetPoints, npt.NDArray[np.int64]]:
    """The points with the new ones after them, and of each incident the point it is published on.

    A new point lies in the middle of those it replaces (metres, EPSG:27700).
    """
    shown = incidents["point"].to_numpy(np.int64, copy=True)
    months = np.array(DEMONSTRATION_MONTHS.months())[incidents["month"]]
    for anew in reissued:
        old = _within(points, anew)
        middle = np.array([points.easting[old].mean(), points.northing[old].mean()])
        points = _with_point(profile, points, middle, anew.street)
        shown[np.isin(shown, old) & (months >= anew.first)] = len(points.street) - 1
    return points, shown


def _within(points: StreetPoints, anew: ReissuedPoints) -> npt.NDArray[np.int64]:
    middle = points_of_street(points, anew.ward, anew.street)[0]
    east = points.easting - points.easting[middle]
    north = points.northing - points.northing[middle]
    return np.flatnonzero((points.ward == anew.ward) & (np.hypot(east, north) <= anew.within_m))


def _with_point(
    profile: AreaProfile, points: StreetPoints, spot: npt.NDArray[np.float64], street: str
) -> StreetPoints:
    longitude, latitude = to_longitude_latitude(spot[:1], spot[1:])
    new = points_at(
        profile,
        longitude.round(6),
        latitude.round(6),
        np.array([street], object),
        dict.fromkeys(points.weights, np.zeros(1)),
    )
    fields = ("longitude", "latitude", "easting", "northing", "street", "ward", "lsoa")
    joined = {f: np.append(getattr(points, f), getattr(new, f)) for f in fields}
    weights = {offence: np.append(share, 0.0) for offence, share in points.weights.items()}
    return replace(points, weights=weights, **joined)
