"""A smooth surface of incidents: the usual baseline for where the next ones will be.

It is made here from scipy's neighbour search rather than by ``scipy.stats.gaussian_kde``, which
takes its width from the spread of all points, for a county many kilometres, and compares every
cell with every point. A kernel that ends at its bandwidth needs near pairs only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

Values = NDArray[np.float64]


def kernel_density(
    easting: Values, northing: Values, weight: Values, at: Values, bandwidth_m: float
) -> Values:
    """Incidents per km2 at each place asked for, each incident spread over its surroundings.

    The quartic kernel, with d the distance and h the bandwidth::

        density = sum of weight x 3 / (pi h^2) x (1 - d^2 / h^2)^2 over the points with d < h

    ``easting``, ``northing``, ``weight`` (incidents at the point): [point]; ``at``: [place, 2], in
    metres as they are. Returns [place]. When not to trust it: the bandwidth decides the picture,
    and near the county's border the surface sinks because nothing is known beyond it.

    >>> zero, one = np.zeros(1), np.ones(1)
    >>> kernel_density(zero, zero, one, np.zeros((1, 2)), 1000.0).round(3).tolist()
    [0.955]

    Silverman 1986, Density Estimation, p. 76; Chainey, Tompson & Uhlig 2008, Security Journal.
    """
    if easting.size == 0:
        return np.zeros(len(at))
    points = KDTree(np.column_stack([easting, northing]))
    near = KDTree(at).sparse_distance_matrix(points, bandwidth_m, output_type="ndarray")
    height = weight[near["j"]] * (1.0 - (near["v"] / bandwidth_m) ** 2) ** 2
    per_km2 = 3e6 / (np.pi * bandwidth_m**2)
    density = np.bincount(near["i"], weights=height, minlength=len(at)) * per_km2
    return density.astype(np.float64)
