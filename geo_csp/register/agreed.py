"""What was agreed of an action: its fields, their words, and how two versions differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from geo_csp.errors import Difference, GeoCspError
from geo_csp.register import checked
from geo_csp.register.columns import canonical_json

STATUSES: dict[str, str] = {
    "planned": "Planned",
    "under_way": "Under way",
    "done": "Done",
    "stopped": "Stopped",
}
_CLOSED = frozenset({"done", "stopped"})

FIELDS: dict[str, str] = {
    "what": "What",
    "place": "Place",
    "area": "Drawn area",
    "owner": "Owner",
    "partner": "Partner",
    "starts": "From",
    "ends": "To",
    "review_on": "Review date",
    "status": "Status",
    "priority": "Priority",
}


@dataclass(frozen=True)
class Agreed:
    """``place`` is a code, ``area`` GeoJSON in EPSG:4326: one of the two, or both.

    ``priority`` is the number of the published priority that it answers, where there is one.
    """

    what: str
    owner: str
    starts: date
    review_on: date
    place: str = ""
    area: Mapping[str, Any] | None = None
    partner: str = ""
    ends: date | None = None
    status: str = "planned"
    priority: int | None = None

    @property
    def is_open(self) -> bool:
        return self.status not in _CLOSED

    def is_overdue(self, today: date) -> bool:
        """Still open, and its review date has passed."""
        return self.is_open and self.review_on < today


def checked_agreed(agreed: Agreed) -> Agreed:
    """The same, as it can be kept. Raises GeoCspError naming the field."""
    if not agreed.place.strip() and agreed.area is None:
        raise GeoCspError("Place: choose a place or draw an area")
    starts = checked.day(agreed.starts, FIELDS["starts"])
    ends = agreed.ends and checked.day(agreed.ends, FIELDS["ends"])
    if ends and ends < starts:
        raise GeoCspError(f"To: {ends} is before the first day, {starts}")
    review_on = checked.day(agreed.review_on, FIELDS["review_on"])
    if review_on < starts:
        raise GeoCspError(f"Review date: {review_on} is before the first day, {starts}")
    area = None if agreed.area is None else checked.drawn_area(agreed.area, FIELDS["area"])
    return Agreed(
        what=checked.required(agreed.what, FIELDS["what"], checked.LONGEST_TEXT),
        owner=checked.required(agreed.owner, FIELDS["owner"]),
        starts=starts,
        review_on=review_on,
        place=checked.optional(agreed.place, FIELDS["place"]),
        area=area,
        partner=checked.optional(agreed.partner, FIELDS["partner"]),
        ends=ends,
        status=checked.one_of(agreed.status, FIELDS["status"], STATUSES),
        priority=agreed.priority,
    )


def changed_fields(before: Agreed, after: Agreed) -> tuple[str, ...]:
    """The names of the fields that differ, in their order on screen."""
    return tuple(
        name
        for name in FIELDS
        if _comparable(getattr(before, name)) != _comparable(getattr(after, name))
    )


def differences(was: Agreed, theirs: Agreed, yours: Agreed) -> tuple[Difference, ...]:
    """Each field in which what now stands is not what the second editor would have it be."""
    return tuple(
        Difference(FIELDS[name], *(in_words(name, version) for version in (was, theirs, yours)))
        for name in changed_fields(theirs, yours)
    )


def in_words(name: str, agreed: Agreed) -> str:
    """One field as it is said on screen; empty where nothing was entered."""
    value = getattr(agreed, name)
    if value is None or value == "":
        return ""
    if name == "status":
        return STATUSES[value]
    if name == "area":
        return f"{value['type']} {canonical_json(value['coordinates'])}"
    return str(value)


def _comparable(value: object) -> object:
    return canonical_json(value) if isinstance(value, Mapping) else value


def as_row(agreed: Agreed) -> dict[str, Any]:
    return {field.name: getattr(agreed, field.name) for field in fields(Agreed)}
