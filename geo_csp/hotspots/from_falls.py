"""Hotspots that are hotspots no more, or less than they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from geo_csp.hotspots import sentence
from geo_csp.hotspots.counted import Counted
from geo_csp.hotspots.falling import Fall
from geo_csp.hotspots.finding import explained, hotspot
from geo_csp.hotspots.hotspot import FADING, Hotspot
from geo_csp.hotspots.spot import spot_of_points
from geo_csp.hotspots.stability import share_standing, where_falling


def hotspots_of_falls(counted: Counted, fallen: Sequence[Fall]) -> Iterator[Hotspot]:
    scene, phrase = counted.scene, counted.selection.phrase
    masks = where_falling(counted.by_place) if fallen else []
    for fall in fallen:
        points = np.flatnonzero(scene.place_of_point == fall.area)
        spot = spot_of_points(scene, points, counted.by_point[points].sum(axis=1))
        history = counted.history_at(points)
        since = counted.months[fall.first_step]
        yield hotspot(
            counted,
            spot,
            points,
            kind=history if history in ("diminishing", "historical") else FADING,
            first_step=fall.first_step,
            series=counted.by_place[fall.area],
            observed=fall.observed,
            expected=fall.expected,
            p=fall.p,
            recurrence_months=None,
            stability=share_standing(masks, np.array([fall.area])),
            settings=len(masks),
            break_words=explained(counted, points, fall.first_step, fell=True),
            said=[
                sentence.fall(
                    phrase=phrase,
                    place=spot.place,
                    since=since,
                    month=scene.month,
                    observed=fall.observed,
                    expected=fall.expected,
                )
            ],
        )
