"""Equal-area hexagons on the British National Grid, in which incidents are counted.

The hexagons lie with a side at the top, in columns. Every other column is shifted by half a
hexagon; counting the height in half hexagons makes all centres whole numbers, so that neighbours
share their corners to the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import KDTree

# The side of the 350 m tall cell (0.106 km2) of the national work on hotspots.
DEFAULT_SIDE_M = 202.0

_NEIGHBOURS = ((0, 2), (1, 1), (1, -1), (0, -2), (-1, -1), (-1, 1))
_CORNERS = ((2, 0), (1, 1), (-1, 1), (-2, 0), (-1, -1), (1, -1))


@dataclass(frozen=True)
class Lattice:
    """Cells in the order of ``column``, then ``half_row``.

    The centre of a cell is ``offset_m`` + (column x 1.5 x side, half_row x height / 2), EPSG:27700;
    column and half_row are both even or both odd.
    """

    side_m: float
    offset_m: tuple[float, float]
    column: NDArray[np.int64]
    half_row: NDArray[np.int64]

    @property
    def half_height_m(self) -> float:
        return float(np.sqrt(3.0)) / 2.0 * self.side_m

    @property
    def area_km2(self) -> float:
        return 3.0 * self.side_m * self.half_height_m / 1e6

    @property
    def centres_27700(self) -> NDArray[np.float64]:
        """[cell, 2]: easting and northing."""
        east, north = self.offset_m
        return np.column_stack(
            [
                east + 1.5 * self.side_m * self.column,
                north + self.half_height_m * self.half_row,
            ]
        )


def lattice(
    outline_27700: shapely.Geometry,
    side_m: float = DEFAULT_SIDE_M,
    offset_m: tuple[float, float] = (0.0, 0.0),
) -> Lattice:
    """Every hexagon whose centre is in the outline, empty ones too.

    ``outline_27700``: polygon in metres, EPSG:27700. ``offset_m`` moves the lattice east and
    north, counted from the grid's origin, so the same settings give the same cells whatever the
    outline. A polygon smaller than a hexagon may hold none.
    """
    west, south, east, north = outline_27700.bounds
    wide, tall = 1.5 * side_m, np.sqrt(3.0) / 2.0 * side_m
    columns = np.arange((west - offset_m[0]) // wide, (east - offset_m[0]) // wide + 2)
    half_rows = np.arange((south - offset_m[1]) // tall, (north - offset_m[1]) // tall + 2)
    column, half_row = (a.ravel().astype(np.int64) for a in np.meshgrid(columns, half_rows))
    is_centre = (column + half_row) % 2 == 0
    box = Lattice(side_m, offset_m, column[is_centre], half_row[is_centre])
    shapely.prepare(outline_27700)
    inside = shapely.intersects_xy(outline_27700, box.centres_27700)
    column, half_row = box.column[inside], box.half_row[inside]
    order = np.lexsort((half_row, column))
    return Lattice(side_m, offset_m, column[order], half_row[order])


def adjacency(cells: Lattice) -> sparse.csr_array:
    """[cell, cell], 1 where two cells share a side, symmetrical, its diagonal empty."""
    size = cells.column.size
    pairs = [
        (np.flatnonzero(there >= 0), there[there >= 0])
        for right, up in _NEIGHBOURS
        for there in [_cell_at(cells, cells.column + right, cells.half_row + up)]
    ]
    one = np.concatenate([pair[0] for pair in pairs])
    other = np.concatenate([pair[1] for pair in pairs])
    touching = np.ones(one.size, dtype=np.int8)
    return sparse.csr_array((touching, (one, other)), shape=(size, size))


def cell_of(
    cells: Lattice, easting: NDArray[np.float64], northing: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The cell whose centre is nearest to each point; EPSG:27700, [point].

    At the county's edge a point may lie in a hexagon whose centre is outside. It counts in the
    nearest cell there is, so that no incident is lost; a point farther than two hexagons from
    every centre has no cell: -1.
    """
    # Each point is compared with the nearest centre of the even and of the odd columns.
    across = (easting - cells.offset_m[0]) / (3.0 * cells.side_m)
    up = (northing - cells.offset_m[1]) / (2.0 * cells.half_height_m)
    even = 2 * np.rint(across), 2 * np.rint(up)
    odd = 2 * np.floor(across) + 1, 2 * np.floor(up) + 1
    is_odd = _squared(cells, easting, northing, *odd) < _squared(cells, easting, northing, *even)
    column = np.where(is_odd, odd[0], even[0]).astype(np.int64)
    half_row = np.where(is_odd, odd[1], even[1]).astype(np.int64)
    cell = _cell_at(cells, column, half_row)
    outside = np.flatnonzero(cell < 0)
    if outside.size and cells.column.size:
        points = np.column_stack([easting[outside], northing[outside]])
        reach = 4.0 * cells.half_height_m
        far, nearest = KDTree(cells.centres_27700).query(points, distance_upper_bound=reach)
        cell[outside] = np.where(np.isfinite(far), nearest, -1)
    return cell


def cell_polygons(cells: Lattice, which: NDArray[np.integer]) -> NDArray[np.object_]:
    """The hexagons of the cells asked for, as shapely polygons, EPSG:27700."""
    corner = np.array([*_CORNERS, _CORNERS[0]])
    across = 3 * cells.column[which][:, np.newaxis] + corner[:, 0]
    up = cells.half_row[which][:, np.newaxis] + corner[:, 1]
    easting = cells.offset_m[0] + cells.side_m / 2.0 * across
    northing = cells.offset_m[1] + cells.half_height_m * up
    polygons: NDArray[np.object_] = shapely.polygons(np.stack([easting, northing], axis=-1))
    return polygons


def _squared(
    cells: Lattice,
    easting: NDArray[np.float64],
    northing: NDArray[np.float64],
    column: NDArray[np.float64],
    half_row: NDArray[np.float64],
) -> NDArray[np.float64]:
    east = easting - cells.offset_m[0] - 1.5 * cells.side_m * column
    north = northing - cells.offset_m[1] - cells.half_height_m * half_row
    squared: NDArray[np.float64] = east**2 + north**2
    return squared


def _cell_at(
    cells: Lattice, column: NDArray[np.int64], half_row: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The index of the cell at each column and half row, -1 where the lattice has none."""
    if cells.column.size == 0:
        return np.full(column.shape, -1, dtype=np.int64)
    left, low = cells.column.min(), cells.half_row.min()
    table = np.full((np.ptp(cells.column) + 3, np.ptp(cells.half_row) + 3), -1, dtype=np.int64)
    table[cells.column - left + 1, cells.half_row - low + 1] = np.arange(cells.column.size)
    # Anything beyond the table reads its empty margin.
    i = np.clip(column - left + 1, 0, table.shape[0] - 1)
    j = np.clip(half_row - low + 1, 0, table.shape[1] - 1)
    cell: NDArray[np.int64] = table[i, j]
    return cell
