"""Three years of source files of incidents that never were, on the area's real wards and streets.

The same incidents are written twice, as data.police.uk would publish them and as the police would
hand them over, so that everything downstream can be shown and tested from the file to the screen.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.drawn_incidents import draw_at_actions, draw_incidents
from geo_csp.demo.levels import RESIDENTS, RESIDENTS_OF_A_WARD
from geo_csp.demo.planted_actions import ACTION_PLANTS, ActionPlant
from geo_csp.demo.planted_truth import PLANTS, REISSUED, Plant, ReissuedPoints, truth
from geo_csp.demo.reissued_points import published_points
from geo_csp.demo.source_files import write_extract, write_police_uk
from geo_csp.demo.street_points import StreetPoints, street_points
from geo_csp.errors import GeoCspError
from geo_csp.geography.areas import areas
from geo_csp.geography.boundaries import place

SEED = 1

# A true spot lies about this far from its street point, at most twice as far on each axis, and for
# a few incidents only the street is known.
SPOT_SPREAD_M = 6.0
SPOT_UNKNOWN = 0.05

# The stream of chance of what is planted for actions: nothing else that is drawn changes.
_ACTIONS = 7_002


def generate(
    profile: AreaProfile,
    out: Path,
    seed: int = SEED,
    plants: tuple[Plant, ...] = PLANTS,
    *,
    reissued: tuple[ReissuedPoints, ...] = REISSUED,
    actions: tuple[ActionPlant, ...] = ACTION_PLANTS,
) -> list[Path]:
    """Write the demonstration under ``out``: police.uk/, extract/ and truth.json; list the files.

    The same seed gives the same bytes. Of the plants and new snap points those in the profile's
    wards count. A profile without an extract mapping gets no extract, and so neither hate nor types
    of anti-social behaviour. Raises GeoCspError where ``out`` cannot be written.
    """
    points, incidents = drawn(profile, seed, plants)
    wards = set(points.ward)
    acted = tuple(plant for plant in actions if plant.ward in wards)
    incidents = with_actions(profile, points, incidents, seed, acted)
    planted = tuple(plant for plant in plants if plant.ward in wards)
    anew = tuple(area for area in reissued if area.ward in wards)
    shown, shown_on = published_points(profile, points, incidents, anew)
    try:
        files = write_police_uk(profile, shown, incidents.assign(point=shown_on), out / "police.uk")
        files += write_extract(profile, points, incidents, out / "extract")
        answers = out / "truth.json"
        described = truth(profile.name, seed, _residents(profile), planted, anew, actions=acted)
        answers.write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise GeoCspError(f"{out}: the demonstration cannot be written here: {error}") from error
    return [*files, answers]


def drawn(
    profile: AreaProfile, seed: int, plants: tuple[Plant, ...]
) -> tuple[StreetPoints, pd.DataFrame]:
    """The points, and one row an incident: what ``generate`` writes, before it is in files."""
    _, *streams = np.random.default_rng(seed).spawn(3)
    points = points_of(profile, seed)
    planted = tuple(plant for plant in plants if plant.ward in set(points.ward))
    incidents = draw_incidents(points, _residents(profile) / RESIDENTS, planted, streams[0])
    return points, _with_true_spots(profile, points, incidents, streams[1])


def points_of(profile: AreaProfile, seed: int = SEED) -> StreetPoints:
    return street_points(profile, np.random.default_rng(seed).spawn(3)[0])


def with_actions(
    profile: AreaProfile,
    points: StreetPoints,
    incidents: pd.DataFrame,
    seed: int,
    actions: tuple[ActionPlant, ...],
) -> pd.DataFrame:
    """With the incidents planted for actions, in order of time; all others stay as they are."""
    if not actions:
        return incidents
    chance, spots = np.random.default_rng([seed, _ACTIONS]).spawn(2)
    more = _with_true_spots(profile, points, draw_at_actions(points, actions, chance), spots)
    both = pd.concat([incidents, more], ignore_index=True)
    return both.sort_values("when", kind="stable", ignore_index=True)


def _residents(profile: AreaProfile) -> float:
    known = areas(profile, "ward").residents
    return float(np.where(np.isnan(known), RESIDENTS_OF_A_WARD, known).sum())


def _with_true_spots(
    profile: AreaProfile, points: StreetPoints, incidents: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Easting and northing a few metres off the street, in its own ward; NaN where not known.

    So the two shapes agree ward by ward, not only in total.
    """
    point = incidents["point"].to_numpy()
    street = np.array([points.easting[point], points.northing[point]])
    spread = rng.normal(0.0, SPOT_SPREAD_M, size=street.shape)
    spot = (street + spread.clip(-2 * SPOT_SPREAD_M, 2 * SPOT_SPREAD_M)).round(2)
    ward = place(profile, spot[0], spot[1], np.ones(len(point), dtype=np.bool_)).ward
    spot = np.where(ward == points.ward[point], spot, street.round(2))
    spot[:, rng.random(len(point)) < SPOT_UNKNOWN] = np.nan
    return incidents.assign(easting=spot[0], northing=spot[1])
