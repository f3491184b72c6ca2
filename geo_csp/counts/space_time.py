"""The space-time cube: one selection's incidents by small area and step, dense, without gaps.

A rise is told by comparing steps, so every step of a cube must be comparable with the others. What
would break that (a missing month, snap points issued anew, another source) is refused by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.counts.comparison import breaks_between, recorded
from geo_csp.counts.cube import chosen_rows
from geo_csp.errors import NotLoadedError
from geo_csp.geography.areas import Areas
from geo_csp.geography.lattice import Lattice, cell_of
from geo_csp.geography.places import Place, place_of
from geo_csp.incidents.coverage import Coverage
from geo_csp.months import Month, Span, in_words, shift, spans_in_words
from geo_csp.vocabulary import Selection

LONGEST_STUDY = 36
NOWHERE = -1

Counts = npt.NDArray[np.int64]
Unit = Literal["cell", "lsoa", "ward", "place", "point"]


@dataclass(frozen=True, eq=False)
class CountedIn:
    """Where each row of an incident table is counted: an index into ``codes``, else NOWHERE."""

    unit: Unit
    codes: tuple[str, ...]
    area_of_row: Counts


@dataclass(frozen=True, eq=False)
class SpaceTimeCube:
    """``counts``: [area, step]. ``steps``: months (2025-06) or ISO weeks (2025-W23), in order.

    ``incomplete``: the steps that are not all there; their counts are too low everywhere.
    """

    unit: Unit
    codes: tuple[str, ...]
    steps: tuple[str, ...]
    counts: Counts
    incomplete: tuple[str, ...]


def study_period(
    coverage: Coverage, month: Month, selection: Selection, longest: int = LONGEST_STUDY
) -> Span:
    """The unbroken run of comparable months that ends in ``month``, at most ``longest``.

    It begins after the last gap, new issue of snap points, change of source, month that does not
    record the selection or month cut short. The month asked for may itself be cut short: the cube
    says so. Raises NotLoadedError where that month cannot be studied at all.
    """
    known = recorded(coverage, selection)
    if month not in coverage.months:
        loaded = spans_in_words(coverage.months) or "nothing"
        raise NotLoadedError(f"no incidents for {in_words(month)}: loaded is {loaded}")
    if month not in known:
        raise NotLoadedError(f"{selection.phrase} is not in the source for {in_words(month)}")
    first = month
    while len(Span(first, month)) < longest and _may_go_before(first, month, coverage, known):
        first = shift(first, -1)
    return Span(first, month)


def _may_go_before(first: Month, last: Month, coverage: Coverage, known: frozenset[Month]) -> bool:
    before = shift(first, -1)
    return (
        before in known
        and before in coverage.months
        and before not in coverage.incomplete
        and set(coverage.sources[before]) == set(coverage.sources[last])
        and not _reissues(coverage, before, first)
    )


def why_it_begins(coverage: Coverage, span: Span, longest: int = LONGEST_STUDY) -> str:
    """What cut the study period short, in words; empty where it has its full length."""
    before = shift(span.first, -1)
    if len(span) >= longest:
        return ""
    if before not in coverage.months:
        return f"{in_words(before)} is not loaded"
    if before in coverage.incomplete:
        return coverage.incomplete[before]
    if reissued := _reissues(coverage, before, span.first):
        return reissued[0]
    if set(coverage.sources[before]) != set(coverage.sources[span.last]):
        return f"{in_words(before)} comes from other sources"
    return f"{in_words(before)} does not record it"


def in_cells(incidents: pa.Table, cells: Lattice) -> CountedIn:
    easting, northing, has_place = coordinates(incidents)
    cell = cell_of(cells, easting, northing) if len(cells.column) else np.full(len(easting), -1)
    codes = tuple(
        f"{column}.{row}"
        for column, row in zip(cells.column.tolist(), cells.half_row.tolist(), strict=True)
    )
    return CountedIn("cell", codes, np.where(has_place, cell, NOWHERE))


def in_places(incidents: pa.Table, known: Sequence[Place]) -> CountedIn:
    easting, northing, has_place = coordinates(incidents)
    place = place_of(known, easting, northing)
    return CountedIn(
        "place", tuple(each.code for each in known), np.where(has_place, place, NOWHERE)
    )


def in_points(incidents: pa.Table) -> CountedIn:
    """Distinct points to the metre, in the order of easting, then northing."""
    easting, northing, has_place = coordinates(incidents)
    metres = np.rint(np.column_stack([easting, northing])[has_place]).astype(np.int64)
    points, of_row = np.unique(metres, axis=0, return_inverse=True)
    area = np.full(len(incidents), NOWHERE, dtype=np.int64)
    area[has_place] = of_row.ravel()
    return CountedIn("point", tuple(f"{e}-{n}" for e, n in points.tolist()), area)


def in_areas(incidents: pa.Table, counted_in: Areas) -> CountedIn:
    """Wards or LSOAs."""
    unit: Unit = "lsoa" if counted_in.level == "lsoa" else "ward"
    column = incidents[unit].cast(pa.string())
    found = pc.fill_null(pc.index_in(column, pa.array(counted_in.codes, pa.string())), NOWHERE)
    return CountedIn(unit, counted_in.codes, np.asarray(found, dtype=np.int64))


def count_space_time(
    incidents: pa.Table,
    counted_in: CountedIn,
    selection: Selection,
    coverage: Coverage,
    span: Span,
    *,
    step: Literal["month", "week"] = "month",
) -> SpaceTimeCube:
    """The selection's incidents of the span, in the areas of ``counted_in`` (of the same rows).

    Weeks begin on Monday; only whole weeks of the span count. Raises NotLoadedError for a span with
    a gap, across snap points issued anew (unless counted by ward or LSOA), or, for weeks, with rows
    that have no date.
    """
    _check_comparable(coverage, span, counted_in.unit)
    (chosen,) = chosen_rows(incidents, [selection])
    steps, step_of_row = _weeks(incidents, span) if step == "week" else _months(incidents, span)
    kept = chosen & (step_of_row >= 0) & (counted_in.area_of_row >= 0)
    flat = counted_in.area_of_row[kept] * len(steps) + step_of_row[kept]
    shape = (len(counted_in.codes), len(steps))
    counts = np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)
    cut_short = tuple(each for each in steps if _month_of(each) in coverage.incomplete)
    return SpaceTimeCube(counted_in.unit, counted_in.codes, steps, counts, cut_short)


def coordinates(
    incidents: pa.Table,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Easting and northing (metres, EPSG:27700; 0 where there is no place) and who has one."""
    east, north = (np.asarray(incidents[name], np.float64) for name in ("easting", "northing"))
    has_place = np.isfinite(east) & np.isfinite(north)
    return np.where(has_place, east, 0.0), np.where(has_place, north, 0.0), has_place


def _reissues(coverage: Coverage, first: Month, last: Month) -> list[str]:
    return [found.words for found in breaks_between(coverage, first, last) if "snap" in found.what]


def _check_comparable(coverage: Coverage, span: Span, unit: Unit) -> None:
    missing = [month for month in span.months() if month not in coverage.months]
    if missing:
        raise NotLoadedError(
            f"no incidents for {spans_in_words(missing)}: load these months' files, "
            "or ask for months without a gap"
        )
    reissued = _reissues(coverage, span.first, span.last)
    if reissued and unit not in ("ward", "lsoa"):
        raise NotLoadedError(f"{reissued[0]}: ask for months on one side of it")


def _months(incidents: pa.Table, span: Span) -> tuple[tuple[str, ...], Counts]:
    months = span.months()
    column = incidents["month"].cast(pa.string())
    found = pc.fill_null(pc.index_in(column, pa.array(months, pa.string())), NOWHERE)
    return months, np.asarray(found, dtype=np.int64)


def _weeks(incidents: pa.Table, span: Span) -> tuple[tuple[str, ...], Counts]:
    _, month_of_row = _months(incidents, span)
    dates = incidents["date_from"].to_numpy().astype("datetime64[D]")
    undated = int((np.isnat(dates) & (month_of_row >= 0)).sum())
    if undated:
        raise NotLoadedError(
            f"{undated:,} incidents of {span.in_words()} have no date, so weeks cannot be counted: "
            "count by month"
        )
    first, end = np.datetime64(f"{span.first}-01"), np.datetime64(f"{shift(span.last, 1)}-01")
    # The first Monday of the span (1970-01-05 was one), and the end of the last whole week.
    monday = np.datetime64("1970-01-05")
    start = monday + 7 * -(-(first - monday).astype(int) // 7)
    number = max((end - start).astype(int) // 7, 0)
    week = np.where(np.isnat(dates), NOWHERE, (dates - start).astype(np.int64) // 7)
    inside = (month_of_row >= 0) & (week >= 0) & (week < number)
    starts = [(start + 7 * n).item().isocalendar() for n in range(number)]
    return tuple(f"{y}-W{w:02d}" for y, w, _ in starts), np.where(inside, week, NOWHERE)


def _month_of(step: str) -> Month:
    """The month a step lies in, of a week the one its Thursday lies in."""
    if "W" not in step:
        return step
    year, week = step.split("-W")
    return date.fromisocalendar(int(year), int(week), 4).isoformat()[:7]
