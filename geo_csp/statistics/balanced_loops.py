"""The loops of the balanced scan: the statistic of every zone and window, led streams first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo_csp.statistics.compiled import compiled
from geo_csp.statistics.log_likelihood_ratio import Expectations, log_likelihood_ratio
from geo_csp.statistics.scan_clusters import SAME_RATIO

# The strongest stream of all counts for at most what the others bring together.
MOST_OF_REST = 2.0


class Rule(NamedTuple):
    """weight: of each stream's ratio. The rest are streams by their index: those of which a cluster
    needs one (leading), those that bear the others out (independent), and the others.
    """

    weight: NDArray[np.float64]
    leading: NDArray[np.int64]
    independent: NDArray[np.int64]
    others: NDArray[np.int64]


class Flat(NamedTuple):
    """What the loops read. cases: [location, stream, window]; row: [zone, stream]; the others as
    in :mod:`geo_csp.statistics.scan_zones`.
    """

    cases: NDArray[np.int64]
    first: NDArray[np.int64]
    added: NDArray[np.int32]
    row: NDArray[np.int32]
    expected: NDArray[np.float64]


@compiled
def balanced(
    held: NDArray[np.int64],
    row: NDArray[np.int32],
    window: int,
    table: Expectations,
    by: Rule,
) -> float:
    """The statistic of one zone and window. held: its cases, [stream, window]."""
    leads = False
    for stream in by.leading:
        leads |= held[stream, window] > table.expected[row[stream], window]
    if not leads:
        return 0.0
    independent = 0.0
    most = 0.0
    for stream in by.independent:
        ratio = log_likelihood_ratio(held[stream, window], row[stream], window, table)
        independent += by.weight[stream] * ratio
        most = max(most, by.weight[stream] * ratio)
    whole = independent
    for stream in by.others:
        ratio = log_likelihood_ratio(held[stream, window], row[stream], window, table)
        whole += by.weight[stream] * ratio
        most = max(most, by.weight[stream] * ratio)
    return min(independent, MOST_OF_REST * (whole - most))


@compiled
def _next_led(
    zone: int,
    stop: int,
    held: NDArray[np.int64],
    ground: Flat,
    leading: NDArray[np.int64],
) -> int:
    """The first zone from ``zone`` on with a leading stream in excess; ``stop`` if there is none.

    ``held`` takes up the zones' cases on the way. A zone that brought no case stands out no more
    than the one before it. Leading streams are rare: most zones end there.
    """
    cases, row, added, expected = ground.cases, ground.row, ground.added, ground.expected
    streams, windows = held.shape
    for at in range(zone, stop):
        location = added[at]
        brought = False
        for stream in range(streams):
            # The last window is the longest and holds the others.
            if cases[location, stream, windows - 1] > 0:
                brought = True
                for window in range(windows):
                    held[stream, window] += cases[location, stream, window]
        if not brought:
            continue
        for window in range(windows):
            for stream in leading:
                if held[stream, window] > expected[row[at, stream], window]:
                    return at
    return stop


@compiled
def greatest_balanced(ground: Flat, table: Expectations, by: Rule) -> float:
    greatest = 0.0
    held = np.empty((ground.cases.shape[1], ground.cases.shape[2]), np.int64)
    for centre in range(len(ground.first) - 1):
        held[:] = 0
        zone, stop = ground.first[centre], ground.first[centre + 1]
        while zone < stop:
            zone = _next_led(zone, stop, held, ground, by.leading)
            if zone < stop:
                for window in range(held.shape[1]):
                    value = balanced(held, ground.row[zone], window, table, by)
                    greatest = max(greatest, value)
                zone += 1
    return greatest


@compiled
def best_balanced(
    ground: Flat, table: Expectations, by: Rule
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Of equals the smaller zone, then the shorter window. 0 and -1 where there is none."""
    centres = len(ground.first) - 1
    statistic = np.zeros(centres)
    best_zone = np.full(centres, -1)
    best_window = np.full(centres, -1)
    held = np.empty((ground.cases.shape[1], ground.cases.shape[2]), np.int64)
    for centre in range(centres):
        held[:] = 0
        zone, stop = ground.first[centre], ground.first[centre + 1]
        while zone < stop:
            zone = _next_led(zone, stop, held, ground, by.leading)
            if zone < stop:
                for window in range(held.shape[1]):
                    value = balanced(held, ground.row[zone], window, table, by)
                    if value > statistic[centre] + SAME_RATIO:
                        statistic[centre] = value
                        best_zone[centre] = zone
                        best_window[centre] = window
                zone += 1
    return statistic, best_zone, best_window
