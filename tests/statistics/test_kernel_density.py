from __future__ import annotations

import numpy as np
import pytest

from geo_csp.statistics.kernel_density import kernel_density


def test_each_incident_is_spread_out_whole():
    fine = np.stack(np.meshgrid(np.arange(-600, 601, 10.0), np.arange(-600, 601, 10.0)), -1)
    surface = kernel_density(
        np.array([3.0, 55.0]),
        np.array([-7.0, 20.0]),
        np.array([1.0, 4.0]),
        fine.reshape(-1, 2),
        400,
    )
    # Squares of 10 m by 10 m are 0.0001 km2; 1 + 4 incidents.
    assert surface.sum() * 1e-4 == pytest.approx(1 + 4, rel=1e-3)


@pytest.mark.parametrize(("away", "share"), [(0, 1.0), (200, (1 - 0.25) ** 2), (400, 0), (900, 0)])
def test_the_surface_falls_to_nought_at_the_bandwidth(away, share):
    zero, one = np.zeros(1), np.ones(1)
    peak = 3 / (np.pi * 0.4**2)
    found = kernel_density(zero, zero, one, np.array([[0.0, away]]), 400.0)
    assert found == pytest.approx([peak * share])


def test_without_incidents_the_surface_is_flat():
    none = np.zeros(0)
    assert kernel_density(none, none, none, np.zeros((3, 2)), 400.0).tolist() == [0, 0, 0]
