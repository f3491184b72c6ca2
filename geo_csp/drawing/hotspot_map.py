"""Hotspots on the live map: the wards as ground, each hotspot's outline and a numbered mark."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo_csp.disclosure.hotspots import Hotspot
from geo_csp.drawing.hotspot_marks import (
    KINDS,
    group_of,
    mark_svg,
    mark_text,
    stability_in_words,
)

_GROUND = {"fill": "#ffffff", "mark": ""}
# Of the middle of a hotspot: about 10 m.
_DIGITS = 4


def grounds(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The wards are drawn; none of them reads or takes a click."""
    return dict.fromkeys(codes, _GROUND)


def spot_looks(
    findings: Iterable[tuple[int | None, Hotspot]],
    phrases: Mapping[str, str],
    href: Callable[[Hotspot], str] | None = None,
) -> list[dict[str, Any]]:
    """``findings``: each with its number in the list, if it stands in one; ``phrases``: of the
    categories, by code; ``href``: where a hotspot's own page is, for a map that leads there.
    """
    return [
        _spot(number, found, phrases) | {"href": href(found) if href else ""}
        for number, found in findings
    ]


def _spot(number: int | None, found: Hotspot, phrases: Mapping[str, str]) -> dict[str, Any]:
    group = group_of(found)
    return {
        "code": found.code,
        "outline": rounded(found.outline),
        **middle_of(shape(found.outline)),
        "colour": group.fill if group.fill != "#ffffff" else group.line,
        "mark": mark_svg(group, mark_text(number, found)),
        "lines": [
            f"{number}. {found.place}" if number else found.place,
            f"{KINDS[found.kind][0]}: {phrases[found.category]}",
            f"{found.observed:,} incidents, {found.expected:,.1f} expected",
            stability_in_words(found),
        ],
    }


def middle_of(outline: BaseGeometry) -> dict[str, float]:
    """Where its mark stands: inside it, whatever its shape."""
    middle = outline.representative_point()
    return {"latitude": round(middle.y, _DIGITS), "longitude": round(middle.x, _DIGITS)}


def rounded(outline: Mapping[str, Any]) -> dict[str, Any]:
    """A fifth decimal is a metre."""
    drawn: dict[str, Any] = json.loads(
        shapely.to_geojson(shapely.transform(shape(outline), lambda xy: xy.round(5)))
    )
    return drawn


def with_spots(data: dict[str, Any], spots: list[dict[str, Any]]) -> dict[str, Any]:
    """``data``: of ``ward_map.map_data``. Its sign of what is shown stands for the spots too."""
    told = json.dumps([data["shown"], spots], sort_keys=True)
    return {**data, "spots": spots, "shown": hashlib.sha256(told.encode()).hexdigest()[:12]}
