"""What would a local call this spot? Its streets and its ward, never "Supermarket"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

# What data.police.uk writes in place of a street.
_KINDS_OF_SPOT = frozenset(
    {
        "Airport/Airfield",
        "Bus/Coach Station",
        "Conference/Exhibition Centre",
        "Ferry Terminal",
        "Further/Higher Educational Building",
        "Hospital",
        "Motorway Service Area",
        "Nightclub",
        "No Location",
        "Park/Open Space",
        "Parking Area",
        "Pedestrian Subway",
        "Petrol Station",
        "Police Station",
        "Prison",
        "Race Track",
        "Shopping Area",
        "Sports/Recreation Area",
        "Supermarket",
        "Theatre/Concert Hall",
        "Theme/Adventure Park",
    }
)
# Several points lie on one street, so more are looked at than streets are wanted.
_POINTS_LOOKED_AT = 24

Streets = tuple[str, ...]


def street_name(location: str | None) -> str | None:
    """The street in a location as the police write it; None where it names none."""
    street = (location or "").removeprefix("On or near ").strip()
    if not street or street in _KINDS_OF_SPOT:
        return None
    # The police's capitals: "St Peter'S Street".
    return re.sub(r"'S\b", "'s", street)


def nearest_streets(
    points_27700: NDArray[np.float64], streets: Sequence[str | None]
) -> list[Streets]:
    """For each point the streets at it and around it, nearest first, none twice.

    ``points_27700``: [point, 2]; ``streets``: the point's own, None where it has none.
    """
    named = np.array([i for i, street in enumerate(streets) if street], dtype=np.int64)
    if named.size == 0:
        return [()] * len(streets)
    look_at = np.arange(1, min(_POINTS_LOOKED_AT, named.size) + 1)
    _, found = KDTree(points_27700[named]).query(points_27700, k=look_at)
    return [
        tuple(dict.fromkeys(street for i in row if (street := streets[named[i]])))
        for row in found.tolist()
    ]


def possible_names(
    own: Sequence[str | None], near: Sequence[Streets], weight: Sequence[float], ward: str | None
) -> Iterator[str]:
    """Names for one place, the shortest first, each longer one telling it from its neighbours.

    ``own``, ``near`` and ``weight`` have a value for each of its points: the street the point
    names, the streets around it, its incidents. A point without a street counts for the nearest.
    """
    by_street: dict[str, float] = defaultdict(float)
    for streets, incidents in zip(near, weight, strict=True):
        if streets:
            by_street[streets[0]] += incidents
    at = sorted(by_street, key=lambda street: (-by_street[street], street))
    heaviest = near[int(np.argmax(weight))]
    around = [street for street in heaviest if street not in by_street]
    lead = "" if any(own) else "near "
    where = f", {ward}" if ward else ""
    if not at:
        yield ward or "no street named"
        return
    for count in range(min(2, len(at)), len(at) + 1):
        yield f"{lead}{in_words(at[:count])}{where}"
    for street in around:
        yield f"{lead}{in_words(at[:2])}{' by ' if lead else ' near '}{street}{where}"


def in_words(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def first_free(names: Iterable[str], taken: set[str], otherwise: str) -> str:
    """The first name not yet taken; else the last with ``otherwise`` in brackets."""
    last = ""
    for last in names:
        if last not in taken:
            return last
    return f"{last} ({otherwise})"
