"""What residents and partners reported, who is near a case review, and the four yearly numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.known_places import known_places
from geo_csp.errors import NotReleasedError
from geo_csp.register.case_review import Threshold, last_day, watch_list
from geo_csp.register.case_review_numbers import Application, Numbers, applications, numbers
from geo_csp.register.opening import Register
from geo_csp.register.voices import Report, reports
from geo_csp.roles import Viewer

# Of a reporter's hash: enough to tell two from one another, and read out in a meeting.
_SHOWN_OF_HASH = 8
_YEAR_BEGINS = 4


@dataclass(frozen=True)
class ToldReport:
    """``place`` in words; ``reporter``: the beginning of the hash, "" where not known."""

    report: Report
    place: str
    reporter: str


@dataclass(frozen=True)
class WatchedSubject:
    """``name``: a place in words, or the beginning of a reporter's hash. ``until``: the last day on
    which as many count.
    """

    of: str
    name: str
    incidents: tuple[date, ...]
    hate_incidents: int
    is_met: bool
    until: date


@dataclass(frozen=True)
class CaseReviews:
    threshold: Threshold
    watched: tuple[WatchedSubject, ...]
    applications: tuple[Application, ...]


def told_reports(
    data: DataSet, viewer: Viewer, register: Register, since: date | None = None
) -> tuple[ToldReport, ...]:
    """The newest first. Raises NotReleasedError for roles that do not read them."""
    check_reads_voices(viewer)
    told = reports(register, since)
    return tuple(
        ToldReport(each, place_in_words(data, each.place), each.reporter[:_SHOWN_OF_HASH])
        for each in sorted(told, key=lambda r: (r.reported_on, r.number), reverse=True)
    )


def case_reviews(data: DataSet, viewer: Viewer, register: Register, today: date) -> CaseReviews:
    """Who is at the threshold or near it today. Raises NotReleasedError as ``told_reports``."""
    check_reads_voices(viewer)
    threshold = Threshold(**data.profile.case_review.model_dump())
    return CaseReviews(
        threshold=threshold,
        watched=tuple(
            WatchedSubject(
                of=each.of,
                name=_name_of(data, each.of, each.key),
                incidents=each.incidents,
                hate_incidents=each.hate_incidents,
                is_met=each.is_met,
                until=each.until,
            )
            for each in watch_list(reports(register), threshold, today)
        ),
        applications=applications(register),
    )


def yearly_numbers(viewer: Viewer, register: Register, year: int) -> Numbers:
    """Of the year from April of ``year``. Raises NotReleasedError as ``told_reports``."""
    check_reads_voices(viewer)
    first = date(year, _YEAR_BEGINS, 1)
    return numbers(register, first, last_day(first, 12))


def years(found: Iterable[Application], today: date) -> Sequence[int]:
    """The years, each by the one its April lies in, from the first application to today's."""
    days = [today, *(each.received_on for each in found)]
    begun = [day.year if day.month >= _YEAR_BEGINS else day.year - 1 for day in days]
    return range(max(begun), min(begun) - 1, -1)


def check_reads_voices(viewer: Viewer) -> None:
    if not viewer.reads("voices"):
        raise NotReleasedError(
            "what residents and partners reported is shown to MATAC members and analysts: "
            f"as {viewer.role.phrase}, see the wards' counts"
        )


def place_in_words(data: DataSet, place: str) -> str:
    """A report names its place by its code, or as whoever entered it called it."""
    known = known_places(data).get(place)
    return known.name if known else place


def _name_of(data: DataSet, of: str, key: str) -> str:
    return place_in_words(data, key) if of == "place" else key[:_SHOWN_OF_HASH]
