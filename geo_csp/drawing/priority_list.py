"""The month's priorities in a list: rank, place, theme, why, and whose they are."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from geo_csp.disclosure.priorities import THEMES, Priority, percent
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.hotspot_marks import Group, mark_image, mark_svg

ORGANISED_CRIME = "soc"

_CIRCLE = "M14 2A12 12 0 1 0 14 26 12 12 0 1 0 14 2Z"
_SQUARE = "M3 3H25V25H3Z"
_DIAMOND = "M14 1 27 14 14 27 1 14Z"
_HEXAGON = "M8 3H20L26.5 14 20 25H8L1.5 14Z"


def _mark(theme: str, shape: str, fill: str) -> Group:
    phrase = THEMES[theme]
    return Group(phrase, phrase.lower(), (), shape, line="#ffffff", fill=fill, ink="#ffffff")


# The shape tells the theme, the colour only helps.
MARKS: dict[str, Group] = {
    "asb": _mark("asb", _CIRCLE, "#0d4a75"),
    "acquisitive": _mark("acquisitive", _SQUARE, "#8c3b0a"),
    "hate": _mark("hate", _HEXAGON, "#5b2a86"),
    "soc": _mark("soc", _DIAMOND, "#1b1b1b"),
}


def mark_of(priority: Priority) -> str:
    return mark_svg(MARKS[priority.theme], str(priority.rank))


def where_in_words(priority: Priority, wards: Mapping[str, str]) -> str:
    """``wards``: names by code."""
    ward = wards.get(priority.ward_code or "", "")
    return ", ".join(filter(None, (f"{ward} ward" if ward else "", priority.locality)))


def rank_in_words(priority: Priority) -> str:
    tied = len(priority.tied_with)
    shared = f", shared with {tied} other{'s' if tied > 1 else ''}" if tied else ""
    if priority.rank_low == priority.rank_high:
        return f"Rank {priority.rank}{shared}"
    return (
        f"Rank {priority.rank}{shared}; could as well be {priority.rank_low} to "
        f"{priority.rank_high}"
    )


def lead_in_words(priority: Priority) -> str:
    if not priority.partner:
        return "No partner in the profile takes the lead on this."
    return f"Suggested lead: {priority.partner}, for {priority.partner_can}."


def entry_html(
    priority: Priority, wards: Mapping[str, str], owners: Sequence[str], href: str
) -> str:
    """``owners``: of its open actions; ``href``: of its own page, "" where it has none."""
    place = html.escape(f"{priority.rank}. {priority.place}")
    title = link_html(href, f"{priority.rank}. {priority.place}") if href else place
    where = where_in_words(priority, wards)
    head = f"{THEMES[priority.theme]}.{f' {where}.' if where else ''}"
    why = "".join(f"<li>{html.escape(each)}</li>" for each in priority.why)
    return (
        f'<div class="geo-entry geo-priority">'
        f"{mark_image(MARKS[priority.theme], str(priority.rank))}<div>"
        f"<p>{title}</p>"
        f'<p class="geo-entry-head"><strong>{html.escape(head)}</strong> {_badges(priority)}</p>'
        f'<p class="geo-owner">{html.escape(owner_in_words(priority, owners))}</p>'
        f"{f'<ul>{why}</ul>' if why else ''}</div></div>"
    )


def owner_in_words(priority: Priority, owners: Sequence[str]) -> str:
    if owners:
        return f"Owner: {', '.join(dict.fromkeys(owners))}."
    lead = f"Suggested lead: {priority.partner}." if priority.partner else ""
    return f"No owner yet. {lead}".strip()


def _badges(priority: Priority) -> str:
    badges = [rank_in_words(priority)] if priority.factors else []
    if priority.is_police_found:
        badges.append("only police found this, by looking")
    elif priority.police_found_share:
        badges.append(f"{percent(priority.police_found_share)} of the harm police find by looking")
    badges += [f"put forward by {each}" for each in priority.put_forward_by]
    return " ".join(f'<span class="geo-badge">{html.escape(each)}</span>' for each in badges)


def key_html(themes: Sequence[str]) -> str:
    """``themes``: those that are on the map."""
    items = "".join(
        f"<li>{mark_image(MARKS[theme], '')}<span>{html.escape(THEMES[theme])}</span></li>"
        for theme in MARKS
        if theme in themes
    )
    return f'<ul class="geo-kinds" aria-label="The marks on the map">{items}</ul>'


def list_table(
    listed: Sequence[Priority], wards: Mapping[str, str], owners: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """The list in a table. ``owners``: of open actions, by place."""
    table = {
        "Rank": [str(each.rank) for each in listed],
        "Could as well be": [f"{each.rank_low} to {each.rank_high}" for each in listed],
        "Place": [each.place for each in listed],
        "Ward": [wards.get(each.ward_code or "", "") for each in listed],
        "Locality": [each.locality for each in listed],
        "Theme": [THEMES[each.theme] for each in listed],
        "Score": [f"{each.score:.2f}" for each in listed],
        "Owner": [", ".join(dict.fromkeys(owners.get(each.place_code, ()))) for each in listed],
        "Suggested lead": [each.partner for each in listed],
    }
    if not any(each.factors for each in listed):
        del table["Could as well be"], table["Score"]
    return table
