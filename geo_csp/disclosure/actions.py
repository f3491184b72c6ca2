"""The actions that were agreed, as this viewer may see them: what, where, whose, what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.known_places import known_places
from geo_csp.errors import NotReleasedError
from geo_csp.geography.boundaries import locate, read_outlines, to_national_grid
from geo_csp.months import Month, in_words
from geo_csp.register import action_log
from geo_csp.register.actions import Action, actions, added_at
from geo_csp.register.agreed import STATUSES, Agreed
from geo_csp.register.opening import Register
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL_SENSITIVE

DRAWN = "A drawn area"
COLUMNS = (
    "number",
    "what",
    "place",
    "ward_code",
    "owner",
    "partner",
    "status",
    "from",
    "to",
    "review_date",
    "overdue",
    "since",
    "visits",
    "hours",
    "with_the_board",
)


@dataclass(frozen=True)
class ShownAction:
    """``place`` in words; ``ward``: its code, None where it lies in none. ``since``: the day it was
    agreed, or began if that was earlier. ``dosage``: unit to what was done in all.
    ``open_question``: put to the board and not answered yet, "" if there is none.
    """

    action: Action
    place: str
    ward: str | None
    since: date
    is_open: bool
    is_overdue: bool
    dosage: Mapping[str, float]
    open_question: str

    @property
    def agreed(self) -> Agreed:
        return self.action.agreed


@dataclass(frozen=True)
class ReleasedActions:
    """``rows`` and those of ``table`` are the same, in the same order: the nearest review first."""

    area: str
    on: date
    rows: tuple[ShownAction, ...]
    table: pd.DataFrame
    sentence: str
    marking: str
    is_synthetic: bool
    forms: frozenset[str]

    def carried_over(self) -> tuple[ShownAction, ...]:
        """Still open, and agreed or begun before this month."""
        first = self.on.replace(day=1)
        return tuple(row for row in self.rows if row.is_open and row.since < first)


def released_actions(
    data: DataSet, viewer: Viewer, register: Register | None, today: date
) -> ReleasedActions:
    """All that were ever agreed. A ward-bound team is shown those of its own wards.

    ``register``: None where none has been begun. Raises NotReleasedError for roles that do not read
    actions.
    """
    if not viewer.reads("actions"):
        raise NotReleasedError(
            "actions are agreed in the meeting and shown to those who carry them out (MATAC "
            f"members, neighbourhood teams, analysts): as {viewer.role.phrase}, see the wards' "
            "counts"
        )
    rows = _rows(data, viewer, register, today) if register else ()
    return ReleasedActions(
        area=data.profile.name,
        on=today,
        rows=rows,
        table=_table(rows),
        sentence=_sentence(rows, today, viewer),
        marking=OFFICIAL_SENSITIVE,
        is_synthetic=data.is_synthetic,
        forms=viewer.role.takes_away & {"csv"},
    )


def may_be_written(data: DataSet, viewer: Viewer, agreed: Agreed) -> bool:
    """Whether this viewer may agree it: a ward-bound team writes of its own wards only."""
    return viewer.writes("actions") and _is_seen(viewer, ward_of(data, agreed))


def ward_of(data: DataSet, agreed: Agreed) -> str | None:
    """The code of the ward that its place lies in, else that of the middle of its drawn area."""
    place = known_places(data).get(agreed.place)
    if place is not None:
        return place.ward
    if agreed.area is None:
        return None
    middle = shapely.point_on_surface(shape(agreed.area))
    easting, northing = to_national_grid(np.array([middle.x]), np.array([middle.y]))
    wards = read_outlines(data.profile, data.profile.wards)
    at = int(locate(easting, northing, wards)[0])
    return wards.codes[at] if at >= 0 else None


def _rows(
    data: DataSet, viewer: Viewer, register: Register, today: date
) -> tuple[ShownAction, ...]:
    totals, added = action_log.dosage_totals(register), added_at(register)
    asked = {e.action: e.question for e in action_log.escalations(register) if e.answer is None}
    shown = [
        ShownAction(
            action=each,
            place=_place_in_words(data, each.agreed),
            ward=ward,
            since=min(added[each.number].date(), each.agreed.starts),
            is_open=each.agreed.is_open,
            is_overdue=each.agreed.is_overdue(today),
            dosage=totals.get(each.number, {}),
            open_question=asked.get(each.number, ""),
        )
        for each in actions(register)
        if _is_seen(viewer, ward := ward_of(data, each.agreed))
    ]
    return tuple(sorted(shown, key=lambda row: (row.agreed.review_on, row.action.number)))


def _is_seen(viewer: Viewer, ward: str | None) -> bool:
    return viewer.sees_points_of(ward or "")


def _place_in_words(data: DataSet, agreed: Agreed) -> str:
    if not agreed.place:
        return DRAWN
    place = known_places(data).get(agreed.place)
    name = place.name if place else f"Place {agreed.place}"
    return name if agreed.area is None else f"{name}, {DRAWN.lower()}"


def _sentence(rows: Sequence[ShownAction], today: date, viewer: Viewer) -> str:
    is_open = [row for row in rows if row.is_open]
    if not rows:
        where = " in your wards" if viewer.role.ward_bound else ""
        return f"No action has been agreed{where} yet."
    if not is_open:
        return f"No action is open; {len(rows)} were agreed in all."
    overdue = sum(row.is_overdue for row in is_open)
    carried = sum(row.since < today.replace(day=1) for row in is_open)
    due = f"{overdue or 'none'} {'is' if overdue == 1 else 'are'} past the review date"
    since = in_words(_month_of(today))
    return (
        f"{len(is_open)} {'action is' if len(is_open) == 1 else 'actions are'} open: {due}, "
        f"{carried or 'none'} carried over from before {since}."
    )


def _month_of(day: date) -> Month:
    return f"{day:%Y-%m}"


def _table(rows: Sequence[ShownAction]) -> pd.DataFrame:
    return pd.DataFrame([_as_row(row) for row in rows], columns=COLUMNS)


def _as_row(row: ShownAction) -> tuple[object, ...]:
    agreed = row.agreed
    return (
        row.action.number,
        agreed.what,
        row.place,
        row.ward or "",
        agreed.owner,
        agreed.partner,
        STATUSES[agreed.status],
        agreed.starts.isoformat(),
        agreed.ends.isoformat() if agreed.ends else "",
        agreed.review_on.isoformat(),
        "yes" if row.is_overdue else "no",
        row.since.isoformat(),
        row.dosage.get("visits", 0.0),
        row.dosage.get("hours", 0.0),
        row.open_question,
    )
