"""Snap points that took over those around them: the map moved, and not the crime.

In open data a point that never had an incident begins to hold those of its neighbours, which fall
silent at the same time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import stats

from geo_csp.incidents.coverage import Coverage
from geo_csp.months import Month, runs

Counts = npt.NDArray[np.int64]
Metres = npt.NDArray[np.float64]

# A point is looked at with the others around it: a snap point stands for up to half a kilometre.
REISSUE_RADII_M = (100.0, 150.0, 200.0, 300.0, 500.0)
CERTAIN = 0.001
# Over all the points of a run that are looked at.
SIGNIFICANCE = 0.05
# One new point in a quiet lane tells nothing.
_FEWEST_GAINED = 5
_FEWEST_MONTHS_BEFORE = 2


def took_over(
    points_27700: Metres, counts: Counts, new: int, step: int, certain: float = CERTAIN
) -> bool:
    """Whether the older points around ``new`` lost, when it came, about what it has since.

    ``points_27700`` [point, 2] in metres, ``counts`` [point, month]; ``step``: the first month in
    which the point has an incident; ``certain``: so unlikely that chance silenced the others.
    """
    apart = np.hypot(*(points_27700 - points_27700[new]).T)
    since = counts.shape[1] - step
    gained = counts[new, step:].sum()
    for radius in REISSUE_RADII_M:
        around = counts[(apart <= radius) & (apart > 0)].sum(axis=0)
        before, left = around[:step].sum(), around[step:].sum()
        expected = before * since / max(step, 1)
        # Given all its incidents, those after the step follow this law by chance.
        p = stats.binom.cdf(left, before + left, since / (step + since))
        is_lost = left <= expected / 2 and p < certain
        if is_lost and gained >= (expected - left) / 2:
            return True
    return False


def reissues(incidents: pa.Table, coverage: Coverage) -> tuple[tuple[str, Month], ...]:
    """Ward and month of each new issue, within unbroken months of open data.

    ``incidents``: columns month, easting, northing (metres, EPSG:27700) and ward.
    """
    open_months = [m for m in coverage.months if set(coverage.sources[m]) == {"open"}]
    found = {each for run in runs(open_months) for each in _of_run(incidents, run.months())}
    return tuple(sorted(found))


def _of_run(incidents: pa.Table, months: tuple[Month, ...]) -> set[tuple[str, Month]]:
    points, wards, counts = _by_point(incidents, months)
    first = (counts > 0).argmax(axis=1)
    is_new = (first >= _FEWEST_MONTHS_BEFORE) & (counts.sum(axis=1) >= _FEWEST_GAINED)
    looked_at = np.flatnonzero(is_new).tolist()
    certain = SIGNIFICANCE / max(len(looked_at), 1)
    return {
        (wards[new], months[first[new]])
        for new in looked_at
        if wards[new] and took_over(points, counts, new, int(first[new]), certain)
    }


def _by_point(incidents: pa.Table, months: tuple[Month, ...]) -> tuple[Metres, list[str], Counts]:
    place = {month: number for number, month in enumerate(months)}
    in_order = [place.get(each, -1) for each in incidents["month"].to_pylist()]
    month = np.array(in_order, dtype=np.int64)
    east, north = (np.asarray(incidents[name], np.float64) for name in ("easting", "northing"))
    kept = (month >= 0) & np.isfinite(east) & np.isfinite(north)
    metres = np.rint(np.column_stack([east, north])[kept]).astype(np.int64)
    points, at, of_row = np.unique(metres, axis=0, return_index=True, return_inverse=True)
    counts = np.zeros((len(points), len(months)), dtype=np.int64)
    np.add.at(counts, (of_row.ravel(), month[kept]), 1)
    ward_of_row = np.array(incidents["ward"].to_pylist(), dtype=object)[kept]
    return points.astype(np.float64), [ward_of_row[each] or "" for each in at], counts
