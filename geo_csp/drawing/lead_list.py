"""A lead in the list beside the map, and the key of its marks."""

from __future__ import annotations

import html
from collections.abc import Mapping

from geo_csp.disclosure.county_lines import Lead
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.hotspot_marks import mark_image
from geo_csp.drawing.lead_marks import TIERS, head_words, tier_words


def entry_html(number: int | None, lead: Lead, href: str = "") -> str:
    """``number`` and ``href``: of an entry in a list."""
    link = f"<p>{link_html(href, f'{number}. {lead.place}')}</p>" if href else ""
    share = f"found by police: {lead.police_found_share:.0%}"
    doubt = f"<p>What else could explain it: {html.escape(lead.break_words)}.</p>"
    return (
        f'<div class="geo-entry">{mark_image(TIERS[lead.tier], str(number or ""))}<div>{link}'
        f'<p class="geo-entry-head"><strong>{html.escape(head_words(lead))}</strong> '
        f'<span class="geo-badge">{html.escape(share)}</span></p>'
        f"<p>{html.escape(lead.sentence)}</p>{doubt if lead.break_words else ''}</div></div>"
    )


def key_html(limits: Mapping[str, float]) -> str:
    items = "".join(
        f"<li>{mark_image(group, '')}<span>{html.escape(f'{group.title}: ')}"
        f"{html.escape(tier_words(tier, limits[tier]))}</span></li>"
        for tier, group in TIERS.items()
    )
    return f'<ul class="geo-kinds" aria-label="The marks on the map">{items}</ul>'


def ended_html(ended: tuple[Lead, ...]) -> str:
    items = "".join(f"<li>{html.escape(lead.place)} (was tier {lead.tier})</li>" for lead in ended)
    return f"<ul>{items}</ul>"
