"""The demonstration's register: the actions whose effect is planted, as a meeting agrees them."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import shapely

from geo_csp.demo.levels import DEMONSTRATION_MONTHS
from geo_csp.demo.planted_actions import (
    ACTION_PLANTS,
    COMPARISON,
    DID_NOT,
    TOO_SMALL,
    WORKED,
    ActionPlant,
)
from geo_csp.demo.street_points import StreetPoints, points_of_street
from geo_csp.geography.geojson import geometry
from geo_csp.register.action_log import Dosage, record_dosage
from geo_csp.register.actions import add_action
from geo_csp.register.agreed import Agreed
from geo_csp.register.opening import Register, open_register

WHO = "demonstration"
AROUND_M = 60.0
FIRST_DAY = date(2025, 1, 1)

# What was done, by whom, and visits a month: all made up.
DONE: dict[str, tuple[str, str, int]] = {
    WORKED: ("Evening patrols and better lighting", "Neighbourhood policing team", 12),
    DID_NOT: ("Leaflets to households", "Council community safety team", 1),
    TOO_SMALL: ("Mediation between neighbours", "Council community safety team", 2),
}


def write_register(
    store: Path, points: StreetPoints, plants: tuple[ActionPlant, ...] = ACTION_PLANTS
) -> None:
    """The planted actions in the register of a store, made if need be; of the points' wards."""
    acted = [each for each in plants if each.kind != COMPARISON and each.ward in set(points.ward)]
    if not acted:
        return
    with closing(open_register(store)) as register:
        for plant in acted:
            _add(register, points, plant)


def _add(register: Register, points: StreetPoints, plant: ActionPlant) -> None:
    what, partner, visits = DONE[plant.kind]
    index = points_of_street(points, plant.ward, plant.street)
    spots = shapely.MultiPoint(
        list(zip(points.easting[index], points.northing[index], strict=True))
    )
    agreed = Agreed(
        what=what,
        owner=partner,
        partner=partner,
        starts=FIRST_DAY,
        review_on=date(2026, 1, 14),
        place=plant.ward,
        area=geometry(spots.convex_hull.buffer(AROUND_M, quad_segs=4)),
        status="under_way",
    )
    number = add_action(register, agreed, WHO).number
    months = [m for m in DEMONSTRATION_MONTHS.months() if m >= f"{FIRST_DAY:%Y-%m}"]
    entries = [
        Dosage(
            number,
            date.fromisoformat(f"{month}-28"),
            visits,
            "visits",
            reference=f"DEMO-D-{number}-{month}",
        )
        for month in months
    ]
    record_dosage(register, entries, WHO)
