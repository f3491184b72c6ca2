"""Is it the map, not the crime? What could make a hotspot without any change on the ground."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from geo_csp.counts.reissued_points import CERTAIN, REISSUE_RADII_M, took_over
from geo_csp.counts.space_time import why_it_begins
from geo_csp.hotspots.scene import Scene
from geo_csp.months import Month, Span, in_words

Counts = npt.NDArray[np.int64]

# Where the police put incidents whose place is not known, or that became known at a desk.
DESK_POINTS = ("Police Station", "No Location")
DESK_SHARE = 0.5
REISSUE_SHARE = 0.25
# New points show near the start of the rise; a rise may be told a month or two early or late.
REISSUE_MONTHS = 2
RECODING_RATIO = 1.3
RECODING_MONTHS = 3
FEWEST_MONTHS_BEFORE = 3


@dataclass(frozen=True, eq=False)
class Suspect:
    """A finding to be explained.

    ``points``: where its incidents lie. ``in_window``: the selection's incidents of each of these
    points from ``since`` on. ``chosen_elsewhere``, ``all_elsewhere``: the selection's incidents and
    all, of the force less these points, [month of ``span``]. ``rose`` and ``fell``: what it says of
    its place. ``compares``: it says that the months before ``since`` were otherwise.
    """

    points: Counts
    in_window: Counts
    chosen_elsewhere: Counts
    all_elsewhere: Counts
    phrase: str
    span: Span
    since: Month
    rose: bool
    fell: bool
    compares: bool


def explanations(scene: Scene, suspect: Suspect) -> str:
    """All that could make the finding without any change in crime; "" if nothing is known."""
    found = (
        *at_a_desk(scene, suspect.points, suspect.in_window),
        *_reissued(scene, suspect),
        *_recoded(scene, suspect),
        *_months_missing(scene, suspect),
    )
    return "; ".join(found)


def at_a_desk(scene: Scene, points: Counts, counts: Counts) -> Iterator[str]:
    """``counts``: incidents of each of the points."""
    total = counts.sum()
    for word in DESK_POINTS:
        named = np.array([word in scene.street_of_point[point] for point in points], bool)
        if total and counts[named].sum() >= DESK_SHARE * total:
            yield (
                f'most of these incidents are on a point called "{word}", where they are put that '
                "have no place of their own"
            )


def _reissued(scene: Scene, suspect: Suspect) -> Iterator[str]:
    """Points that never had an incident take those of the points around them."""
    if not scene.is_open or not (suspect.rose or suspect.fell):
        return
    at_step = scene.span.months().index(suspect.since)
    first_seen = (scene.all_by_month > 0).argmax(axis=1)
    is_new = (first_seen >= 2) & (np.abs(first_seen - at_step) <= REISSUE_MONTHS)
    for new in np.flatnonzero(is_new):
        if not _concerns(scene, suspect, int(new)):
            continue
        if took_over(scene.points_27700, scene.all_by_month, int(new), int(first_seen[new])):
            month = scene.span.months()[first_seen[new]]
            yield (
                f"snap points were issued anew here in {in_words(month)}: a point that had no "
                "incident before holds those of the points around it"
            )
            return


def _concerns(scene: Scene, suspect: Suspect, new: int) -> bool:
    if suspect.rose:
        held = suspect.in_window[suspect.points == new].sum()
        return bool(held > 0 and held >= REISSUE_SHARE * suspect.in_window.sum())
    apart = scene.points_27700[suspect.points] - scene.points_27700[new]
    return bool(np.hypot(*apart.T).min() <= REISSUE_RADII_M[-1])


def _recoded(scene: Scene, suspect: Suspect) -> Iterator[str]:
    """The category's share of all incidents jumps, in the force's rows outside the place."""
    if not suspect.rose:
        return
    months = suspect.span.months()
    start = months.index(suspect.since)
    chosen, whole = suspect.chosen_elsewhere, suspect.all_elsewhere
    for step in range(max(start - 1, RECODING_MONTHS), min(start + 2, len(months))):
        before = slice(step - RECODING_MONTHS, step)
        if _jumps(chosen[step], whole[step], chosen[before].sum(), whole[before].sum()):
            share, was = chosen[step] / whole[step], chosen[before].sum() / whole[before].sum()
            yield (
                f"{suspect.phrase.lower()} went from {was:.0%} to {share:.0%} of all "
                f"incidents elsewhere in the force in {in_words(months[step])}, as where incidents "
                "are recorded in another way"
            )
            return


def _jumps(chosen: int, whole: int, chosen_before: int, whole_before: int) -> bool:
    if min(whole, whole_before, chosen_before) == 0:
        return False
    ratio = (chosen / whole) / (chosen_before / whole_before)
    if ratio < RECODING_RATIO:
        return False
    # Given both months' incidents, those of the category in this month follow this law by chance.
    p = stats.hypergeom.sf(chosen - 1, whole + whole_before, chosen + chosen_before, whole)
    return bool(p < CERTAIN)


def _months_missing(scene: Scene, suspect: Suspect) -> Iterator[str]:
    if cut := scene.coverage.incomplete.get(scene.month):
        yield cut
    before = suspect.span.months().index(suspect.since)
    if suspect.compares and before < FEWEST_MONTHS_BEFORE:
        why = why_it_begins(scene.coverage, suspect.span, scene.profile.hotspots.history)
        if why:
            yield (
                f"only {before} comparable month{'' if before == 1 else 's'} before "
                f"{in_words(suspect.since)}: {why}"
            )
