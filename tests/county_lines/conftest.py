"""Signs written down by hand: quiet streets, and what is put on one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.county_lines.find import Found, find
from geo_csp.county_lines.signs import SIGN_COLUMNS, Signs, signs
from geo_csp.geography.places import Place
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from geo_csp.months import Span, shift
from tests.honesty.signs import open_coverage

MONTH = "2025-12"
NUMBER = 12
HERE = (351_000, 240_000)
SPOTS = [(345_000 + 700 * (i % 8), 236_000 + 700 * (i // 8)) for i in range(40)]
WARD = "E05009449"
LEVELS = {"drugs": 0.1, "weapons": 0.05, "asb": 0.5, "violence": 1.0}

Extra = Mapping[str, tuple[int, ...]]


@pytest.fixture
def quick(herefordshire: AreaProfile) -> AreaProfile:
    fewer = herefordshire.county_lines.model_copy(update={"replications": 199})
    return herefordshire.model_copy(update={"county_lines": fewer})


@pytest.fixture
def signs_of(quick: AreaProfile) -> Callable[..., Signs]:
    """``extra``: by category what is added HERE in the last months; ``month``: the last."""

    def make(extra: Extra, month: str = MONTH, seed: int = 1, **facts: Any) -> Signs:
        months = Span(shift(month, 1 - NUMBER), month).months()
        random = np.random.default_rng(seed)
        rows = []
        for category, level in LEVELS.items():
            for spot in [HERE, *SPOTS]:
                drawn = random.poisson(level, NUMBER)
                if spot == HERE:
                    drawn[NUMBER - len(extra.get(category, ())) :] += np.array(
                        extra.get(category, ()), dtype=int
                    )
                for each, count in zip(months, drawn, strict=True):
                    rows += [_row(category, spot, each, **facts)] * int(count)
        places = tuple(
            Place(f"{e}-{n}", f"Street {e}", "Central", ((e, n),)) for e, n in [HERE, *SPOTS]
        )
        span = Span(months[0], months[-1])
        schema = pa.schema([INCIDENT_SCHEMA.field(name) for name in SIGN_COLUMNS])
        table = pa.Table.from_pylist(rows, schema=schema)
        return signs(table, quick, open_coverage(span), span, places)

    return make


def _row(category: str, spot: tuple[int, int], month: str, **facts: Any) -> dict[str, Any]:
    return {
        "month": month,
        "category": category,
        "easting": spot[0],
        "northing": spot[1],
        "street": f"Street {spot[0]}",
    } | facts


@pytest.fixture
def find_in() -> Callable[..., Found]:
    def made(where: Signs, earlier: Any = ()) -> Found:
        return find(where, lambda _: WARD, lambda *_: "", earlier=earlier)

    return made
