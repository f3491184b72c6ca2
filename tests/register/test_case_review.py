"""The watch list against the plainest reading of the rules, day by day, on random histories."""

from __future__ import annotations

import calendar
import functools
import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from geo_csp.register.case_review import Threshold, last_day, watch_list
from geo_csp.register.voices import Report

TODAY = date(2026, 6, 15)
STATUTE = Threshold()
DAY = timedelta(days=1)


def report(incident_on, reported_on=None, **fields):
    plain = Report(
        number=1,
        told_by="resident",
        organisation="council",
        incident_on=incident_on,
        reported_on=reported_on or incident_on,
        place="p1",
        is_hate=False,
        text="",
        reporter="",
        incident="",
        at=datetime(2026, 1, 1, tzinfo=UTC),
        who="an",
    )
    return replace(plain, **fields)


@functools.cache
def day_by_day(first: date, months: int) -> date:
    """The last day of a period of months, found by walking a day at a time from its first.

    The period runs out when the calendar reaches the same day of the month so many months on; a
    month that has no such day is the period's last, to its end.
    """
    month = first.month + months
    year, month = first.year + (month - 1) // 12, (month - 1) % 12 + 1
    day = first
    while True:
        tomorrow = day + timedelta(days=1)
        if (tomorrow.year, tomorrow.month, tomorrow.day) == (year, month, first.day):
            return day
        if (tomorrow.year, tomorrow.month) > (year, month):
            return day
        day = tomorrow


@dataclass(frozen=True)
class Expected:
    of: str
    key: str
    incidents: tuple[date, ...]
    is_met: bool


def plain_list(reports, threshold, today):
    """Every place and reporter in turn, every report in turn, nothing clever."""
    found = []
    subjects = {("place", r.place) for r in reports}
    subjects |= {("reporter", r.reporter) for r in reports if r.reporter != ""}
    for of, key in subjects:
        told = {}
        hate = set()
        for r in reports:
            if (r.place if of == "place" else r.reporter) != key:
                continue
            if r.reported_on < r.incident_on or r.reported_on > today:
                continue
            if r.reported_on > day_by_day(r.incident_on, threshold.reported_within_months):
                continue
            if today > day_by_day(r.reported_on, threshold.within_months):
                continue
            name = r.incident if r.incident != "" else r.place + " on " + r.incident_on.isoformat()
            told[name] = min(told.get(name, r.incident_on), r.incident_on)
            if r.is_hate:
                hate.add(name)
        met = len(told) >= threshold.reports
        if threshold.hate_reports is not None and len(hate) >= threshold.hate_reports:
            met = True
        if met or len(told) >= threshold.reports - threshold.near:
            found.append(Expected(of, key, tuple(sorted(told.values())), met))
    return found


EDGES = [
    date(year, month, day)
    for year in (2023, 2024, 2025)
    for month in range(1, 13)
    for day in (1, 2, 27, 28, 29, 30, 31)
    if day <= calendar.monthrange(year, month)[1]
]


def random_history(rng):
    today = rng.choice(EDGES) if rng.random() < 0.7 else date(2024, 1, 1) + timedelta(
        days=rng.randrange(700)
    )  # fmt: skip
    reports = []
    for _ in range(rng.randrange(1, 9)):
        # Half of the reports stand within a few days of the edge of six months.
        back = rng.choice((183, 184, 181, 182, 0, 1, rng.randrange(220)))
        reported = today - timedelta(days=back + rng.randrange(-3, 4))
        late = rng.choice((0, 1, 27, 28, 29, 30, 31, 32, rng.randrange(60)))
        reports.append(
            report(
                reported - timedelta(days=late),
                reported,
                organisation=rng.choice(("council", "police", "housing")),
                place=rng.choice(("p1", "p2")),
                reporter=rng.choice(("", "r1", "r2")),
                incident=rng.choice(("", "", "", "i1", "i2")),
                is_hate=rng.random() < 0.1,
            )
        )
        if rng.random() < 0.3:  # told to another agency too
            reports.append(replace(reports[-1], organisation="fire"))
    return reports, today


def test_the_list_equals_the_plain_reading_on_ten_thousand_histories():
    rng = random.Random(2014)
    thresholds = (STATUTE, Threshold(hate_reports=1), Threshold(reports=2, near=0))
    seen_met = seen_near = 0
    for _ in range(10_000):
        reports, today = random_history(rng)
        threshold = rng.choice(thresholds)
        found = watch_list(reports, threshold, today)
        as_expected = {Expected(w.of, w.key, w.incidents, w.is_met) for w in found}
        assert as_expected == set(plain_list(reports, threshold, today)), (reports, today)
        assert len(found) == len(as_expected)
        seen_met += any(w.is_met for w in found)
        seen_near += any(not w.is_met for w in found)
    # Both kinds came up often enough for the comparison to mean something.
    assert min(seen_met, seen_near) > 500


def test_it_is_true_until_the_day_that_is_said_and_not_after():
    rng = random.Random(104)
    for _ in range(1_000):
        reports, today = random_history(rng)
        reports = [r for r in reports if r.reported_on <= today]
        for watched in watch_list(reports, STATUTE, today):
            subject, all_of_them = (watched.of, watched.key), replace(STATUTE, near=3)
            for day, is_as_many in ((watched.until, True), (watched.until + DAY, False)):
                then = {(w.of, w.key): w.incidents for w in watch_list(reports, all_of_them, day)}
                assert (len(then.get(subject, ())) == len(watched.incidents)) is is_as_many


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        # The period begins with its first day, so it ends the day before the same day comes round.
        (date(2026, 1, 15), 1, date(2026, 2, 14)),
        (date(2026, 1, 1), 1, date(2026, 1, 31)),
        (date(2026, 2, 1), 1, date(2026, 2, 28)),
        (date(2024, 2, 1), 1, date(2024, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 27)),
        # February has no 29th, 30th or 31st: the period ends with it, in a leap year a day later.
        (date(2026, 1, 29), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 29), 1, date(2024, 2, 28)),
        (date(2024, 1, 30), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 4, 1), 12, date(2026, 3, 31)),
    ],
)
def test_a_period_of_months_ends_where_the_calendar_says(first, months, last):
    assert last_day(first, months) == last == day_by_day(first, months)


def test_the_same_report_told_to_three_agencies_is_one():
    told = [report(TODAY, organisation=name) for name in ("council", "police", "housing")]
    assert watch_list(told, STATUTE, TODAY) == ()


def test_a_linked_report_of_another_day_is_the_same_incident():
    days = [TODAY - timedelta(days=n) for n in range(3)]
    three = [report(day) for day in days]
    assert watch_list(three, STATUTE, TODAY)[0].is_met
    linked = [replace(three[0], incident="i"), replace(three[1], incident="i"), three[2]]
    (watched,) = watch_list(linked, STATUTE, TODAY)
    assert not watched.is_met
    assert watched.incidents == (days[2], days[1])


def test_reporters_are_watched_across_places_and_places_across_reporters():
    days = [TODAY - timedelta(days=n) for n in range(3)]
    spread = [
        report(day, place=place, reporter=reporter)
        for day, place, reporter in zip(days, ("p1", "p2", "p3"), ("r1", "r1", "r1"), strict=True)
    ]
    assert [(w.of, w.key) for w in watch_list(spread, STATUTE, TODAY)] == [("reporter", "r1")]
    many = [replace(r, place="p1", reporter=f"r{n}") for n, r in enumerate(spread)]
    assert [(w.of, w.key) for w in watch_list(many, STATUTE, TODAY)] == [("place", "p1")]


def test_one_hate_report_is_enough_where_the_partnership_says_so():
    told = [report(TODAY, is_hate=True)]
    assert watch_list(told, STATUTE, TODAY) == ()
    (watched,) = watch_list(told, Threshold(hate_reports=1), TODAY)
    assert (watched.is_met, watched.hate_incidents) == (True, 1)
