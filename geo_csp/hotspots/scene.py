"""One month and all that its hotspots are looked for in: incidents, points, places, cells.

Made once a month and used for every category. Where all is open data the locations of the scan are
the snap points as they are. Addresses of an extract are scattered, so that a street's incidents
seldom share one: there the locations are the places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from scipy import sparse

from geo_csp.area_profile import AreaProfile
from geo_csp.counts.space_time import (
    CountedIn,
    coordinates,
    count_space_time,
    in_points,
    study_period,
)
from geo_csp.geography.boundaries import read_outlines
from geo_csp.geography.lattice import Lattice, adjacency, cell_of, lattice
from geo_csp.geography.place_names import Streets, nearest_streets, street_name
from geo_csp.geography.places import Place, place_of, places
from geo_csp.hotspots.processors import THREADS
from geo_csp.incidents.coverage import Coverage
from geo_csp.months import Month, Span
from geo_csp.statistics.scan_neighbours import Neighbours, nearest_first

# The columns of the incident table that hotspots are found in, and those compared force-wide.
SCENE_COLUMNS = (
    "month",
    "date_from",
    "category",
    "offence",
    "is_hate",
    "strands",
    "easting",
    "northing",
    "street",
    "ward",
    "area",
)
FORCE_COLUMNS = ("month", "category", "offence", "is_hate", "strands", "area")

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Scene:
    """``all_by_month``: incidents of any category, [point, month of ``span``]. ``force``: every row
    of the force in the span. Points and locations in metres, EPSG:27700.
    """

    profile: AreaProfile
    coverage: Coverage
    span: Span
    incidents: pa.Table
    force: pa.Table
    points: CountedIn
    points_27700: Floats
    all_by_month: Indices
    street_of_point: tuple[str, ...]
    streets_near_point: tuple[Streets, ...]
    places: tuple[Place, ...]
    place_of_point: Indices
    is_open: bool
    location_of_point: Indices
    locations_27700: Floats
    cell_of_point: Indices
    lattice: Lattice
    adjacency: sparse.csr_array
    neighbours: Neighbours
    outline_27700: shapely.Geometry

    @property
    def month(self) -> Month:
        return self.span.last

    @property
    def ward_names(self) -> dict[str, str]:
        wards = read_outlines(self.profile, self.profile.wards)
        return dict(zip(wards.codes, wards.names, strict=True))

    def ward_of(self, place: int) -> str | None:
        """The code of a place's ward; places know its name, as people do."""
        name = self.places[place].ward
        return next((code for code, known in self.ward_names.items() if known == name), None)


def scene(
    incidents: pa.Table,
    force: pa.Table,
    profile: AreaProfile,
    coverage: Coverage,
    month: Month,
    *,
    earlier: Sequence[Place] = (),
) -> Scene:
    """``incidents``: rows of the partnership, of any months; ``force``: of the whole force.

    ``earlier``: the places of the newest earlier month, which keep their codes and names. Raises
    NotLoadedError where the month cannot be studied.
    """
    settings = profile.hotspots
    span = study_period(coverage, month, profile.selections["all"], settings.history)
    rows = _of(incidents, span)
    known = _places(rows, profile, earlier)
    points = in_points(rows)
    points_27700 = _metres(points.codes)
    place_of_point = place_of(known, *points_27700.T)
    by_point = count_space_time(rows, points, profile.selections["all"], coverage, span).counts
    streets = _streets(rows, points)
    is_open = set(coverage.sources[month]) == {"open"}
    locations_27700 = points_27700 if is_open else _metres([place.code for place in known])
    outline = shapely.union_all(read_outlines(profile, profile.wards).polygons_27700)
    cells = lattice(outline, settings.side_m, settings.offset_m)
    return Scene(
        profile=profile,
        coverage=coverage,
        span=span,
        incidents=rows,
        force=_of(force, span),
        points=points,
        points_27700=points_27700,
        all_by_month=by_point,
        street_of_point=streets,
        streets_near_point=tuple(nearest_streets(points_27700, [*map(street_name, streets)])),
        places=known,
        place_of_point=place_of_point,
        is_open=is_open,
        location_of_point=np.arange(len(points_27700)) if is_open else place_of_point,
        locations_27700=locations_27700,
        cell_of_point=cell_of(cells, *points_27700.T),
        lattice=cells,
        adjacency=adjacency(cells),
        neighbours=nearest_first(*locations_27700.T, radius=settings.radius_m, threads=THREADS),
        outline_27700=outline,
    )


def summed(counts: Indices, group: Indices, groups: int) -> Indices:
    """[group, step] from [point, step]; a point whose group is negative counts nowhere."""
    result = np.zeros((groups, counts.shape[1]), dtype=counts.dtype)
    inside = group >= 0
    np.add.at(result, group[inside], counts[inside])
    return result


def _of(rows: pa.Table, span: Span) -> pa.Table:
    return rows.filter(pc.is_in(rows["month"].cast(pa.string()), pa.array(span.months())))


def _metres(codes: Sequence[str]) -> Floats:
    """From codes such as 351000-240000, of points and of places."""
    pairs = [[float(part) for part in code.split("-")] for code in codes]
    return np.array(pairs, dtype=np.float64).reshape(-1, 2)


def _places(rows: pa.Table, profile: AreaProfile, earlier: Sequence[Place]) -> tuple[Place, ...]:
    easting, northing, has_place = coordinates(rows)
    wards = read_outlines(profile, profile.wards)
    names = dict(zip(wards.codes, wards.names, strict=True))
    placed = rows.filter(pa.array(has_place))
    return places(
        easting[has_place],
        northing[has_place],
        np.ones(int(has_place.sum())),
        placed["street"].to_pylist(),
        [names.get(code) for code in placed["ward"].to_pylist()],
        earlier=earlier,
    )


def _streets(rows: pa.Table, points: CountedIn) -> tuple[str, ...]:
    """What the source calls each point; points keep one name within an issue."""
    named = [""] * len(points.codes)
    for point, street in zip(points.area_of_row.tolist(), rows["street"].to_pylist(), strict=True):
        if point >= 0 and street:
            named[point] = street
    return tuple(named)
