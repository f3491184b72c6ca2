"""Which locations lie round each location, nearest first: the ground a scan grows its zones on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_csp.statistics.compiled import compiled

CENTRES_A_BLOCK = 256


@dataclass(frozen=True)
class Neighbours:
    """Every location's neighbours, nearest first, itself among them.

    ``order[first[i]:first[i + 1]]`` are the neighbours of location ``i``; ``first`` has one entry
    more than there are locations.
    """

    first: NDArray[np.int64]
    order: NDArray[np.int32]

    @property
    def locations(self) -> int:
        return len(self.first) - 1

    def nearest(self, centre: int, how_many: int) -> NDArray[np.int32]:
        start = self.first[centre]
        return self.order[start : start + how_many]


def nearest_first(
    x: ArrayLike,
    y: ArrayLike,
    *,
    radius: float = np.inf,
    at_most: int | None = None,
    threads: int = 1,
) -> Neighbours:
    """The neighbours of each location within ``radius``, by distance.

    x, y: coordinates in a plane (metres of EPSG:27700, not degrees), shape (locations,).
    radius: in the same units; a neighbour at exactly this distance counts.
    at_most: neighbours kept for a location, itself counted. Without a radius or this cap the
        lists grow with the square of the locations: 20,000 locations need 1.6 GB.

    At equal distance the lesser coordinate (x, then y) comes first, then the earlier location.
    Locations at one coordinate stay apart and are taken one at a time, as SaTScan does.
    """
    x, y = (np.ascontiguousarray(values, dtype=np.float64) for values in (x, y))
    if x.ndim != 1 or x.shape != y.shape or not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("x and y must be two equally long rows of finite coordinates")
    if radius < 0 or (at_most is not None and at_most < 1):
        raise ValueError("a radius is 0 or more and a location keeps at least itself")
    by_coordinate = np.lexsort((y, x)).astype(np.int32)
    most = len(x) if at_most is None else at_most
    points = np.stack([x, y])
    blocks = np.split(np.arange(len(x)), range(CENTRES_A_BLOCK, len(x), CENTRES_A_BLOCK))
    with ThreadPoolExecutor(threads) as pool:
        found = list(
            pool.map(lambda of: _nearest_of(of, points, by_coordinate, radius, most), blocks)
        )
    lengths = np.concatenate([np.zeros(1, np.int64), *(lengths for lengths, _ in found)])
    orders = [order for _, order in found]
    return Neighbours(np.cumsum(lengths), np.concatenate([np.empty(0, np.int32), *orders]))


@compiled
def _nearest_of(
    centres: NDArray[np.int64],
    points: NDArray[np.float64],
    by_coordinate: NDArray[np.int32],
    radius: float,
    most: int,
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    locations = points.shape[1]
    lengths = np.zeros(len(centres), np.int64)
    order = np.empty(len(centres) * min(most, locations), np.int32)
    near = np.empty(locations, np.int32)
    squares = np.empty(locations, np.float64)
    filled = 0
    for at, centre in enumerate(centres):
        within = 0
        for location in by_coordinate:
            east = points[0, location] - points[0, centre]
            north = points[1, location] - points[1, centre]
            square = east * east + north * north
            if square <= radius * radius:
                near[within] = location
                squares[within] = square
                within += 1
        # A stable sort keeps the order of coordinates among equal distances.
        ranks = np.argsort(squares[:within], kind="mergesort")
        for rank in ranks[:most]:
            order[filled] = near[rank]
            filled += 1
        lengths[at] = min(within, most)
    return lengths, order[:filled].copy()
