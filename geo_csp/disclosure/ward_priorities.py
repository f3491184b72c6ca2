"""A ward's current priorities, whether they were renewed in time, and what was done in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo_csp.disclosure.actions import ShownAction, released_actions
from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.priorities import Priority
from geo_csp.disclosure.tasking_gate import marking_of
from geo_csp.errors import GeoCspError
from geo_csp.monthly.published import published_months, read_published
from geo_csp.months import Month, in_words, shift
from geo_csp.register.opening import Register
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL_SENSITIVE


@dataclass(frozen=True)
class WardPriorities:
    """``month``: that of the newest list; ``due``: the last month in which a new one is in time.
    ``actions``: of the ward, the open ones first.
    """

    month: Month
    due: Month
    is_late: bool
    priorities: tuple[Priority, ...]
    actions: tuple[ShownAction, ...]
    marking: str

    @property
    def renewed_words(self) -> str:
        """A month's list is made in the month after it."""
        made, due = in_words(shift(self.month, 1)), in_words(self.due)
        state = f"late, a new one was due by {due}" if self.is_late else f"the next is due by {due}"
        return f"Priorities of {in_words(self.month)}, for the meeting of {made}: {state}."


def ward_priorities(
    data: DataSet, viewer: Viewer, register: Register | None, ward: str, today: date
) -> WardPriorities | None:
    """None where no list was made yet, or this viewer is not shown the ward's places."""
    months = published_months(data.store, data.profile.name)
    if not months or not viewer.reads("priorities") or not viewer.sees_points_of(ward):
        return None
    try:
        published = read_published(data.store, data.profile.name, months[-1])
    except GeoCspError:
        return None  # the page of the list says what is wrong with it
    listed = tuple(each for each in published.priorities if each.ward_code == ward)
    done = _actions(data, viewer, register, ward, today)
    due = shift(months[-1], 1 + data.profile.tasking.renewed_within)
    markings = [each.marking for each in listed] + [OFFICIAL_SENSITIVE for _ in done]
    return WardPriorities(
        month=months[-1],
        due=due,
        is_late=f"{today:%Y-%m}" > due,
        priorities=listed,
        actions=done,
        marking=marking_of(markings),
    )


def _actions(
    data: DataSet, viewer: Viewer, register: Register | None, ward: str, today: date
) -> tuple[ShownAction, ...]:
    if not viewer.reads("actions"):
        return ()
    rows = released_actions(data, viewer, register, today).rows
    return tuple(sorted((row for row in rows if row.ward == ward), key=lambda row: not row.is_open))
