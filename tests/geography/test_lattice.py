from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_csp.geography.lattice import adjacency, cell_of, cell_polygons, lattice
from tests.real_incidents import herefordshire_outline

BOX = shapely.box(300_000, 200_000, 306_000, 205_000)


@pytest.fixture(scope="module")
def county():
    return herefordshire_outline()


def test_herefordshire_has_about_20600_cells(county):
    cells = lattice(county)
    assert 20_500 < cells.column.size < 20_700
    # As much land as the county, to one cell in a thousand.
    assert cells.column.size * cells.area_km2 == pytest.approx(county.area / 1e6, rel=1e-3)


def test_every_cell_has_the_area_of_the_default_hexagon():
    cells = lattice(BOX)
    # A hexagon of side a has the area 3 sqrt(3) / 2 a^2.
    assert cells.area_km2 == pytest.approx(3 * 3**0.5 / 2 * 0.202**2)
    polygons = cell_polygons(cells, np.arange(cells.column.size))
    assert shapely.area(polygons) / 1e6 == pytest.approx(cells.area_km2)
    # 350 m from side to side, north to south.
    west, south, east, north = polygons[0].bounds
    assert (north - south, east - west) == pytest.approx((202 * 3**0.5, 404))


def test_the_cells_are_those_whose_centre_is_inside(county):
    cells = lattice(county)
    assert shapely.intersects_xy(county, cells.centres_27700).all()
    # A box larger than the county by two cells has no further centre in it.
    wider = lattice(shapely.box(*county.buffer(800).bounds))
    inside = shapely.intersects_xy(county, wider.centres_27700)
    assert inside.sum() == cells.column.size


def test_cells_neither_overlap_nor_leave_gaps():
    cells = lattice(BOX)
    polygons = cell_polygons(cells, np.arange(cells.column.size))
    together = shapely.union_all(polygons)
    assert together.area == pytest.approx(shapely.area(polygons).sum())
    assert len(together.interiors) == 0
    assert shapely.coverage_is_valid(polygons)


def test_neighbours_share_a_side_and_no_others_do():
    cells = lattice(BOX, side_m=400)
    touching = adjacency(cells).toarray()
    polygons = cell_polygons(cells, np.arange(cells.column.size))
    shared = shapely.length(shapely.intersection(polygons[:, None], polygons[None, :]))
    np.fill_diagonal(shared, 0)
    assert np.array_equal(touching == 1, shared > 0)
    assert shared[touching == 1] == pytest.approx(400)


def test_touching_is_mutual_and_at_most_six(county):
    touching = adjacency(lattice(county))
    assert (touching != touching.T).nnz == 0
    assert touching.diagonal().sum() == 0
    assert set(touching.sum(axis=1).tolist()) <= set(range(7))
    assert np.bincount(touching.sum(axis=1))[6] > 19_000


@given(
    st.lists(st.tuples(st.floats(301_000, 305_000), st.floats(201_000, 204_000)), min_size=1),
    st.floats(100, 500),
    st.tuples(st.floats(-400, 400), st.floats(-400, 400)),
)
def test_a_point_is_in_the_cell_whose_centre_is_nearest(points, side_m, offset_m):
    cells = lattice(BOX, side_m, offset_m)
    points = np.array(points)
    distance = np.hypot(*(points[:, None] - cells.centres_27700[None]).transpose(2, 0, 1))
    own = distance[np.arange(len(points)), cell_of(cells, *points.T)]
    # On a side two are equally near, to the rounding of coordinates.
    assert own == pytest.approx(distance.min(axis=1), abs=1e-6)


def test_no_point_of_the_county_is_without_a_cell(county):
    edge = shapely.get_coordinates(shapely.segmentize(county, 100.0))
    assert (cell_of(lattice(county), *edge.T) >= 0).all()


def test_a_point_far_outside_has_no_cell():
    assert cell_of(lattice(BOX), np.array([500_000.0]), np.array([100_000.0])).tolist() == [-1]


def test_the_same_settings_give_the_same_cells_whatever_the_outline():
    small = lattice(shapely.box(302_000, 201_000, 303_000, 202_000))
    large = {tuple(c) for c in lattice(BOX).centres_27700.tolist()}
    assert {tuple(c) for c in small.centres_27700.tolist()} <= large


def test_an_offset_moves_the_cells():
    moved = lattice(BOX, offset_m=(10.0, 20.0)).centres_27700
    assert (np.round((moved[:, 0] - 10) / 303, 6) % 1 == 0).all()
    one_on = lattice(BOX, offset_m=(303.0, 202 * 3**0.5 / 2)).centres_27700
    assert np.sort(one_on, axis=0) == pytest.approx(np.sort(lattice(BOX).centres_27700, axis=0))


def test_an_outline_smaller_than_a_cell_may_hold_none():
    cells = lattice(shapely.box(300_010, 200_010, 300_011, 200_011))
    assert cells.column.size == 0
    assert adjacency(cells).shape == (0, 0)
    assert cell_of(cells, np.array([300_010.0]), np.array([200_010.0])).tolist() == [-1]
