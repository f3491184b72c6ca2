"""Applications for ASB case reviews, and the four numbers that must be published of them.

Anti-social Behaviour, Crime and Policing Act 2014 s.104(9): of each reporting period of at most
twelve months how many applications were made, how often the threshold was found not to be met, how
many reviews were carried out, and how many of these resulted in recommendations. The applicant's
name has no place here; ``reference`` is that of the case file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from geo_csp.errors import GeoCspError
from geo_csp.register import audit, checked
from geo_csp.register.case_review import last_day
from geo_csp.register.columns import now
from geo_csp.register.opening import Register
from geo_csp.register.tables import case_review_application, case_review_step

STEPS: dict[str, str] = {
    "threshold_not_met": "Threshold not met",
    "reviewed": "Review carried out",
    "recommended": "Review resulted in recommendations",
}


@dataclass(frozen=True)
class Application:
    """``steps``: step to the day it was taken, in the order of the procedure."""

    number: int
    reference: str
    received_on: date
    steps: Mapping[str, date]
    at: datetime
    who: str


@dataclass(frozen=True)
class Numbers:
    """The four of s.104(9) for the days from ``first`` to ``last``, both included."""

    first: date
    last: date
    applications: int
    threshold_not_met: int
    reviews: int
    reviews_with_recommendations: int


def add_application(register: Register, reference: str, received_on: date, who: str) -> Application:
    values = {
        "reference": checked.required(reference, "reference"),
        "received_on": checked.day(received_on, "received"),
        "at": now(),
        "who": checked.required(who, "who"),
    }
    with register.writing() as connection:
        if _applications(connection, case_review_application.c.reference == values["reference"]):
            raise GeoCspError(f'an application with the reference "{reference}" is there already')
        insert = sa.insert(case_review_application).values(**values)
        added = connection.execute(insert).inserted_primary_key
        assert added is not None
        told = {"application": added[0]}
        audit.append(register, connection, audit.Entry(who, "collection", "case reviews", told))
        return _applications(connection, case_review_application.c.number == added[0])[0]


def take_step(register: Register, number: int, step: str, taken_on: date, who: str) -> Application:
    """What became of an application. Each step is taken once; recommendations follow a review."""
    checked.one_of(step, "step", STEPS)
    taken_on, who = checked.day(taken_on, "date"), checked.required(who, "who")
    with register.writing() as connection:
        found = _applications(connection, case_review_application.c.number == number)
        if not found:
            raise GeoCspError(f"there is no application {number}")
        _check_order(found[0], step, taken_on)
        values = {"application": number, "step": step, "taken_on": taken_on}
        connection.execute(sa.insert(case_review_step).values(**values, at=now(), who=who))
        told = {"application": number, "step": step}
        audit.append(register, connection, audit.Entry(who, "alteration", "case reviews", told))
        return _applications(connection, case_review_application.c.number == number)[0]


def applications(register: Register) -> tuple[Application, ...]:
    with register.reading() as connection:
        return _applications(connection, sa.true())


def numbers(register: Register, first: date, last: date) -> Numbers:
    """Each is counted on its own day: a review of March may answer an application of January.

    A recommendation is counted on the day of the review that it resulted from.
    """
    if not first <= last <= last_day(first, 12):
        raise GeoCspError(f"{first} to {last}: a reporting period has at most twelve months")
    found = applications(register)
    reviewed = [application for application in found if "reviewed" in application.steps]

    def within(days: Iterable[date]) -> int:
        return sum(first <= day <= last for day in days)

    return Numbers(
        first,
        last,
        applications=within(a.received_on for a in found),
        threshold_not_met=within(
            a.steps["threshold_not_met"] for a in found if "threshold_not_met" in a.steps
        ),
        reviews=within(a.steps["reviewed"] for a in reviewed),
        reviews_with_recommendations=within(
            a.steps["reviewed"] for a in reviewed if "recommended" in a.steps
        ),
    )


def _check_order(application: Application, step: str, taken_on: date) -> None:
    if step in application.steps:
        raise GeoCspError(f"{STEPS[step]}: entered already, on {application.steps[step]}")
    if step == "recommended" and "reviewed" not in application.steps:
        raise GeoCspError("recommendations follow a review: enter the day of the review first")
    earliest = application.received_on
    if step == "recommended":
        earliest = application.steps["reviewed"]
    if taken_on < earliest:
        raise GeoCspError(f"date: {taken_on} is before {earliest}, when this could begin")


def _applications(
    connection: sa.Connection, which: sa.ColumnElement[bool]
) -> tuple[Application, ...]:
    table = case_review_application
    rows = connection.execute(sa.select(table).where(which).order_by(table.c.number)).mappings()
    steps: dict[int, dict[str, date]] = {}
    for row in connection.execute(sa.select(case_review_step)):
        steps.setdefault(row.application, {})[row.step] = row.taken_on
    return tuple(
        Application(**row, steps={s: d for s in STEPS if (d := _day(steps, row["number"], s))})
        for row in rows
    )


def _day(steps: Mapping[int, Mapping[str, date]], number: int, step: str) -> date | None:
    return steps.get(number, {}).get(step)
