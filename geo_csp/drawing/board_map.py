"""How each ward looks on the board's map: as its locality does, in the words of the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo_csp.disclosure.trends import Trend

# Fill and ink of a symbol; the symbol itself is printed on the map.
_LOOKS = {
    "▲▲": ("#8c3b0a", "#ffffff"),
    "▲": ("#e0a37e", "#1b1b1b"),
    "▼▼": ("#0d4a75", "#ffffff"),
    "▼": ("#84b5d8", "#1b1b1b"),
    "=": ("#f1f1ee", "#1b1b1b"),
    "?": ("#ffffff", "#1b1b1b"),
}


def locality_looks(
    trends: Sequence[Trend], locality_of_ward: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """``trends``: of the localities in one category. By ward, as ``ward_map.map_data`` takes it."""
    by_locality = {trend.area_code: trend for trend in trends}
    return {
        ward: _look(by_locality[locality])
        for ward, locality in locality_of_ward.items()
        if locality in by_locality
    }


def _look(trend: Trend) -> dict[str, Any]:
    fill, ink = _LOOKS.get(trend.symbol, ("#ffffff", "#1b1b1b"))
    is_told = trend.symbol in _LOOKS
    return {
        "fill": fill,
        "ink": ink,
        "mark": trend.symbol if is_told else "",
        "hatched": not is_told,
        "lines": (trend.area_name, trend.phrase, trend.sentence),
    }
