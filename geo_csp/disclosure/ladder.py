"""The ladder of published tables: which sensitive counts are shown to a role that does not task.

Hate crime is published by county x month, locality x quarter and ward x calendar year; each strand
by county x quarter and county x calendar year; any other category that the profile calls sensitive
as hate is, without strands. What is hidden was decided when the month was published, over all
tables together (``monthly.sensitive``). Nothing is decided here: a view is answered by published
cells or not at all, and figures stay as first published.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from geo_csp.counts.cube import Counts, Cube
from geo_csp.geography.areas import Areas
from geo_csp.monthly.sensitive_tables import NOWHERE, SensitiveTable
from geo_csp.months import Span, ordinal
from geo_csp.statistics.published_cells import MONTHS_IN, Rung
from geo_csp.vocabulary import NOT_PUBLISHED, NOT_SHOWN, STRAND_BITS, Selection

# From the shortest period to the longest.
_RUNGS = {
    "county": (Rung.WHOLE_MONTH,),
    "locality": (Rung.GROUP_QUARTER,),
    "ward": (Rung.UNIT_YEAR,),
}
_RUNGS_OF_A_STRAND = {"county": (Rung.MARK_QUARTER, Rung.MARK_YEAR)}
_STRAND_OF_BIT = {bit: strand for strand, bit in STRAND_BITS.items()}


@dataclass(frozen=True, eq=False)
class PublishedCounts:
    """The counts of a sensitive selection as they are published, area by area of the cube's level.

    ``table``: None where nothing of the selection is published. ``own``: wards in which this viewer
    tasks, counted as they are now. The cube says else only which areas and months there are.
    """

    cube: Cube
    selection: Selection
    table: SensitiveTable | None
    is_published: bool = True
    own: frozenset[str] = field(default=frozenset())

    @property
    def areas(self) -> Areas:
        return self.cube.areas

    def counted(self, selection_code: str, span: Span) -> Counts:
        """One count per area, 0 where it is not shown: ``words`` stand in its place."""
        now = self.cube.counted(selection_code, span)
        published = [self._published(code, span) or 0 for code in self.areas.codes]
        return np.where(self._is_own(), now, published)

    def words(self, span: Span) -> list[str]:
        """For each area the words in place of its count; empty where the count is shown."""
        return [
            "" if own or self._published(code, span) is not None else self._why(span)
            for code, own in zip(self.areas.codes, self._is_own(), strict=True)
        ]

    def _is_own(self) -> list[bool]:
        return [code in self.own for code in self.areas.codes]

    def _published(self, code: str, span: Span) -> int | None:
        """By the finest rung whose cells fill the span and are all shown: then so is their sum."""
        if self.table is None:
            return None
        for rung in self._rungs():
            area = self._area_of(rung, code)
            periods = _periods(rung, span)
            cells = [self.table.shown(rung, area, period) for period in periods]
            counts = [count for count in cells if count is not None]
            if periods and len(counts) == len(cells):
                return sum(counts)
        return None

    def _why(self, span: Span) -> str:
        """Told by the months alone, so that no two hidden counts of a span differ in words."""
        if not self.is_published or not any(_periods(rung, span) for rung in self._rungs()):
            return NOT_SHOWN
        months = self.table.months if self.table else frozenset[str]()
        return NOT_SHOWN if months.issuperset(span.months()) else NOT_PUBLISHED

    def _rungs(self) -> tuple[Rung, ...]:
        rungs = _RUNGS if self.selection.strand_bit is None else _RUNGS_OF_A_STRAND
        return rungs.get(self.areas.level, ())

    def _area_of(self, rung: Rung, code: str) -> str:
        if self.selection.strand_bit is not None:
            return _STRAND_OF_BIT[self.selection.strand_bit]
        return NOWHERE if rung == Rung.WHOLE_MONTH else code


def _periods(rung: Rung, span: Span) -> list[int]:
    """The periods of the rung that fill the span exactly; none where they do not."""
    months = MONTHS_IN[rung]
    first, end = ordinal(span.first), ordinal(span.last) + 1
    if first % months or end % months:
        return []
    return list(range(first // months, end // months))


def in_words(selection: Selection, *, is_published: bool = True) -> str:
    """What is published of a selection, for a resident who asks why a figure is not shown."""
    if not is_published:
        return f"{selection.phrase} is not published: few people stand behind such figures"
    tables = "of the county by month, of localities by quarter, of wards by calendar year"
    if selection.strand_bit is not None:
        tables = "of the county by quarter and by calendar year"
    return (
        f"{selection.phrase} is published {tables}. Few people stand behind some of these figures: "
        "one that could point to somebody is not shown, nor one that would give it away; not shown "
        "does not mean none. Figures stay as first published; later corrections are not in them"
    )
