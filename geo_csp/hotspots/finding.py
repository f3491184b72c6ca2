"""What all findings have in common, however they were found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.hotspots import sentence
from geo_csp.hotspots.counted import Counted
from geo_csp.hotspots.hotspot import Hotspot
from geo_csp.hotspots.map_or_crime import Suspect, explanations
from geo_csp.hotspots.near_repeats import near_repeats_in_words
from geo_csp.hotspots.spot import Spot
from geo_csp.statistics.rates import count_limits

Counts = npt.NDArray[np.int64]

LATELY = 12


def explained(
    counted: Counted,
    points: Counts,
    first_step: int,
    *,
    rose: bool = False,
    fell: bool = False,
    compares: bool = False,
) -> str:
    """What else could explain a finding at these points from this step on; see ``Suspect``."""
    by_point, start = counted.by_point[points], counted.scene.span.months().index(counted.months[0])
    suspect = Suspect(
        points=points,
        in_window=by_point[:, first_step:].sum(axis=1),
        chosen_elsewhere=counted.force_chosen - by_point.sum(axis=0),
        all_elsewhere=counted.force_all - counted.scene.all_by_month[points][:, start:].sum(axis=0),
        phrase=counted.selection.phrase,
        span=counted.span,
        since=counted.months[first_step],
        rose=rose,
        fell=fell,
        compares=compares,
    )
    return explanations(counted.scene, suspect)


def hotspot(
    counted: Counted,
    spot: Spot,
    points: Counts,
    *,
    first_step: int,
    series: Counts,
    observed: int,
    expected: float,
    break_words: str,
    said: Sequence[str],
    **rest: Any,  # noqa: ANN401 - the other fields of a Hotspot
) -> Hotspot:
    scene = counted.scene
    lower, upper = (float(limit) for limit in count_limits(observed))
    here = scene.points_27700[points]
    category = counted.selection.code
    doubt = [sentence.doubted(break_words)] if break_words else []
    return Hotspot(
        **vars(spot),
        code=f"{category}-{spot.place_code}",
        category=category,
        history=counted.history_at(points),
        since=counted.months[first_step],
        months=counted.months,
        observed_by_month=tuple(series.tolist()),
        observed=observed,
        expected=expected,
        ratio=observed / expected,
        lower=lower / expected,
        upper=upper / expected,
        break_words=break_words,
        near_repeat=near_repeats_in_words(_lately(counted, first_step), here),
        sentence=" ".join(filter(None, [*said, *doubt])),
        **rest,
    )


def _lately(counted: Counted, first_step: int) -> pa.Table:
    """The dated incidents of the window, of a long one the last year: over a time in which the
    level changed, incidents lie close together for that alone.
    """
    months = counted.months[max(first_step, len(counted.months) - LATELY) :]
    column = counted.dated["month"].cast(pa.string())
    return counted.dated.filter(pc.is_in(column, pa.array(months)))
