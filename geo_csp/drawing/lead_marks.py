"""How a lead is marked, on the map as in the list: its number in a shape that tells its tier."""

from __future__ import annotations

from geo_csp.disclosure.county_lines import Lead
from geo_csp.drawing.hotspot_marks import Group

_OCTAGON = "M9 2H19L26 9V19L19 26H9L2 19V9Z"
_DIAMOND = "M14 1 27 14 14 27 1 14Z"
_CIRCLE = "M14 2A12 12 0 1 0 14 26 12 12 0 1 0 14 2Z"

TIERS: dict[str, Group] = {
    "A": Group("Tier A", "tier A", (), _OCTAGON, line="#ffffff", fill="#5b2a86", ink="#ffffff"),
    "B": Group("Tier B", "tier B", (), _DIAMOND, line="#5b2a86", fill="#e9def5", ink="#1b1b1b"),
    "C": Group("Tier C", "tier C", (), _CIRCLE, line="#5b2a86", fill="#ffffff", ink="#1b1b1b"),
}
STATES = {
    "new": "new this month",
    "continuing": "a lead last month too",
    "ended": "ended",
}


def tier_words(tier: str, limit: float) -> str:
    """``limit``: its largest probability of chance."""
    return f"chance alone shows one as strong in at most {limit:.0%} of months"


def head_words(lead: Lead) -> str:
    return f"Tier {lead.tier}, {STATES[lead.state]}."
