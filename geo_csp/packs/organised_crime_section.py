"""Serious organised crime, for those who send people to places: what of the month's list is of it,
and new leads, which are likely locations of county lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from geo_csp.disclosure.priorities import Priority
from geo_csp.packs.document import Block, Heading, Paragraph, Table


class Sign(Protocol):
    """One stream of indicators at a lead. ``found_by``: "public" or "police"."""

    @property
    def phrase(self) -> str: ...
    @property
    def found_by(self) -> str: ...
    @property
    def observed(self) -> int: ...
    @property
    def expected(self) -> float: ...


class Lead(Protocol):
    """``tier``: A, B or C. ``state``: "new" or "continuing"."""

    @property
    def place(self) -> str: ...
    @property
    def ward_code(self) -> str | None: ...
    @property
    def tier(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def streams(self) -> Sequence[Sign]: ...
    @property
    def police_found_share(self) -> float: ...
    @property
    def sentence(self) -> str: ...


class Leads(Protocol):
    """The month's leads as they were released to this reader."""

    @property
    def leads(self) -> Sequence[Lead]: ...
    @property
    def sentence(self) -> str: ...
    @property
    def notices(self) -> tuple[str, ...]: ...
    @property
    def marking(self) -> str: ...


def organised_crime_section(
    listed: Sequence[Priority], leads: Leads | None, names: Mapping[str, str]
) -> Sequence[Block]:
    """``listed``: the month's whole list. ``leads``: None where the reader may not see them.
    ``names``: the wards' by their code.
    """
    of_theme = [each for each in listed if each.theme == "soc"]
    where = "; ".join(f"{each.place} (rank {each.rank})" for each in of_theme)
    return [
        Heading("Serious organised crime"),
        Paragraph(f"On this month's list: {where or 'no place'}.", "lead"),
        *(_new_leads(leads, names) if leads is not None else ()),
    ]


def _new_leads(leads: Leads, names: Mapping[str, str]) -> Sequence[Block]:
    """The new ones are told, the others counted."""
    new = [lead for lead in leads.leads if lead.state == "new"]
    others = len(leads.leads) - len(new)
    return [
        Heading("New leads", 2),
        Paragraph(leads.sentence),
        Paragraph(
            "A lead is a place where several signs of county lines came together. It is where to "
            "look, not who to blame."
        ),
        *([_table(new, names)] if new else []),
        *(Paragraph(lead.sentence, "item") for lead in new),
        Paragraph(f"{len(new) or 'No'} new, {others or 'none'} known from earlier months."),
        *(Paragraph(notice, "note") for notice in leads.notices),
    ]


def _table(new: Sequence[Lead], names: Mapping[str, str]) -> Table:
    rows = tuple(
        (
            lead.tier,
            lead.place,
            names.get(lead.ward_code or "", ""),
            "; ".join(_sign(sign) for sign in lead.streams if sign.observed > sign.expected),
            f"{lead.police_found_share:.0%}",
        )
        for lead in new
    )
    return Table(
        "New leads, the surest first",
        ("Tier", "Place", "Ward", "Signs (recorded, usual)", "Found by police"),
        rows,
        (0.5, 2, 1.2, 3.6, 0.9),
        frozenset({4}),
    )


def _sign(sign: Sign) -> str:
    by_police = " (police find this by looking)" if sign.found_by == "police" else ""
    return f"{sign.phrase}{by_police}: {sign.observed}, {sign.expected:.1f}"
