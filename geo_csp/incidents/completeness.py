"""Is a month all there?"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from datetime import date, timedelta

from geo_csp.incidents.manifest import StoredMonth
from geo_csp.months import in_words, ordinal, shift

# A month with fewer rows than this share of what its neighbours hold is not all there: ordinary
# months of a force stay within a fifth of each other, and even lockdowns took less than half.
COMPLETE_SHARE = 0.6
NEIGHBOURS = 12
FEWEST_NEIGHBOURS = 3
DAYS_SHORT = 3


def why_incomplete(entry: StoredMonth, manifest: Sequence[StoredMonth]) -> str | None:
    """In words, None if the month looks complete.

    A month is incomplete if it holds fewer rows than COMPLETE_SHARE of the median of the NEIGHBOURS
    nearest other months of its source (where there are at least FEWEST_NEIGHBOURS), or if its last
    date is more than DAYS_SHORT days before the month's end although the month before goes to its
    own end.
    """
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
                f"{in_words(entry.month)} has {entry.rows:,} rows where the months around it"
                f" have about {usual:,.0f}"
            )
    return None


def _apart(one: StoredMonth, other: StoredMonth) -> int:
    return abs(ordinal(one.month) - ordinal(other.month))


def _stops_early(entry: StoredMonth) -> bool:
    if entry.last_date is None:
        return False
    end = date.fromisoformat(f"{shift(entry.month, 1)}-01") - timedelta(days=1)
    return (end - date.fromisoformat(entry.last_date)).days > DAYS_SHORT
