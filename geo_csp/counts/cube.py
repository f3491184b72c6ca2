"""The space-time cube: incidents counted by area, month and selection.

A month that is not in the cube is not zero: asking for it is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import NotLoadedError
from geo_csp.geography.areas import Areas, areas
from geo_csp.incidents.coverage import Coverage
from geo_csp.months import Month, Span, spans_in_words
from geo_csp.vocabulary import Selection

Counts = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

# The columns of the incident table that a cube needs, beside the level's own.
COUNTED_COLUMNS = ("month", "category", "offence", "is_hate", "strands")


@dataclass(frozen=True, eq=False)
class Cube:
    """``counts``: [area, month, selection]. ``in_no_area``: [month, selection], the incidents of
    the partnership that lie in none of the level's areas, so that none goes missing unsaid.
    ``not_placed``: months loaded before this area was known.
    """

    areas: Areas
    months: tuple[Month, ...]
    selections: tuple[str, ...]
    counts: Counts
    in_no_area: Counts
    not_placed: tuple[Month, ...] = ()

    def months_of(self, span: Span) -> list[int]:
        """Where the span's months stand in the cube. Raises NotLoadedError for those it lacks."""
        place = {month: index for index, month in enumerate(self.months)}
        missing = [month for month in span.months() if month not in place]
        if missing and set(missing) <= set(self.not_placed):
            raise NotLoadedError(
                f"no figures for {spans_in_words(missing)}: these months were loaded before this"
                " area was known: load them again"
            )
        if missing:
            raise NotLoadedError(
                f"no figures for {spans_in_words(missing)}: load these months' files, "
                f"or choose among {spans_in_words(self.months) or 'none: nothing is loaded yet'}"
            )
        return [place[month] for month in span.months()]

    def counted(self, selection_code: str, span: Span) -> Counts:
        """One count per area: the selection's incidents of the whole span."""
        chosen = self.selections.index(selection_code)
        return np.asarray(self.counts[:, self.months_of(span), chosen].sum(axis=1))


def count_cube(incidents: pa.Table, profile: AreaProfile, coverage: Coverage, level: str) -> Cube:
    """Counts the incidents of one partnership (and of counted sources only) at a level."""
    counted_in = areas(profile, level)
    months = coverage.months
    rows = pc.is_in(incidents["month"].cast(pa.string()), pa.array(months, pa.string()))
    kept = incidents.filter(rows)
    month = _positions(kept["month"], months)
    area = _area_positions(kept, counted_in)
    shape = (len(counted_in.codes) + 1, len(months))
    columns = [
        np.bincount((area * shape[1] + month)[chosen], minlength=shape[0] * shape[1])
        for chosen in chosen_rows(kept, profile.selections.values())
    ]
    counts = np.stack(columns, axis=-1).reshape(*shape, len(columns)).astype(np.int64)
    return Cube(
        areas=counted_in,
        months=months,
        selections=tuple(profile.selections),
        counts=counts[:-1],
        in_no_area=counts[-1],
        not_placed=coverage.not_placed,
    )


def _area_positions(incidents: pa.Table, counted_in: Areas) -> Counts:
    if counted_in.level == "county":
        return np.zeros(len(incidents), dtype=np.int64)
    return _positions(incidents[counted_in.level], counted_in.codes)


def _positions(column: pa.ChunkedArray, values: Sequence[str]) -> Counts:
    """Index of each value of a column among ``values``; one past the end where it is not."""
    found = pc.index_in(column.cast(pa.string()), pa.array(values, pa.string()))
    return np.asarray(pc.fill_null(found, len(values)), dtype=np.int64)


def chosen_rows(incidents: pa.Table, selections: Iterable[Selection]) -> Iterator[Booleans]:
    """For each selection which incidents are in it."""
    words = {
        name: incidents[name].cast(pa.string()).combine_chunks() for name in ("category", "offence")
    }
    is_hate = np.asarray(pc.fill_null(incidents["is_hate"], pa.scalar(value=False)), dtype=np.bool_)
    strands = np.asarray(pc.fill_null(incidents["strands"], 0), dtype=np.int64)
    for selection in selections:
        yield _is_in(selection, words, is_hate, strands)


def _is_in(
    selection: Selection, words: dict[str, pa.Array], is_hate: Booleans, strands: Counts
) -> Booleans:
    chosen = np.ones(len(is_hate), dtype=np.bool_)
    if selection.categories is not None:
        chosen &= _equals_any(words["category"], selection.categories)
    if selection.offence is not None:
        chosen &= _equals_any(words["offence"], {selection.offence})
    if selection.is_hate:
        chosen &= is_hate
    if selection.strand_bit is not None:
        chosen &= (strands & selection.strand_bit) > 0
    return chosen | is_hate if selection.or_hate else chosen


def _equals_any(column: pa.Array, words: Iterable[str]) -> Booleans:
    return np.asarray(
        pc.is_in(column, pa.array(sorted(words), pa.string())).to_numpy(zero_copy_only=False)
    )
