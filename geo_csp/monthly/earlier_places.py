"""The places of the newest month run before this one, so that places keep their codes and names."""

from __future__ import annotations

from pathlib import Path

from geo_csp.geography.places import Place
from geo_csp.monthly.published import folder_of, part, published_months
from geo_csp.months import Month


def earlier_places(store: Path, area: str, month: Month) -> tuple[Place, ...]:
    """() where none was run. A month run again starts from the month before it, as the first run
    did. Raises StoreError where the places cannot be read.
    """
    before = [each for each in published_months(store, area) if each < month]
    if not before:
        return ()
    return tuple(
        Place(
            code=entry["code"],
            name=entry["name"],
            ward=entry["ward"],
            points_27700=tuple((e, n) for e, n in entry["points_27700"]),
        )
        for entry in part(folder_of(store, area, before[-1]), "places")
    )
