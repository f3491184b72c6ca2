"""Is a month all there?"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from datetime import date, timedelta

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.manifest import StoredMonth
from geo_csp.months import in_words, ordinal, shift

# A month with fewer rows than this share of what its neighbours hold is not all there: ordinary
# months of a force stay within a fifth of each other, and even lockdowns took less than half.
COMPLETE_SHARE = 0.6
NEIGHBOURS = 12
FEWEST_NEIGHBOURS = 3
DAYS_SHORT = 3
# The share of a month's rows that may be set aside without the month being cut by it.
SET_ASIDE_SHARE = 0.05


def why_incomplete(entry: StoredMonth, manifest: Sequence[StoredMonth]) -> str | None:
    """In words, None if the month looks complete. Everybody reads them, so they tell no number of
    rows: less what is published of them it would be a count of what is not.

    A month is incomplete if it holds fewer rows than COMPLETE_SHARE of the median of the NEIGHBOURS
    nearest other months of its source (where there are at least FEWEST_NEIGHBOURS), or if its last
    date is more than DAYS_SHORT days before the month's end although the month before goes to its
    own end, or if more than SET_ASIDE_SHARE of its rows were set aside.
    """
    read = entry.rows + entry.set_aside
    if entry.set_aside > SET_ASIDE_SHARE * read:
        return (
            f"more than {100 * SET_ASIDE_SHARE:.0f} % of the rows of {in_words(entry.month)} were"
            " set aside"
        )
    same = [e for e in manifest if e.key[:3] == entry.key[:3] and e.month != entry.month]
    if _stops_early(entry) and any(
        e.month == shift(entry.month, -1) and e.last_date and not _stops_early(e) for e in same
    ):
        return f"{in_words(entry.month)} goes to {entry.last_date} only"
    nearest = sorted(same, key=lambda e: (_apart(e, entry), e.month))[:NEIGHBOURS]
    if len(nearest) >= FEWEST_NEIGHBOURS:
        usual = statistics.median(e.rows for e in nearest)
        if entry.rows < COMPLETE_SHARE * usual:
            return (
                f"{in_words(entry.month)} has less than {100 * COMPLETE_SHARE:.0f} % of the rows"
                " that the months around it have"
            )
    return None


def why_not_covered(
    entry: StoredMonth, manifest: Sequence[StoredMonth], profile: AreaProfile
) -> str | None:
    """In words, None if the month's open data covers the area: a file that was cut to another
    district has no row of this one, where something is recorded every month.
    """
    if entry.kind != "open" or entry.rows_by_area.get(profile.name):
        return None
    same = (e for e in manifest if e.key[:3] == entry.key[:3])
    if not any(e.rows_by_area.get(profile.name) for e in same):
        return None
    return (
        f"the file of {in_words(entry.month)} has no row of {profile.title}, those of other months"
        " have: it does not cover the area"
    )


def _apart(one: StoredMonth, other: StoredMonth) -> int:
    return abs(ordinal(one.month) - ordinal(other.month))


def _stops_early(entry: StoredMonth) -> bool:
    if entry.last_date is None:
        return False
    end = date.fromisoformat(f"{shift(entry.month, 1)}-01") - timedelta(days=1)
    return (end - date.fromisoformat(entry.last_date)).days > DAYS_SHORT
