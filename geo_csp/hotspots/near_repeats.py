"""Where dates are known: does one incident here bring others soon and near?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_csp.counts.space_time import coordinates
from geo_csp.statistics.near_repeat import near_repeats

BAND_M = 200.0
BAND_DAYS = 7
FEWEST_INCIDENTS = 20
# Pairs grow with the square; a hotspot that holds more than this is told by its counts.
MOST_INCIDENTS = 2_000
SIGNIFICANCE = 0.05
AROUND_M = 500.0


def near_repeats_in_words(incidents: pa.Table, centre_27700: npt.NDArray[np.float64]) -> str:
    """Of the incidents within AROUND_M of the points given ([point, 2], EPSG:27700); "" where too
    few have a date.
    """
    easting, northing, has_place = coordinates(incidents)
    days = incidents["date_from"].to_numpy().astype("datetime64[D]")
    here = has_place & ~np.isnat(days)
    here[here] = _near(np.column_stack([easting, northing])[here], centre_27700)
    if not FEWEST_INCIDENTS <= here.sum() <= MOST_INCIDENTS:
        return ""
    table = near_repeats(
        easting[here],
        northing[here],
        days[here].astype(np.int64),
        band_m=BAND_M,
        band_days=BAND_DAYS,
    )
    # The same place and up to the first band of distance, in the first band of days.
    observed = int(table.observed[:2, 0].sum())
    expected, p = float(table.expected[:2, 0].sum()), float(table.p[:2, 0].min() * 2)
    if p >= SIGNIFICANCE or observed <= expected:
        return "No evidence that one incident here brings others within a week and 200 m."
    return (
        f"One incident here tends to bring others: {observed:,} pairs within a week and 200 m, "
        f"where chance would bring about {expected:,.0f}."
    )


def _near(
    points: npt.NDArray[np.float64], centre: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    apart = np.hypot(*(points[:, np.newaxis] - centre[np.newaxis]).transpose(2, 0, 1))
    found: npt.NDArray[np.bool_] = apart.min(axis=1) <= AROUND_M
    return found
