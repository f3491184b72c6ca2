"""Which cells are high, and since when? Gi* with its exact p, in the words of its categories."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from geo_csp.statistics.emerging_categories import CATEGORIES
from geo_csp.statistics.emerging_hot_spots import EmergingHotSpots, emerging_hot_spots
from geo_csp.statistics.false_discovery import adjusted
from geo_csp.statistics.mann_kendall import MINIMUM_STEPS

Counts = npt.NDArray[np.int64]

NONE = "none"
# These say that something rose: they are not said of a place that fell.
RISING_WORDS = ("new", "consecutive", "intensifying")
TOO_SHORT = (
    f"under {MINIMUM_STEPS} comparable months: too few to say whether a place is new, lasting or "
    "diminishing"
)


@dataclass(frozen=True, eq=False)
class Lasting:
    """Cells of one category that touch each other. ``first_step``: of the unbroken run of hot steps
    up to the last, or the last itself where it is not hot. ``hot_steps``: in the busiest cell.
    """

    word: str
    cells: Counts
    first_step: int
    hot_steps: int
    p: float


def categories(counts: Counts, adjacency: sparse.csr_array) -> EmergingHotSpots | None:
    """None where there are too few steps, or no incident: then nothing can be said."""
    if counts.shape[1] < MINIMUM_STEPS or counts.shape[0] == 0 or not counts.any():
        return None
    return emerging_hot_spots(counts, adjacency)


def word_of(found: EmergingHotSpots, cell: int) -> str:
    """The category of a cell without the word for its side: these cubes have no cold side."""
    word: str = CATEGORIES[found.category[cell]].removesuffix(" hotspot")
    return word


def lasting(
    found: EmergingHotSpots, counts: Counts, adjacency: sparse.csr_array
) -> tuple[Lasting, ...]:
    """The high places, the busiest first.

    Cells beside a busy one are hot too, by the incidents of their neighbour: a group is a place by
    itself where its busiest cell holds at least half as many as each cell that touches it.
    """
    adjusted_p = adjusted(found.gi_star.p_hot)
    groups = []
    for category in np.unique(found.category[found.category > 0]):
        cells = np.flatnonzero(found.category == category)
        _, group = connected_components(adjacency[cells][:, cells], directed=False)
        groups += [cells[group == number] for number in range(group.max() + 1)]
    groups = [cells for cells in groups if _holds_its_own(cells, counts, adjacency)]
    groups.sort(key=lambda cells: (-int(counts[cells].sum()), int(cells[0])))
    return tuple(_of(cells, found, counts, adjusted_p) for cells in groups)


def _holds_its_own(cells: Counts, counts: Counts, adjacency: sparse.csr_array) -> bool:
    """In the last two steps, which Gi* of the last leans on, else in all."""
    busiest = cells[[np.argmax(counts[cells].sum(axis=1))]]
    around = np.union1d(busiest, adjacency[busiest].indices)
    steps = slice(-2, None) if counts[around, -2:].any() else slice(None)
    own, most = counts[busiest, steps].sum(), counts[around, steps].sum(axis=1).max()
    return bool(own > 0 and 2 * own >= most)


def _of(
    cells: Counts, found: EmergingHotSpots, counts: Counts, p: npt.NDArray[np.float64]
) -> Lasting:
    busiest = cells[np.argmax(counts[cells].sum(axis=1))]
    hot = found.hot[busiest]
    last = hot.size - 1
    before = np.flatnonzero(~hot[:last])
    start = (int(before[-1]) + 1 if before.size else 0) if hot[last] else last
    return Lasting(
        word=word_of(found, int(busiest)),
        cells=cells,
        first_step=start,
        hot_steps=int(hot.sum()),
        p=float(p[busiest][hot].min() if hot.any() else p[busiest].min()),
    )
