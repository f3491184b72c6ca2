"""Leads on the live map: each one's outline and its numbered mark."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import shapely
from shapely.geometry import shape

from geo_csp.disclosure.county_lines import Lead
from geo_csp.drawing.hotspot_marks import mark_svg
from geo_csp.drawing.lead_marks import TIERS, head_words

_DIGITS = 4  # of the middle: about 10 m


def lead_looks(
    leads: Iterable[tuple[int | None, Lead]], href: Callable[[Lead], str] | None = None
) -> list[dict[str, Any]]:
    """As ``hotspot_map.with_spots`` takes them. ``leads``: each with its number in the list."""
    return [_look(number, lead) | {"href": href(lead) if href else ""} for number, lead in leads]


def _look(number: int | None, lead: Lead) -> dict[str, Any]:
    group, outline = TIERS[lead.tier], shape(lead.outline)
    middle = outline.representative_point()
    rounded = shapely.to_geojson(shapely.transform(outline, lambda xy: xy.round(5)))
    return {
        "code": lead.code,
        "outline": json.loads(rounded),
        "latitude": round(middle.y, _DIGITS),
        "longitude": round(middle.x, _DIGITS),
        "colour": group.line if group.line != "#ffffff" else group.fill,
        "mark": mark_svg(group, str(number or "")),
        "lines": [
            f"{number}. {lead.place}" if number else lead.place,
            head_words(lead),
            f"{lead.observed:,} incidents, {lead.expected:,.1f} expected",
            "; ".join(stream.phrase for stream in lead.streams if stream.stands_out),
        ],
    }
