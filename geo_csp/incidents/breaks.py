"""Where the police changed their ways, so that months before and after do not compare."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.manifest import StoredMonth
from geo_csp.incidents.snap_points import likeness
from geo_csp.months import Month, in_words

# Months of one issue of snap points have 0.2 and more in common; across a new issue 0.01 was seen.
SAME_SNAP_POINTS = 0.1
FEWEST_SNAP_POINTS = 50

MOVED_POINTS = "the police moved their anonymised map points"
REDRAWN_LSOAS = "the police's files changed to redrawn small areas (LSOAs)"


@dataclass(frozen=True)
class Break:
    """Two loaded months between which single points, or LSOAs, cannot be compared."""

    before: Month
    after: Month
    what: str
    words: str


def breaks(police: Sequence[StoredMonth], profile: AreaProfile) -> tuple[Break, ...]:
    """Between counted months of open data that follow each other, whatever the gap."""
    months = [entry for entry in police if entry.kind == "open"]
    found = [
        _break(before, after, MOVED_POINTS, "streets and points")
        for before, after in itertools.pairwise(months)
        if _has_other_snap_points(before, after)
    ]
    found += [
        _break(before, after, REDRAWN_LSOAS, "the LSOAs that the files name")
        for before, after in _vintage_changes(months, profile.name)
    ]
    return tuple(sorted(found, key=lambda b: (b.before, b.what)))


def _break(before: StoredMonth, after: StoredMonth, what: str, cannot: str) -> Break:
    words = (
        f"{what} between {in_words(before.month)} and {in_words(after.month)}, "
        f"so {cannot} before and after cannot be compared"
    )
    return Break(before.month, after.month, what, words)


def _has_other_snap_points(before: StoredMonth, after: StoredMonth) -> bool:
    enough = min(len(before.snap_sketch), len(after.snap_sketch)) >= FEWEST_SNAP_POINTS
    return enough and likeness(before.snap_sketch, after.snap_sketch) < SAME_SNAP_POINTS


def _vintage_changes(
    months: Sequence[StoredMonth], area: str
) -> list[tuple[StoredMonth, StoredMonth]]:
    """Before the first and after the last month with retired codes. A month between them in which
    no incident fell into a retired LSOA is no change.
    """
    retired = [i for i, entry in enumerate(months) if entry.retired_lsoas.get(area)]
    changes = []
    if retired and retired[0] > 0:
        changes.append((months[retired[0] - 1], months[retired[0]]))
    if retired and retired[-1] < len(months) - 1:
        changes.append((months[retired[-1]], months[retired[-1] + 1]))
    return changes
