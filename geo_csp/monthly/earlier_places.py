"""The places of the newest month run before this one, so that places keep their codes and names."""

from __future__ import annotations

import json
from pathlib import Path

from geo_csp.errors import StoreError
from geo_csp.geography.places import Place
from geo_csp.monthly.published import PLACES, folder_of, published_months
from geo_csp.months import Month


def earlier_places(store: Path, area: str, month: Month) -> tuple[Place, ...]:
    """() where none was run. A month run again starts from the month before it, as the first run
    did. Raises StoreError where the places cannot be read.
    """
    before = [each for each in published_months(store, area) if each < month]
    if not before:
        return ()
    path = folder_of(store, area, before[-1]) / PLACES
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Place(
                code=entry["code"],
                name=entry["name"],
                ward=entry["ward"],
                points_27700=tuple((e, n) for e, n in entry["points_27700"]),
            )
            for entry in entries
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: the places are damaged: run {before[-1]} again") from error
