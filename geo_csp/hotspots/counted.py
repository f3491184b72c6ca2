"""One category of a scene, counted once in all the ways that its hotspots need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.counts.cube import chosen_rows
from geo_csp.counts.space_time import count_space_time, study_period
from geo_csp.hotspots.falling import chance_of_last
from geo_csp.hotspots.lasting import NONE, RISING_WORDS, categories, word_of
from geo_csp.hotspots.scene import Scene, summed
from geo_csp.months import Month, Span
from geo_csp.statistics.emerging_hot_spots import EmergingHotSpots
from geo_csp.vocabulary import Selection

Counts = npt.NDArray[np.int64]

# Asked of the few places a month that Gi* finds high: about five, so one in twenty of any of them.
DROPPED = 0.01


@dataclass(frozen=True, eq=False)
class Counted:
    """Counts are [.., month of ``span``], those of the force [month]. ``dated``: the incidents that
    have a date. ``found``: Gi* on the cells, None where nothing can be said.
    """

    scene: Scene
    selection: Selection
    span: Span
    by_point: Counts
    by_location: Counts
    by_place: Counts
    by_cell: Counts
    force_chosen: Counts
    force_all: Counts
    dated: pa.Table
    found: EmergingHotSpots | None

    @property
    def months(self) -> tuple[Month, ...]:
        return self.span.months()

    def expected(self, points: Counts, first_step: int) -> float:
        """What the level of these points and the county's months would bring from a step on."""
        whole = max(int(self.by_point.sum()), 1)
        in_window = int(self.by_point[:, first_step:].sum())
        return float(self.by_point[points].sum()) * in_window / whole

    def has_dropped(self, points: Counts) -> bool:
        """Whether the last month alone is far below these points' own level.

        Gi* leans on the month before too, so that a place still looks high a month after its fall.
        """
        if self.by_point[points, -1].sum() >= self.expected(points, len(self.months) - 1):
            return False
        here, whole = self.by_point[points].sum(axis=0), self.by_point.sum(axis=0)
        return chance_of_last(here, whole) <= DROPPED

    def history_at(self, points: Counts) -> str:
        """The Gi* category of the busiest cell of these points; none that rises if they dropped."""
        cells = np.unique(self.scene.cell_of_point[points])
        cells = cells[cells >= 0]
        if self.found is None or cells.size == 0:
            return NONE
        word = word_of(self.found, int(cells[np.argmax(self.by_cell[cells].sum(axis=1))]))
        return NONE if word in RISING_WORDS and self.has_dropped(points) else word


def count(scene: Scene, category: str) -> Counted:
    """Raises NotLoadedError where the month does not record the category."""
    profile, coverage = scene.profile, scene.coverage
    selection = profile.selections[category]
    span = study_period(coverage, scene.month, selection, profile.hotspots.history)
    by_point = count_space_time(scene.incidents, scene.points, selection, coverage, span).counts
    by_cell = summed(by_point, scene.cell_of_point, len(scene.lattice.column))
    return Counted(
        scene=scene,
        selection=selection,
        span=span,
        by_point=by_point,
        by_location=summed(by_point, scene.location_of_point, len(scene.locations_27700)),
        by_place=summed(by_point, scene.place_of_point, len(scene.places)),
        by_cell=by_cell,
        force_chosen=_by_month(scene.force, selection, span),
        force_all=_by_month(scene.force, profile.selections["all"], span),
        dated=_dated(scene.incidents, selection, span),
        found=categories(by_cell, scene.adjacency),
    )


def _by_month(rows: pa.Table, selection: Selection, span: Span) -> Counts:
    months = span.months()
    step = pc.index_in(rows["month"].cast(pa.string()), pa.array(months, pa.string()))
    at = np.asarray(pc.fill_null(step, len(months)), dtype=np.int64)
    (chosen,) = chosen_rows(rows, [selection])
    counted: Counts = np.bincount(at[chosen], minlength=len(months) + 1)[:-1]
    return counted


def _dated(incidents: pa.Table, selection: Selection, span: Span) -> pa.Table:
    dated = incidents.filter(pc.is_valid(incidents["date_from"]))
    (chosen,) = chosen_rows(dated, [selection])
    within = dated.filter(pa.array(chosen))
    return within.filter(pc.is_in(within["month"].cast(pa.string()), pa.array(span.months())))
