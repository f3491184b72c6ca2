"""Scenes written down by hand: a few streets of Hereford and so many incidents a month on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.hotspots.counted import Counted, count
from geo_csp.hotspots.scene import Scene, scene
from geo_csp.incidents.coverage import Coverage
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from geo_csp.months import Span, shift

MONTH = "2025-12"
WARD = "E05009449"
# Metres, EPSG:27700: a street of Central ward, and others some hundred metres apart.
HERE = (351_000.0, 240_000.0)


def months_to(month: str, number: int) -> tuple[str, ...]:
    return Span(shift(month, 1 - number), month).months()


def spots(number: int, apart_m: float = 600.0) -> list[tuple[float, float]]:
    """Points on a square lattice round HERE, none in the same place as another."""
    side = int(number**0.5) + 1
    return [
        (HERE[0] + apart_m * (i % side), HERE[1] + apart_m * (i // side)) for i in range(number)
    ]


def rows(
    counts: Mapping[tuple[float, float], Sequence[int]], month: str = MONTH, **facts: Any
) -> list[dict[str, Any]]:
    """One row an incident. ``counts``: of each point the incidents a month, up to ``month``."""
    return [
        {
            "month": each,
            "area": "herefordshire",
            "category": "asb",
            "is_hate": False,
            "strands": 0,
            "easting": point[0],
            "northing": point[1],
            "street": f"Street {int(point[0]) % 9973}",
            "ward": WARD,
        }
        | facts
        for point, series in counts.items()
        for each, incidents in zip(months_to(month, len(series)), series, strict=True)
        for _ in range(incidents)
    ]


@pytest.fixture
def coverage_of(herefordshire: AreaProfile) -> Callable[..., Coverage]:
    def make(months: Sequence[str], kind: str = "open", **facts: Any) -> Coverage:
        usual: dict[str, Any] = {
            "area": herefordshire.name,
            "months": tuple(months),
            "gaps": (),
            "incomplete": {},
            "synthetic": frozenset(),
            "sources": dict.fromkeys(months, (kind,)),
            "not_counted": {},
            "records_hate": frozenset(months if kind != "open" else ()),
            "records_asb_types": frozenset(months if kind != "open" else ()),
            "breaks": (),
            "no_place_share": dict.fromkeys(months, 0.0),
            "newest_complete": months[-1],
        }
        return Coverage(**usual | facts)

    return make


@pytest.fixture
def quick(herefordshire: AreaProfile) -> AreaProfile:
    """The county with few replications: a recurrence of 24 months is a p of 1 in 24."""
    settings = herefordshire.hotspots.model_copy(update={"replications": 499})
    return herefordshire.model_copy(update={"hotspots": settings})


@pytest.fixture
def scene_of(quick: AreaProfile, coverage_of: Callable[..., Coverage]) -> Callable[..., Scene]:
    """``scene_of(rows, number of months)``; the rest of Coverage by name."""

    def make(
        incidents: Sequence[dict[str, Any]],
        number: int,
        elsewhere: Sequence[dict[str, Any]] = (),
        **facts: Any,
    ) -> Scene:
        ours = pa.Table.from_pylist(list(incidents), schema=INCIDENT_SCHEMA)
        force = pa.Table.from_pylist([*incidents, *elsewhere], schema=INCIDENT_SCHEMA)
        coverage = coverage_of(months_to(MONTH, number), **facts)
        return scene(ours, force, quick, coverage, MONTH)

    return make


@pytest.fixture
def counted_of(scene_of: Callable[..., Scene]) -> Callable[..., Counted]:
    def make(
        counts: Mapping[tuple[float, float], Sequence[int]], category: str = "asb", **facts: Any
    ) -> Counted:
        number = len(next(iter(counts.values())))
        return count(scene_of(rows(counts), number, **facts), category)

    return make
