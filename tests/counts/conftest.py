"""Incidents and coverage written down by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.coverage import Coverage
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from geo_csp.months import gaps


@pytest.fixture
def incidents_of(herefordshire: AreaProfile) -> Callable[..., pa.Table]:
    """Rows give what matters; the rest is as for any incident of the county."""

    def make(*rows: dict[str, Any]) -> pa.Table:
        filled = [
            {
                "area": herefordshire.name,
                "locality": herefordshire.locality_of_ward.get(row.get("ward", "")),
                "is_hate": False,
                "strands": 0,
            }
            | row
            for row in rows
        ]
        return pa.Table.from_pylist(filled, schema=INCIDENT_SCHEMA)

    return make


@pytest.fixture
def coverage_of() -> Callable[..., Coverage]:
    """Months of one source with nothing wrong, but for what is said otherwise."""

    def make(months: Sequence[str], kind: str = "extract", **facts: Any) -> Coverage:
        ordered = tuple(sorted(months))
        is_extract = kind != "open"
        usual: dict[str, Any] = {
            "area": "herefordshire",
            "months": ordered,
            "gaps": tuple(gaps(list(ordered))),
            "incomplete": {},
            "synthetic": frozenset(),
            "sources": dict.fromkeys(ordered, (kind,)),
            "not_counted": {},
            "records_hate": frozenset(ordered if is_extract else ()),
            "records_asb_types": frozenset(ordered if is_extract else ()),
            "breaks": (),
            "no_place_share": dict.fromkeys(ordered, 0.0),
            "newest_complete": ordered[-1] if ordered else None,
        }
        return Coverage(**usual | facts)

    return make
