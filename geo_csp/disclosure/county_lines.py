"""A published month's leads, as this viewer may see them, and what feedback has taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo_csp.county_lines.lead import TIERS, Lead, Stream
from geo_csp.county_lines.learning import (
    Judged,
    Precision,
    Proposal,
    precision,
    proposals,
    under_weights,
)
from geo_csp.disclosure.data_set import DataSet, has_only_open_data
from geo_csp.errors import NotReleasedError, StoreError
from geo_csp.monthly.published import PublishedMonth, published_months, read_published
from geo_csp.monthly.version import why_stale
from geo_csp.months import Month, in_words
from geo_csp.register.lead_feedback import Feedback
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL, OFFICIAL_SENSITIVE, SYNTHETIC

__all__ = [
    "NOT_BLAME",
    "TIERS",
    "Lead",
    "Learned",
    "Precision",
    "Proposal",
    "ReleasedLeads",
    "Stream",
    "leads",
    "learned",
]

NOT_BLAME = "Where to look, not who to blame"

COLUMNS = (
    "code",
    "tier",
    "state",
    "place",
    "ward_code",
    "since",
    "first_seen",
    "observed",
    "expected",
    "statistic",
    "whole",
    "public_reports",
    "without_strongest",
    "police_found_share",
    "p",
    "recurrence_months",
    "sentence",
    "unless",
    "break_words",
)


@dataclass(frozen=True)
class ReleasedLeads:
    """``leads`` and the rows of ``table`` are the same, in the same order: least likely by chance
    first. ``ended``: last month's that are none any more. ``notices``: what must be said beside
    them. ``forms``: those in which they may be taken away.
    """

    area: str
    month: Month
    leads: tuple[Lead, ...]
    ended: tuple[Lead, ...]
    table: pd.DataFrame
    notices: tuple[str, ...]
    sentence: str
    marking: str
    is_synthetic: bool
    forms: frozenset[str]


@dataclass(frozen=True)
class Learned:
    """``effects``: of this month's leads the code, place, statistic now, and under the proposed
    weights; () where nothing is proposed.
    """

    precision: tuple[Precision, ...]
    proposals: tuple[Proposal, ...]
    effects: tuple[tuple[str, str, float, float], ...]


def leads(data: DataSet, viewer: Viewer, month: Month) -> ReleasedLeads:
    """Raises NotReleasedError for roles that do not send people to places, NotLoadedError where the
    month was not run.
    """
    _check_tasks(viewer)
    published = read_published(data.store, data.profile.name, month)
    seen, ended = (
        tuple(lead for lead in found if viewer.sees_points_of(lead.ward_code or ""))
        for found in (published.leads, published.ended_leads)
    )
    return ReleasedLeads(
        area=data.profile.name,
        month=month,
        leads=seen,
        ended=ended,
        table=_table(seen),
        notices=_notices(data, viewer, published),
        sentence=_sentence(month, seen, ended),
        marking=OFFICIAL
        if has_only_open_data(data.coverage, data.coverage.months)
        else OFFICIAL_SENSITIVE,
        is_synthetic=published.is_synthetic,
        forms=viewer.role.takes_away,
    )


def learned(data: DataSet, viewer: Viewer, month: Month, feedback: Sequence[Feedback]) -> Learned:
    """What the marks say of the tiers and weights, over all wards: it names no judged place."""
    _check_tasks(viewer)
    judged = tuple(_judged(data, feedback))
    proposed = proposals(judged) if viewer.role.code == "analyst" else ()
    weights = {each.code: each.proposed for each in proposed}
    here = leads(data, viewer, month).leads if proposed else ()
    return Learned(
        precision=precision(judged),
        proposals=proposed,
        effects=tuple(
            (lead.code, lead.place, lead.statistic, under_weights(lead, weights)) for lead in here
        ),
    )


def _judged(data: DataSet, feedback: Sequence[Feedback]) -> list[Judged]:
    """The newest mark of each lead, with the lead as it stood in the month of the visit."""
    newest = {each.lead: each for each in feedback}
    found = []
    for mark in newest.values():
        stood = _as_it_stood(data, mark)
        if stood is not None:
            known = {"confirmed": True, "not_county_lines": False}
            found.append(Judged(stood, known.get(mark.verdict)))
    return found


def _as_it_stood(data: DataSet, mark: Feedback) -> Lead | None:
    """In the newest month up to the visit; the files of a month come after it."""
    of_code: dict[Month, Lead] = {}
    for month in published_months(data.store, data.profile.name):
        try:
            published = read_published(data.store, data.profile.name, month)
        except StoreError:
            continue
        for lead in published.leads:
            if lead.code == mark.lead:
                of_code[month] = lead
    if not of_code:
        return None
    visit = mark.found_on.strftime("%Y-%m")
    return of_code[max((m for m in of_code if m <= visit), default=min(of_code))]


def _check_tasks(viewer: Viewer) -> None:
    if not viewer.role.tasks:
        raise NotReleasedError(
            "likely county-lines locations are looked for each month and are released to those who "
            "send people to places (MATAC members, neighbourhood teams, analysts): as "
            f"{viewer.role.phrase}, see how it is done under “How leads are found”"
        )


def _table(found: tuple[Lead, ...]) -> pd.DataFrame:
    rows = [[getattr(lead, column) for column in COLUMNS] for lead in found]
    table = pd.DataFrame(rows, columns=COLUMNS)
    parts = ("expected", "statistic", "whole", "public_reports", "without_strongest")
    floats = dict.fromkeys((*parts, "police_found_share", "p", "recurrence_months"), "Float64")
    return table.astype({"observed": "Int64"} | floats)


def _sentence(month: Month, seen: tuple[Lead, ...], ended: tuple[Lead, ...]) -> str:
    where = f"In {in_words(month)}"
    if not seen:
        return f"{where}: no lead." + (f" {len(ended)} ended." if ended else "")
    by_tier = [
        f"{sum(lead.tier == tier for lead in seen)} of tier {tier}"
        for tier in TIERS
        if any(lead.tier == tier for lead in seen)
    ]
    new = sum(lead.state == "new" for lead in seen)
    leads_ = "lead" if len(seen) == 1 else "leads"
    over = f"; {len(ended)} ended" if ended else ""
    return f"{where}: {len(seen)} {leads_} ({', '.join(by_tier)}), {new} of them new{over}."


def _notices(data: DataSet, viewer: Viewer, published: PublishedMonth) -> tuple[str, ...]:
    limits = published_tiers(data)
    return tuple(
        filter(
            None,
            (
                f"{NOT_BLAME}: a lead is a place where several signs came together, no more",
                f"{SYNTHETIC}: nothing in it happened" if published.is_synthetic else "",
                why_stale(published, data.store, data.profile),
                *published.leads_said,
                f"chance alone gives a lead of tier A in {limits['A']:.0%} of months, of A or B in "
                f"{limits['B']:.0%}, of any tier in {limits['C']:.0%}",
                data.coverage.incomplete.get(published.month, ""),
                "your own wards only" if viewer.role.ward_bound else "",
            ),
        )
    )


def published_tiers(data: DataSet) -> dict[str, float]:
    return {str(tier): limit for tier, limit in data.profile.county_lines.tiers.items()}
