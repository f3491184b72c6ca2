"""Priorities on the live map: each place's outline and its rank in the shape of its theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from shapely.geometry import shape

from geo_csp.disclosure.priorities import THEMES, Priority
from geo_csp.drawing.hotspot_map import middle_of, rounded
from geo_csp.drawing.priority_list import MARKS, mark_of, rank_in_words, where_in_words


def priority_looks(
    listed: Iterable[Priority],
    wards: Mapping[str, str],
    href: Callable[[Priority], str] | None = None,
) -> list[dict[str, Any]]:
    """As ``hotspot_map.spot_looks``. A place that has no outline for this viewer is not drawn."""
    return [
        {
            "code": each.code,
            "outline": rounded(each.outline),
            **middle_of(shape(each.outline)),
            "colour": MARKS[each.theme].fill,
            "mark": mark_of(each),
            "lines": [
                f"{each.rank}. {each.place}",
                THEMES[each.theme],
                where_in_words(each, wards),
                rank_in_words(each),
            ],
            "href": href(each) if href else "",
        }
        for each in listed
        if each.outline
    ]
