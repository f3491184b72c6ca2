"""What the list of priorities and the effects say of the demonstration's plants, seed by seed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import shapely

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.generate import generate, points_of
from geo_csp.demo.planted_register import write_register
from geo_csp.demo.planted_truth import COUNTY_LINES, Plant, PlantedSigns
from geo_csp.demo.street_points import StreetPoints, points_of_street
from geo_csp.errors import NotLoadedError
from geo_csp.hotspots.counted import count
from geo_csp.hotspots.find import find
from geo_csp.hotspots.hotspot import Hotspot
from geo_csp.hotspots.scene import FORCE_COLUMNS, SCENE_COLUMNS, Scene, scene
from geo_csp.incidents.coverage import counted, coverage
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_incidents, read_manifest
from geo_csp.monthly.meeting import meeting
from geo_csp.months import Month
from geo_csp.register.opening import open_register
from geo_csp.tasking.effect import find_effects
from geo_csp.tasking.effect_record import Effect
from geo_csp.tasking.find import find_priorities
from geo_csp.tasking.priority import Priority
from tests.honesty.planted import NO_OTHERS, holding

TOP = 10


@dataclass(frozen=True)
class Listed:
    """``found``: the month's hotspots, by which a place comes to be listed at all."""

    priorities: tuple[Priority, ...]
    effects: tuple[Effect, ...]
    found: tuple[Hotspot, ...]
    points: StreetPoints

    def is_found(self, plant: Plant) -> bool:
        return any(
            hotspot.kind not in ("fading", "historical")
            for hotspot in holding(self.found, self._where(plant))
        )

    def rank_of(self, plant: Plant) -> int | None:
        """The best rank of a listed place whose outline holds the plant."""
        where = self._where(plant)
        ranks = [p.rank for p in self.priorities if holding([p], where)]  # type: ignore[list-item]
        return min(ranks, default=None)

    def signs_above(self, rank: int) -> int:
        """Places above a rank that are planted with signs of county lines: five stand beside the
        other plants, so that ten lines cannot hold all.
        """
        planted = [self._where(signs) for signs in COUNTY_LINES]
        above = [p for p in self.priorities if p.rank < rank]
        return sum(any(holding([p], where) for where in planted) for p in above)  # type: ignore[list-item]

    def _where(self, plant: Plant | PlantedSigns) -> shapely.Point:
        index = points_of_street(self.points, plant.ward, plant.street)[0]
        return shapely.Point(self.points.longitude[index], self.points.latitude[index])


def store_of(profile: AreaProfile, seed: int, folder: Path) -> Path:
    """The open data of a seed's demonstration, loaded, with the planted actions' register."""
    generate(profile, folder / "sources", seed)
    store = folder / "store"
    load([folder / "sources" / "police.uk"], profile, store)
    write_register(store, points_of(profile, seed))
    return store


def look_at_list(
    profile: AreaProfile, store: Path, seed: int, month: Month, *, with_hotspots: bool = True
) -> Listed:
    here = _scene(profile, store, month)
    with closing(open_register(store)) as register:
        met = meeting(register, here)
    found = _hotspots(here, profile.hotspots.categories) if with_hotspots else ()
    return Listed(
        priorities=find_priorities(here, found, (), met.voices, ()),
        effects=find_effects(here, met.actions),
        found=found,
        points=points_of(profile, seed),
    )


def _scene(profile: AreaProfile, store: Path, month: Month) -> Scene:
    months = counted(read_manifest(store), profile)
    return scene(
        read_incidents(store, months, profile.name, SCENE_COLUMNS),
        read_incidents(store, months, None, FORCE_COLUMNS),
        profile,
        coverage(read_manifest(store), profile),
        month,
    )


def _hotspots(here: Scene, categories: Sequence[str]) -> tuple[Hotspot, ...]:
    found: list[Hotspot] = []
    for category in categories:
        try:
            found += find(count(here, category), NO_OTHERS)
        except NotLoadedError:
            continue
    return tuple(found)
