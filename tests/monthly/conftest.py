"""A small store: thirty quiet streets of the county and one that rose in the last two months."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.manifest import manifest_text
from tests.disclosure.conftest import data_set, stored
from tests.hotspots.conftest import HERE, months_to, rows, spots

__all__ = ["data_set"]

MakeStore = Callable[..., Path]


@pytest.fixture
def quick(herefordshire: AreaProfile) -> AreaProfile:
    """Two categories and few replications."""
    settings = herefordshire.hotspots.model_copy(
        update={"replications": 199, "categories": ("asb", "hate")}
    )
    return herefordshire.model_copy(update={"hotspots": settings})


@pytest.fixture
def make_store(tmp_path: Path, quick: AreaProfile) -> MakeStore:
    def make(
        name: str = "store",
        *,
        number: int = 12,
        kind: str = "open",
        last: str = "2025-12",
        profile: AreaProfile = quick,
        apart_m: float = 600.0,
        **facts: Any,
    ) -> Path:
        counts = {spot: [1] * number for spot in spots(30, apart_m)}
        incidents = rows(
            counts | {HERE: ([1] * (number - 2) + [9, 9])[-number:]},
            last,
            **facts | {"area": profile.name},
        )
        store = tmp_path / name
        entries = [
            stored(store, profile, kind, month, [row for row in incidents if row["month"] == month])
            for month in months_to(last, number)
        ]
        (store / "manifest.json").write_text(manifest_text(entries))
        return store

    return make
