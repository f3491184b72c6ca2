"""Hotspots that Gi* finds: where it is high beside the rest of the county, and in what manner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from geo_csp.hotspots import sentence
from geo_csp.hotspots.counted import Counted
from geo_csp.hotspots.falling import chance_of_last
from geo_csp.hotspots.finding import explained, hotspot
from geo_csp.hotspots.hotspot import FADING, Hotspot
from geo_csp.hotspots.lasting import RISING_WORDS, Lasting, lasting
from geo_csp.hotspots.spot import spot_of_cells
from geo_csp.hotspots.stability import Mask, OtherSettings, share_standing, where_lasting

Counts = npt.NDArray[np.int64]

_WORDS_OF_A_FALL = ("diminishing", "historical")


def hotspots_of_gi_star(
    counted: Counted, settings: OtherSettings, fallen_places: Counts
) -> Iterator[Hotspot]:
    scene = counted.scene
    if counted.found is None:
        return
    masks = where_lasting(counted.by_point, settings)
    fell = np.unique(scene.cell_of_point[np.isin(scene.place_of_point, fallen_places)])
    groups = lasting(counted.found, counted.by_cell, scene.adjacency)
    for group in groups:
        cells = group.cells
        if group.word in RISING_WORDS:
            cells = cells[~np.isin(cells, fell)]
        points = np.flatnonzero(np.isin(scene.cell_of_point, cells))
        # Where the whole county has none in these months, a place that has none is no news.
        if not counted.expected(points, group.first_step):
            continue
        if group.word not in _WORDS_OF_A_FALL and counted.has_dropped(points):
            yield _of_dropped(counted, cells, points, masks, len(groups))
        else:
            yield _of_group(counted, group, cells, points, masks)


def _of_group(
    counted: Counted, group: Lasting, cells: Counts, points: Counts, masks: Sequence[Mask]
) -> Hotspot:
    scene = counted.scene
    spot = spot_of_cells(scene, cells, points, counted.by_point[points].sum(axis=1))
    since = counted.months[group.first_step]
    break_words = explained(
        counted,
        points,
        group.first_step,
        rose=group.word in (*RISING_WORDS, "sporadic"),
        compares=group.word in ("new", "consecutive"),
    )
    series = counted.by_point[points].sum(axis=0)
    return hotspot(
        counted,
        spot,
        points,
        kind=group.word,
        first_step=group.first_step,
        series=series,
        observed=int(series[group.first_step :].sum()),
        expected=counted.expected(points, group.first_step),
        p=group.p,
        recurrence_months=None,
        stability=share_standing(masks, points),
        settings=len(masks),
        break_words=break_words,
        said=[
            sentence.lasting(group.word, counted.selection.phrase, spot.place, since, scene.month),
            sentence.hot_months(group.hot_steps, len(counted.months)),
        ],
    )


def _of_dropped(
    counted: Counted, cells: Counts, points: Counts, masks: Sequence[Mask], asked: int
) -> Hotspot:
    """High until the month before, and no more. ``asked``: of how many high places."""
    spot = spot_of_cells(counted.scene, cells, points, counted.by_point[points].sum(axis=1))
    series, last = counted.by_point[points].sum(axis=0), len(counted.months) - 1
    observed, expected = int(series[last]), counted.expected(points, last)
    return hotspot(
        counted,
        spot,
        points,
        kind=FADING,
        first_step=last,
        series=series,
        observed=observed,
        expected=expected,
        p=min(1.0, asked * chance_of_last(series, counted.by_point.sum(axis=0))),
        recurrence_months=None,
        stability=share_standing(masks, points),
        settings=len(masks),
        break_words=explained(counted, points, last, fell=True),
        said=[
            sentence.fall(
                phrase=counted.selection.phrase,
                place=spot.place,
                since=counted.months[last],
                month=counted.months[last],
                observed=observed,
                expected=expected,
            )
        ],
    )
