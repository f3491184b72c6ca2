"""The places that an action or a report can name: the wards, and the places of the newest run."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from geo_csp.disclosure.data_set import DataSet
from geo_csp.geography.areas import areas
from geo_csp.monthly.published import folder_of, part, published_months
from geo_csp.months import Month
from geo_csp.roles import Viewer


@dataclass(frozen=True)
class KnownPlace:
    """``code``: the place's own, which lasts, or the ward's. ``ward``: its code, None in none."""

    code: str
    name: str
    ward: str | None


def known_places(data: DataSet) -> Mapping[str, KnownPlace]:
    """By code: places by name, then wards. A place keeps its code from month to month, so the
    newest run knows those of all months before it.
    """
    months = published_months(data.store, data.profile.name)
    return _known(data, months[-1] if months else None)


def places_for(data: DataSet, viewer: Viewer) -> Mapping[str, KnownPlace]:
    """Those to which this viewer may send people."""
    return {
        code: place
        for code, place in known_places(data).items()
        if viewer.sees_points_of(place.ward or "")
    }


@functools.lru_cache(maxsize=16)
def _known(data: DataSet, newest: Month | None) -> Mapping[str, KnownPlace]:
    wards = areas(data.profile, "ward")
    name_of = dict(zip(wards.codes, wards.names, strict=True))
    found = [KnownPlace(code, f"{name} ward", code) for code, name in name_of.items()]
    if newest is not None:
        folder = folder_of(data.store, data.profile.name, newest)
        # A run keeps the ward of a place by its name, as people call the place.
        code_of = {name: code for code, name in reversed(name_of.items())}
        found += [
            KnownPlace(each["code"], each["name"], code_of.get(each["ward"] or ""))
            for each in part(folder, "places")
        ]
    found.sort(key=lambda place: (place.code == place.ward, place.name))
    return {place.code: place for place in found}
