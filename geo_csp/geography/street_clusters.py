"""Which points lie together closely enough to be one street-level place?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import HDBSCAN

# Points in one square of this side are a knot, so that a row of houses is no place of its own.
KNOT_M = 50.0
# Three knots make a place; between its knots it is no wider than a street is long.
SMALLEST_PLACE = 3
WIDEST_M = 400.0


def street_clusters(points_27700: NDArray[np.float64]) -> NDArray[np.int64]:
    """A number for each point from 0 up, the same for points of one place.

    ``points_27700``: distinct points in metres, [point, 2]. What HDBSCAN leaves out as noise is a
    place by itself.
    """
    square, knot = np.unique(np.floor(points_27700 / KNOT_M), axis=0, return_inverse=True)
    knot = knot.ravel()
    held = np.bincount(knot, minlength=len(square))
    middle = [np.bincount(knot, points_27700[:, axis]) / held for axis in (0, 1)]
    of_knot = _clusters_of_knots(np.column_stack(middle))
    _, number = np.unique(of_knot[knot], return_inverse=True)
    return number.astype(np.int64)


def _clusters_of_knots(knots: NDArray[np.float64]) -> NDArray[np.int64]:
    alone = np.arange(len(knots), dtype=np.int64)
    if len(knots) < SMALLEST_PLACE:
        return alone
    # "leaf" takes the smallest clusters there are, where "eom" makes one of a town centre. A least
    # distance (cluster_selection_epsilon) fails in scikit-learn with numpy 2.4, its issue 33219:
    # the knots do that work.
    found = HDBSCAN(
        min_cluster_size=SMALLEST_PLACE,
        min_samples=1,
        cluster_selection_method="leaf",
        copy=True,
    ).fit_predict(knots)
    result = alone
    for number in range(found.max() + 1):
        members = np.flatnonzero(found == number)
        # In open country a cluster is kilometres wide: it is cut where it exceeds a street.
        part = fcluster(linkage(knots[members], "complete"), WIDEST_M, "distance")
        # Numbered by a member, so that no number is given twice.
        for piece in np.unique(part):
            result[members[part == piece]] = members[part == piece][0]
    return result
