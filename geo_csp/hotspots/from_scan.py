"""Hotspots that the scan finds: emerging, or to be watched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from geo_csp.hotspots import sentence
from geo_csp.hotspots.counted import Counted
from geo_csp.hotspots.finding import explained, hotspot
from geo_csp.hotspots.hotspot import EMERGING, WATCH, Hotspot
from geo_csp.hotspots.rising import Rise, has_fallen_back, rises
from geo_csp.hotspots.spot import spot_of_points
from geo_csp.hotspots.stability import Mask, OtherSettings, share_standing, where_rising

Counts = npt.NDArray[np.int64]


def hotspots_of_scan(
    counted: Counted, settings: OtherSettings, fallen_places: Counts
) -> Iterator[Hotspot]:
    scene, wanted = counted.scene, counted.scene.profile.hotspots
    found = rises(
        counted.by_location,
        scene.neighbours,
        wanted.longest_window,
        wanted.replications,
        wanted.watch_months,
    )
    masks = where_rising(counted.by_location, settings, wanted.watch_months) if found else []
    for rise in found:
        points = np.flatnonzero(np.isin(scene.location_of_point, rise.core))
        points = points[counted.by_point[points, rise.first_step :].any(axis=1)]
        points = points[~np.isin(scene.place_of_point[points], fallen_places)]
        if points.size:
            yield _risen(counted, rise, points, masks)


def _risen(counted: Counted, rise: Rise, points: Counts, masks: Sequence[Mask]) -> Hotspot:
    scene, phrase = counted.scene, counted.selection.phrase
    weight = counted.by_point[points, rise.first_step :].sum(axis=1)
    spot = spot_of_points(scene, points, weight)
    members = np.flatnonzero(np.isin(scene.location_of_point, rise.members))
    series = counted.by_point[members].sum(axis=0)
    expected_last = counted.expected(members, len(counted.months) - 1)
    is_over = has_fallen_back(series, rise.first_step, expected_last)
    break_words = explained(counted, points, rise.first_step, rose=True, compares=True)
    is_rare = rise.recurrence_months >= scene.profile.hotspots.emerging_months
    since = counted.months[rise.first_step]
    said = [
        sentence.rise(
            phrase=phrase,
            place=sentence.with_reach(spot.place, _reach_km(counted, points, weight)),
            since=since,
            month=scene.month,
            observed=rise.observed,
            expected=rise.expected,
            every=rise.recurrence_months,
        ),
        sentence.fallen_back(scene.month, int(series[-1])) if is_over else "",
    ]
    return hotspot(
        counted,
        spot,
        points,
        kind=EMERGING if is_rare and not is_over and not break_words else WATCH,
        first_step=rise.first_step,
        series=series,
        observed=rise.observed,
        expected=rise.expected,
        p=rise.p,
        recurrence_months=rise.recurrence_months,
        stability=share_standing(masks, rise.core),
        settings=len(masks),
        break_words=break_words,
        said=said,
    )


def _reach_km(counted: Counted, points: Counts, weight: Counts) -> float:
    """From the busiest of these points to the one that lies farthest from it."""
    here = counted.scene.points_27700[points]
    return float(np.hypot(*(here - here[np.argmax(weight)]).T).max()) / 1000
