"""What residents and partners reported, by locality, what was done there, and whether it worked.

Numbers and verdicts only: what people wrote, and which place they meant, is for those who task.
Effects are told to all as the board's role reads them: its page shows the same to everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.effects import effects
from geo_csp.disclosure.known_places import known_places
from geo_csp.errors import NotReleasedError
from geo_csp.geography.areas import areas
from geo_csp.monthly.published import published_months
from geo_csp.months import Span, in_words, shift
from geo_csp.register.action_log import Escalation, escalations
from geo_csp.register.actions import Action, actions
from geo_csp.register.opening import Register
from geo_csp.register.voices import Report, reports
from geo_csp.roles import ROLES, Viewer
from geo_csp.tasking.effect_record import Effect
from geo_csp.trends.trend import Figure
from geo_csp.vocabulary import NOT_SHOWN

_BOARD = Viewer(ROLES["board"])
_ELSEWHERE = ""
_ELSEWHERE_NAME = "no locality given"


@dataclass(frozen=True)
class Heard:
    """One locality: ``reports`` made in the quarter, actions begun in it, and actions done by its
    end that were begun at any time.
    """

    code: str
    name: str
    reports: Figure
    begun: int
    done: int


@dataclass(frozen=True)
class Engagement:
    span: Span
    heard: tuple[Heard, ...]
    escalations: tuple[Escalation, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class Success:
    """What an action did, as the board is told: ``sentence`` is the verdict with its figures."""

    action: int
    partner: str
    where: str
    months: str
    verdict: str
    sentence: str


def engagement(data: DataSet, viewer: Viewer, register: Register, quarter: Span) -> Engagement:
    """Raises NotReleasedError for a role that does not read the meeting's list."""
    _check(viewer)
    locality_of = _locality_of_place(data)
    first, end = (date.fromisoformat(f"{m}-01") for m in (quarter.first, shift(quarter.last, 1)))
    told = [
        found
        for found in reports(register, first)
        if found.reported_on < end and (viewer.sees_all_counts or not found.is_hate)
    ]
    agreed = actions(register)
    names = {each.code: each.name for each in data.profile.localities}
    reported = Counter(locality_of.get(each.place, _ELSEWHERE) for each in _once(told))
    begun = _by_locality((a for a in agreed if first <= a.agreed.starts < end), locality_of)
    done = _by_locality(
        (
            a
            for a in agreed
            if a.agreed.status == "done" and (a.agreed.ends or a.agreed.starts) < end
        ),
        locality_of,
    )
    smallest = 0 if viewer.sees_all_counts else data.profile.suppression_threshold
    rows = [
        Heard(code, names.get(code, _ELSEWHERE_NAME), _shown(reported[code], smallest), b, d)
        for code in [*names, _ELSEWHERE]
        for b, d in ((begun[code], done[code]),)
        if code in names or reported[code] or b or d
    ]
    return Engagement(quarter, tuple(rows), escalations(register), _notices(viewer, smallest))


def _check(viewer: Viewer) -> None:
    if not viewer.reads("priorities"):
        raise NotReleasedError(
            "what was reported, done and escalated is for the partnership's members: "
            f"as {viewer.role.phrase}, see the figures"
        )


def _once(told: Sequence[Report]) -> list[Report]:
    """Reports that were linked as one incident are one."""
    by_incident = {each.incident or f"report {each.number}": each for each in told}
    return list(by_incident.values())


def _by_locality(found: Iterable[Action], locality_of: dict[str, str]) -> Counter[str]:
    return Counter(locality_of.get(each.agreed.place, _ELSEWHERE) for each in found)


def _shown(count: int, smallest: int) -> Figure:
    return Figure(None, NOT_SHOWN) if count < smallest else Figure(count)


def _notices(viewer: Viewer, smallest: int) -> tuple[str, ...]:
    if viewer.sees_all_counts:
        return ()
    return (
        f"reports: fewer than {smallest} in a locality are {NOT_SHOWN}, and reports of hate are "
        "not among them",
    )


def _locality_of_place(data: DataSet) -> dict[str, str]:
    """Of each ward, locality and place of the newest run, by code; of each ward by its name too."""
    locality_of_ward = data.profile.locality_of_ward
    wards = areas(data.profile, "ward")
    found = {each.code: each.code for each in data.profile.localities} | locality_of_ward
    for code, name in zip(wards.codes, wards.names, strict=True):
        found.setdefault(name, locality_of_ward.get(code, _ELSEWHERE))
    for place in known_places(data).values():
        found[place.code] = locality_of_ward.get(place.ward or "", _ELSEWHERE)
    return found


def successes(data: DataSet, viewer: Viewer, quarter: Span) -> tuple[Success, ...]:
    """Of the newest run up to the quarter's end that tells the board of an action."""
    _check(viewer)
    for month in reversed(published_months(data.store, data.profile.name)):
        if month <= quarter.last and (found := effects(data, _BOARD, month).effects):
            return tuple(_success(data, effect) for effect in found)
    return ()


def _success(data: DataSet, effect: Effect) -> Success:
    names = {each.code: each.name for each in data.profile.localities}
    locality = data.profile.locality_of_ward.get(effect.ward_code or "", _ELSEWHERE)
    where = names.get(locality, data.profile.title)
    months = f"{in_words(effect.first)} to {in_words(effect.last)}"
    if effect.first == effect.last:
        months = in_words(effect.first)
    return Success(
        action=effect.action,
        partner=effect.partner,
        where=where,
        months=months,
        verdict=effect.verdict,
        sentence=effect.sentence,
    )
