"""One priority as the meeting sees it from the back of the room: what, where, why, whose."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from geo_csp.disclosure.priorities import THEMES, Priority
from geo_csp.drawing.priority_list import owner_in_words, rank_in_words, where_in_words


def slide_html(priority: Priority, wards: Mapping[str, str], owners: Sequence[str]) -> str:
    """``wards``: names by code; ``owners``: of its open actions."""
    where = where_in_words(priority, wards)
    head = f"{THEMES[priority.theme]}. {where}. {rank_in_words(priority)}."
    why = "".join(f"<li>{html.escape(each)}</li>" for each in priority.why)
    return (
        f'<p class="geo-slide-head">{html.escape(head)}</p>'
        f'<ul class="geo-slide-why">{why}</ul>'
        f'<p class="geo-slide-owner">{html.escape(owner_in_words(priority, owners))}</p>'
    )
