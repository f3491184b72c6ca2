"""The month's pack for the neighbourhood MATAC: what its members read before the meeting.

Every figure in it was released to its reader; the pack only puts them in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo_csp.disclosure import hotspots as released_hotspots
from geo_csp.disclosure import priorities as released_priorities
from geo_csp.disclosure.actions import ReleasedActions, released_actions
from geo_csp.disclosure.attribution import attribution
from geo_csp.disclosure.hotspots import ReleasedBacktest
from geo_csp.disclosure.priorities import THEMES, Priority, ReleasedEffects, ReleasedPriorities
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing.printed_ground import printed_ground
from geo_csp.errors import NotReleasedError
from geo_csp.geography.areas import areas
from geo_csp.months import Month, Span, in_words
from geo_csp.packs.actions_section import actions_section
from geo_csp.packs.county_section import county_section, released_county
from geo_csp.packs.document import Block, Document, Paragraph, Table
from geo_csp.packs.method_section import method_section
from geo_csp.packs.organised_crime_section import Leads, organised_crime_section
from geo_csp.packs.priority_section import Setting, priority_section
from geo_csp.packs.quality_section import quality_section
from geo_csp.register.opening import Register
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL, OFFICIAL_SENSITIVE, SYNTHETIC

TOP = 10
FORMS = frozenset({"docx", "pdf"})


@dataclass(frozen=True)
class Material:
    """What the pack is made of, as it was released to its reader."""

    month: Month
    priorities: ReleasedPriorities
    actions: ReleasedActions
    effects: ReleasedEffects
    backtest: ReleasedBacktest
    leads: Leads | None

    @property
    def top(self) -> tuple[Priority, ...]:
        return self.priorities.priorities[:TOP]


def matac_pack(
    data: DataSet,
    viewer: Viewer,
    month: Month,
    register: Register | None,
    made_on: date,
    *,
    leads: Leads | None = None,
) -> Document:
    """``register``: None where none has been begun. ``leads``: the month's, where they are looked
    for.

    Raises NotReleasedError for roles that read no priorities or take nothing away, NotLoadedError
    where the month was not run.
    """
    if not viewer.role.takes_away >= FORMS:
        raise NotReleasedError("this role may not take a pack away")
    told = Material(
        month=month,
        priorities=released_priorities.priorities(data, viewer, month),
        actions=released_actions(data, viewer, register, made_on),
        effects=released_priorities.effects(data, viewer, month),
        backtest=released_hotspots.backtest(data, viewer, month),
        leads=leads,
    )
    return matac_document(data, viewer, told, made_on)


def matac_document(data: DataSet, viewer: Viewer, told: Material, made_on: date) -> Document:
    when, county = in_words(told.month), released_county(data, viewer, Span(told.month, told.month))
    wards = areas(data.profile, "ward")
    names = dict(zip(wards.codes, wards.names, strict=True))
    setting = Setting(data, viewer, told.month, names, printed_ground(data.profile))
    blocks: list[Block] = [
        *_cover(data, told, names, made_on),
        *county_section(data, county, told.top),
    ]
    for priority in told.top:
        blocks += priority_section(setting, priority)
    blocks += actions_section(told.month, told.actions, told.effects)
    if viewer.role.tasks:
        blocks += organised_crime_section(told.priorities.priorities, told.leads, names)
    notices = (*told.priorities.notices, *county.notices, *told.effects.notices)
    blocks += quality_section(data, told.month, notices, told.backtest)
    blocks += method_section(data.profile, told.priorities, attribution(data))
    return Document(
        title=f"{data.profile.title}: priorities for the neighbourhood MATAC, {when}",
        author=data.profile.partnership,
        about=f"{data.profile.title}, {when}",
        name=f"{data.profile.name}_pack_{told.month}",
        marking=_marking(data, told, [each.marking for each in county.releases]),
        made_on=made_on,
        blocks=tuple(blocks),
    )


def _cover(data: DataSet, told: Material, names: dict[str, str], made_on: date) -> Sequence[Block]:
    rows = tuple(
        (
            str(each.rank),
            each.place,
            names.get(each.ward_code or "", ""),
            THEMES[each.theme],
            each.partner,
            f"{each.rank_low} to {each.rank_high}",
        )
        for each in told.top
    )
    listed = Table(
        f"The first {len(rows)} places of the month, most urgent first",
        ("Rank", "Place", "Ward", "Theme", "Suggested lead", "Rank lies between"),
        rows,
        (0.6, 3, 1.6, 1.8, 2.2, 1),
        frozenset({0}),
    )
    neighbourhood = (
        "The neighbourhood MATAC (Multi-Agency Tasking and Co-ordination) meets every month to "
        "agree who does what about anti-social behaviour, acquisitive crime, hate crime and "
        "serious organised crime at places. This pack is what its members read before the meeting."
    )
    return [
        Paragraph(f"{data.profile.partnership}. Made on {made_on.day} {made_on:%B %Y}."),
        Paragraph(told.priorities.sentence, "lead"),
        *([listed] if rows else []),
        Paragraph(
            "Its rank lies between these two 19 times out of 20, given how much counts scatter.",
            "note",
        ),
        *_same_rank(told.top),
        Paragraph(neighbourhood),
        Paragraph(
            "What it names are places to look at, not people to blame. It is for the partnership's "
            "members and is not passed on without its marking.",
        ),
    ]


def _same_rank(top: Sequence[Priority]) -> Sequence[Block]:
    """Ties, said as ties."""
    shared = sorted({each.rank for each in top if each.tied_with})
    said = ", ".join(str(rank) for rank in shared)
    return [Paragraph(f"Places of equal score share a rank: {said}.", "note")] * bool(shared)


def _marking(data: DataSet, told: Material, others: Sequence[str]) -> str:
    """The most sensitive of all that is inside."""
    inside = {told.priorities.marking, told.effects.marking, told.backtest.marking, *others}
    if told.actions.rows:
        inside.add(told.actions.marking)
    if told.leads is not None:
        inside.add(told.leads.marking)
    marking = OFFICIAL_SENSITIVE if OFFICIAL_SENSITIVE in inside else OFFICIAL
    is_synthetic = told.priorities.is_synthetic or data.is_synthetic
    return f"{marking}; {SYNTHETIC}" if is_synthetic else marking
