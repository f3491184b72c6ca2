"""What people type, checked before it is kept: each refusal says which field and why."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from geo_csp.errors import GeoCspError

LONGEST_NAME = 200
LONGEST_TEXT = 10_000
LONGEST_AREA = 5_000

_KEPT_CONTROLS = frozenset("\n\t")


def required(text: str, what: str, longest: int = LONGEST_NAME) -> str:
    kept = optional(text, what, longest)
    if not kept:
        raise GeoCspError(f"{what}: this must not be empty")
    return kept


def optional(text: str, what: str, longest: int = LONGEST_NAME) -> str:
    """The text without space around it, lines ended by a newline alone."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(kept) > longest:
        raise GeoCspError(f"{what}: {len(kept)} characters, at most {longest} are kept")
    for character in kept:
        # Neither a control character nor half of a pair can be stored and read back the same.
        if unicodedata.category(character) in ("Cc", "Cs") and character not in _KEPT_CONTROLS:
            raise GeoCspError(f"{what}: holds a character that is no text ({ord(character):#06x})")
    return kept


def one_of(code: str, what: str, allowed: Collection[str]) -> str:
    if code not in allowed:
        raise GeoCspError(f'{what}: "{code}" is none of {", ".join(allowed)}')
    return code


def day(value: date, what: str) -> date:
    """A day of a calendar, not a moment: the databases disagree about what to make of one."""
    if isinstance(value, datetime) or not date(1900, 1, 1) <= value <= date(2199, 12, 31):
        raise GeoCspError(f"{what}: {value} is not a day between 1900 and 2199")
    return value


def amount(value: float, what: str) -> float:
    """Below zero it takes back what was entered wrongly."""
    if not math.isfinite(value) or value == 0 or abs(value) > 100_000:
        raise GeoCspError(f"{what}: expected a number other than 0, at most 100,000")
    return float(value)


def drawn_area(geometry: Any, what: str) -> dict[str, Any]:  # noqa: ANN401 as JSON gives it
    """A GeoJSON Polygon or MultiPolygon in longitude and latitude (EPSG:4326)."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise GeoCspError(f"{what}: expected a drawn area, a GeoJSON Polygon or MultiPolygon")
    polygons = geometry.get("coordinates")
    if kind == "Polygon":
        polygons = [polygons]
    if not _is_list(polygons) or not all(_is_list(rings) for rings in polygons):
        raise GeoCspError(f"{what}: the drawn area has no outline")
    outlines = [ring for rings in polygons for ring in rings]
    if not all(_is_ring(ring) for ring in outlines):
        raise GeoCspError(
            f"{what}: each outline needs four or more points (longitude, latitude), "
            "of which the last is the first"
        )
    if sum(len(ring) for ring in outlines) > LONGEST_AREA:
        raise GeoCspError(f"{what}: more than {LONGEST_AREA} points, draw it more simply")
    return {"type": kind, "coordinates": geometry["coordinates"]}


def _is_list(value: object) -> bool:
    return isinstance(value, (list, tuple)) and len(value) > 0


def _is_ring(ring: Any) -> bool:  # noqa: ANN401
    if not isinstance(ring, (list, tuple)) or len(ring) < 4:
        return False
    return all(_is_position(position) for position in ring) and list(ring[0]) == list(ring[-1])


def _is_position(position: Any) -> bool:  # noqa: ANN401
    return (
        isinstance(position, (list, tuple))
        and len(position) == 2
        and all(type(number) in (int, float) for number in position)
        and abs(position[0]) <= 180
        and abs(position[1]) <= 90
    )
