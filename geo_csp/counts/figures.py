"""Counts, rates and change of one selection over one span, an area a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_csp.area_profile import AreaProfile
from geo_csp.counts.comparison import change_in_words, unrecorded, why_not_compared
from geo_csp.counts.cube import Counts
from geo_csp.geography.areas import Areas
from geo_csp.incidents.coverage import Coverage
from geo_csp.months import Span
from geo_csp.statistics.rates import rates
from geo_csp.vocabulary import NOT_IN_SOURCE

COLUMNS = (
    "area_code",
    "area_name",
    "category",
    "months",
    "count",
    "population",
    "rate_per_1000",
    "lower",
    "upper",
    "change_count",
    "change_words",
    "suppressed",
)
# What a row loses when its figure may not be seen. The words for it are set by the caller.
FIGURE_COLUMNS = ("count", "rate_per_1000", "lower", "upper", "change_count")


class CountedByArea(Protocol):
    """What figures are made of: a ``Cube``, or the counts that are published."""

    @property
    def areas(self) -> Areas: ...

    def counted(self, selection_code: str, span: Span) -> Counts:
        """One count per area. Raises NotLoadedError for months that are not loaded."""
        ...


def figures(
    cube: CountedByArea, coverage: Coverage, profile: AreaProfile, selection_code: str, span: Span
) -> pd.DataFrame:
    """One row per area, in the cube's order, with the columns ``COLUMNS``.

    ``rate_per_1000`` is per 1,000 residents a year whatever the span, ``lower`` and ``upper`` its
    95 % interval; they are empty where the residents are unknown. ``change_count`` and
    ``change_words`` compare with the same months a year before; where that cannot be done the words
    say why. A selection that the sources of the span do not record has words, not zeros.

    Raises NotLoadedError where the span has months that are not loaded.
    """
    counts = cube.counted(selection_code, span)
    residents = cube.areas.residents
    rate, lower, upper = rates(counts, residents * (len(span) / 12))
    change, words = _change(cube, coverage, profile, selection_code, span)
    table = pd.DataFrame(
        {
            "area_code": list(cube.areas.codes),
            "area_name": list(cube.areas.names),
            "category": selection_code,
            "months": str(span),
            "count": pd.array(counts, dtype="Int64"),
            "population": whole_numbers(residents),
            "rate_per_1000": rate,
            "lower": lower,
            "upper": upper,
            "change_count": change,
            "change_words": words,
            "suppressed": "",
        }
    )
    if unrecorded(coverage, profile.selections[selection_code], span):
        return without_figures(table, [NOT_IN_SOURCE] * len(table))
    return table


def without_figures(table: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """The table with the words instead of the figures, in each row that has words."""
    hidden = np.array([word != "" for word in words])
    kept = table.assign(suppressed=list(words))
    for column in FIGURE_COLUMNS:
        kept[column] = kept[column].mask(hidden)
    kept["change_words"] = kept["change_words"].mask(hidden, "")
    return kept


def whole_numbers(values: npt.NDArray[np.float64]) -> pd.api.extensions.ExtensionArray:
    """Integers that may be unknown: NaN becomes empty."""
    unknown = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(unknown, 0, values).astype(np.int64), unknown)


def _change(
    cube: CountedByArea, coverage: Coverage, profile: AreaProfile, selection_code: str, span: Span
) -> tuple[pd.api.extensions.ExtensionArray, list[str]]:
    areas = len(cube.areas.codes)
    selection = profile.selections[selection_code]
    if why := why_not_compared(coverage, selection, cube.areas.level, span):
        return whole_numbers(np.full(areas, np.nan)), [why] * areas
    now = cube.counted(selection_code, span)
    before = cube.counted(selection_code, span.a_year_before())
    return pd.array(now - before, dtype="Int64"), change_in_words(now, before)
