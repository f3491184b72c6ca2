"""Who and where is near the threshold at which the agencies must hold an ASB case review.

Anti-social Behaviour, Crime and Policing Act 2014 s.104(4) and (11): at least three qualifying
complaints; one qualifies if it was made within one month beginning with the day of the behaviour,
and the application follows within six months beginning with the day of the complaint. A period of
months that begins with a day ends with the day before the same day of its last month; where that
month has no such day it ends with the month.

Reports of one incident count once, whoever received them: those that someone has linked, and those
of one place and one day. Two incidents at one place on one day are therefore taken for one; look at
the reports before an application is refused by this list.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geo_csp.register.voices import Report


@dataclass(frozen=True)
class Threshold:
    """The partnership's own, from its published procedure.

    ``hate_reports``: so many reports of hate are enough by themselves; None where that is no rule.
    ``near``: how many reports below the threshold the list begins.
    """

    reports: int = 3
    within_months: int = 6
    reported_within_months: int = 1
    hate_reports: int | None = None
    near: int = 1


@dataclass(frozen=True)
class Watched:
    """``of``: "place" or "reporter" (hashed). ``incidents``: the days of those that count, sorted.

    ``until``: the last day on which as many count, if nothing more is reported.
    """

    of: str
    key: str
    incidents: tuple[date, ...]
    hate_incidents: int
    is_met: bool
    until: date


def last_day(first: date, months: int) -> date:
    """The last day of the period of ``months`` that begins with ``first``."""
    count = first.year * 12 + first.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if first.day > monthrange(year, month)[1]:
        return date(year, month, monthrange(year, month)[1])
    return date(year, month, first.day) - timedelta(days=1)


def watch_list(reports: Iterable[Report], threshold: Threshold, today: date) -> tuple[Watched, ...]:
    """Places and reporters at the threshold or near it if they applied today; the nearest first."""
    counting = [report for report in reports if _counts(report, threshold, today)]
    by_subject: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in counting:
        by_subject["place", report.place].append(report)
        if report.reporter:
            by_subject["reporter", report.reporter].append(report)
    watched = [
        found
        for (of, key), group in by_subject.items()
        if (found := _watched(of, key, group, threshold)) is not None
    ]
    return tuple(sorted(watched, key=lambda w: (not w.is_met, -len(w.incidents), w.of, w.key)))


def _counts(report: Report, threshold: Threshold, today: date) -> bool:
    in_time = last_day(report.incident_on, threshold.reported_within_months)
    return (
        report.incident_on <= report.reported_on <= in_time
        and report.reported_on <= today <= last_day(report.reported_on, threshold.within_months)
    )


def _watched(of: str, key: str, group: Sequence[Report], threshold: Threshold) -> Watched | None:
    incidents: dict[object, list[Report]] = defaultdict(list)
    for report in group:
        incidents[report.incident or (report.place, report.incident_on)].append(report)
    hate = sum(any(report.is_hate for report in told) for told in incidents.values())
    by_hate = threshold.hate_reports is not None and hate >= threshold.hate_reports
    if len(incidents) < threshold.reports - threshold.near and not by_hate:
        return None
    return Watched(
        of,
        key,
        tuple(sorted(min(report.incident_on for report in told) for told in incidents.values())),
        hate,
        by_hate or len(incidents) >= threshold.reports,
        # An incident told twice counts until its later report is too old.
        min(
            last_day(max(report.reported_on for report in told), threshold.within_months)
            for told in incidents.values()
        ),
    )
