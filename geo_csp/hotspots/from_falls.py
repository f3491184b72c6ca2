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
from geo_csp.hotspots.stability import OtherSettings, share_standing, where_falling, where_lasting

# Of a place that fell these say more than "fading": that it had been high nearly all the time.
_WORDS_OF_A_FALL = ("diminishing", "historical")


def hotspots_of_falls(
    counted: Counted, fallen: Sequence[Fall], settings: OtherSettings
) -> Iterator[Hotspot]:
    scene, phrase = counted.scene, counted.selection.phrase
    falling = where_falling(counted.by_place) if fallen else []
    lasting = where_lasting(counted.by_point, settings) if fallen else []
    for fall in fallen:
        points = np.flatnonzero(scene.place_of_point == fall.area)
        spot = spot_of_points(scene, points, counted.by_point[points].sum(axis=1))
        history = counted.history_at(points)
        is_word = history in _WORDS_OF_A_FALL
        masks, where = (lasting, points) if is_word else (falling, np.array([fall.area]))
        since = counted.months[fall.first_step]
        yield hotspot(
            counted,
            spot,
            points,
            kind=history if is_word else FADING,
            first_step=fall.first_step,
            series=counted.by_place[fall.area],
            observed=fall.observed,
            expected=fall.expected,
            p=fall.p,
            recurrence_months=None,
            stability=share_standing(masks, where),
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
