"""The month's pack for the neighbourhood MATAC: what its members read before the meeting.

Every figure in it was released to its reader; the pack only puts them in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo_csp.disclosure.attribution import attribution
from geo_csp.disclosure.priorities import THEMES, Priority
from geo_csp.drawing.printed_ground import printed_ground
from geo_csp.geography.areas import areas
from geo_csp.months import in_words
from geo_csp.packs.actions_section import actions_section
from geo_csp.packs.county_section import county_section
from geo_csp.packs.document import Block, Document, Paragraph, Table
from geo_csp.packs.matac_material import Material
from geo_csp.packs.method_section import method_section
from geo_csp.packs.organised_crime_section import organised_crime_section
from geo_csp.packs.priority_section import Setting, priority_section
from geo_csp.packs.quality_section import quality_section

_WHAT_IT_IS = (
    "The neighbourhood MATAC (Multi-Agency Tasking and Co-ordination) meets every month to agree "
    "who does what about anti-social behaviour, acquisitive crime, hate crime and serious "
    "organised crime at places. This pack is what its members read before the meeting."
)
_WHAT_IT_IS_NOT = (
    "It names places to look at, not people to blame. It is for the partnership's members, and is "
    "not passed on without its marking."
)


def matac_document(told: Material) -> Document:
    profile = told.data.profile
    wards = areas(profile, "ward")
    names = dict(zip(wards.codes, wards.names, strict=True))
    setting = Setting(told.data, told.viewer, told.month, names, printed_ground(profile))
    blocks: list[Block] = [
        *_cover(told, names),
        *county_section(told.data, told.county, told.top),
    ]
    for priority in told.top:
        blocks += priority_section(setting, priority)
    blocks += actions_section(told.month, told.actions, told.effects)
    if told.viewer.role.tasks:
        blocks += organised_crime_section(told.priorities.priorities, told.leads, names)
    notices = (*told.priorities.notices, *told.county.notices, *told.effects.notices)
    blocks += quality_section(told.data, told.month, notices, told.backtest)
    blocks += method_section(profile, told.priorities, attribution(told.data))
    when = in_words(told.month)
    return Document(
        title=f"{profile.title}: priorities for the neighbourhood MATAC, {when}",
        author=profile.partnership,
        about=f"{profile.title}, {when}",
        marking=told.full_marking,
        made_on=told.made_on,
        blocks=tuple(blocks),
    )


def _cover(told: Material, names: Mapping[str, str]) -> Sequence[Block]:
    made_on = f"{told.made_on.day} {told.made_on:%B %Y}"
    return [
        Paragraph(f"{told.data.profile.partnership}. Made on {made_on}."),
        Paragraph(told.priorities.sentence, "lead"),
        *(_list(told.top, names) if told.top else ()),
        Paragraph(_WHAT_IT_IS),
        Paragraph(_WHAT_IT_IS_NOT),
    ]


def _list(top: Sequence[Priority], names: Mapping[str, str]) -> Sequence[Block]:
    rows = tuple(
        (
            f"{each.rank}{'=' if each.tied_with else ''}",
            each.place,
            names.get(each.ward_code or "", ""),
            THEMES[each.theme],
            each.partner,
            f"{each.rank_low} to {each.rank_high}",
        )
        for each in top
    )
    first = "The place" if len(rows) == 1 else f"The first {len(rows)} places"
    return [
        Table(
            f"{first} of the month, most urgent first",
            ("Rank", "Place", "Ward", "Theme", "Suggested lead", "Rank lies between"),
            rows,
            (0.7, 3, 1.6, 1.8, 2.2, 1),
        ),
        Paragraph(
            "A rank lies between the last two numbers 19 times out of 20, given how much counts "
            "scatter. An equals sign: places with the same score share the rank.",
            "note",
        ),
    ]
