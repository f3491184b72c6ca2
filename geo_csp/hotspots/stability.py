"""Does a hotspot hold under other settings? The share of settings in which it stands.

It stands where a finding of those settings overlaps its place. Settings that come to the same,
because the months are too few to tell them apart, count once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from geo_csp.geography.lattice import adjacency, cell_of, lattice
from geo_csp.hotspots.falling import falls
from geo_csp.hotspots.lasting import categories
from geo_csp.hotspots.processors import THREADS
from geo_csp.hotspots.rising import rises
from geo_csp.hotspots.scene import Scene, summed
from geo_csp.statistics.scan_neighbours import Neighbours, nearest_first

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

RADII_M = (2_000.0, 5_000.0)
LONGEST_WINDOWS = (3, 6)
HISTORIES = (12, 24)
REPLICATIONS = 999
# Three cell sizes, as shares of the profile's, each as it lies and moved by half a cell.
SIDES = (0.75, 1.0, 1.5)
OFFSETS = (0.0, 0.5)


@dataclass(frozen=True, eq=False)
class OtherCells:
    cell_of_point: Counts
    adjacency: sparse.csr_array


@dataclass(frozen=True, eq=False)
class OtherSettings:
    """What the settings differ in and no category changes: made once a month."""

    neighbours: tuple[Neighbours, ...]
    cells: tuple[OtherCells, ...]


def other_settings(scene: Scene) -> OtherSettings:
    return OtherSettings(
        neighbours=tuple(
            nearest_first(*scene.locations_27700.T, radius=radius, threads=THREADS)
            for radius in RADII_M
        ),
        cells=tuple(_cells(scene, side, offset) for side in SIDES for offset in OFFSETS),
    )


def _cells(scene: Scene, side: float, offset: float) -> OtherCells:
    side_m = side * scene.profile.hotspots.side_m
    east, north = scene.profile.hotspots.offset_m
    moved = (east + offset * 1.5 * side_m, north + offset * 0.75 * side_m)
    cells = lattice(scene.outline_27700, side_m, moved)
    return OtherCells(cell_of(cells, *scene.points_27700.T), adjacency(cells))


def where_rising(counts: Counts, settings: OtherSettings, watch_months: float) -> list[Mask]:
    """For each setting of the scan the locations where it finds a rise. [location, step]."""
    masks = []
    for window, history in _windows_and_histories(counts.shape[1]):
        for neighbours in settings.neighbours:
            found = rises(counts[:, -history:], neighbours, window, REPLICATIONS, watch_months)
            masks.append(_marked([rise.core for rise in found], len(counts)))
    return masks


def where_falling(counts: Counts) -> list[Mask]:
    """For each window and history the areas that fell. ``counts``: [area, step]."""
    return [
        _marked(
            [np.array([fall.area]) for fall in falls(counts[:, -history:], window)], len(counts)
        )
        for window, history in _windows_and_histories(counts.shape[1])
    ]


def where_lasting(counts: Counts, settings: OtherSettings) -> list[Mask]:
    """For each lattice the points in a cell of some category. ``counts``: [point, step]."""
    masks = []
    for cells in settings.cells:
        size = cells.adjacency.shape[0]
        found = categories(summed(counts, cells.cell_of_point, size), cells.adjacency)
        if found is not None:
            masks.append((cells.cell_of_point >= 0) & (found.category[cells.cell_of_point] > 0))
    return masks


def share_standing(masks: Sequence[Mask], where: Counts) -> float | None:
    """The share of settings with a finding anywhere in ``where``; None without settings."""
    return float(np.mean([mask[where].any() for mask in masks])) if masks else None


def _windows_and_histories(steps: int) -> list[tuple[int, int]]:
    tried = {
        (min(window, min(history, steps) // 2), min(history, steps))
        for window in LONGEST_WINDOWS
        for history in HISTORIES
    }
    return sorted((window, history) for window, history in tried if window >= 1)


def _marked(found: Sequence[Counts], size: int) -> Mask:
    mask = np.zeros(size, dtype=np.bool_)
    for each in found:
        mask[each] = True
    return mask
