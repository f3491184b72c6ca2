"""A hotspot in the list beside the map, and the key of the marks."""

from __future__ import annotations

import html

from geo_csp.disclosure.hotspots import Hotspot
from geo_csp.drawing.hotspot_marks import (
    GROUPS,
    KINDS,
    group_of,
    mark_image,
    mark_text,
    stability_in_words,
)


def link_html(href: str, words: str) -> str:
    return f'<a class="geo-link" href="{html.escape(href)}">{html.escape(words)}</a>'


def way_html(href: str, words: str) -> str:
    """A link to another page of the whole, beside what the page lists."""
    return f'<p><a class="geo-way" href="{html.escape(href)}">{html.escape(words)}</a></p>'


def entry_html(number: int | None, found: Hotspot, phrase: str, href: str = "") -> str:
    """``number`` and ``href``: of an entry in a list; ``phrase``: of its category."""
    link = f"<p>{link_html(href, f'{number}. {found.place}')}</p>" if href else ""
    head = f"{KINDS[found.kind][0]}: {phrase}."
    doubt = f"<p>What else could explain it: {html.escape(found.break_words)}.</p>"
    return (
        f'<div class="geo-entry">{mark_image(group_of(found), mark_text(number, found))}<div>{link}'
        f'<p class="geo-entry-head"><strong>{html.escape(head)}</strong> {badge_html(found)}</p>'
        f"<p>{html.escape(found.sentence)}</p>{doubt if found.break_words else ''}</div></div>"
    )


def badge_html(found: Hotspot) -> str:
    kind = "geo-badge geo-shaky" if found.is_shaky else "geo-badge"
    return f'<span class="{kind}">{html.escape(stability_in_words(found))}</span>'


def key_html() -> str:
    items = "".join(
        f"<li>{mark_image(group, '')}<span>{html.escape(group.title)}</span></li>"
        for group in GROUPS
    )
    return f'<ul class="geo-kinds" aria-label="The marks on the map">{items}</ul>'
