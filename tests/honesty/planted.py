"""What is said of the demonstration's plants, seed by seed: from its files to the findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import shapely

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.generate import drawn, generate
from geo_csp.demo.planted_truth import PLANTS, REISSUED, Plant
from geo_csp.demo.reissued_points import published_points
from geo_csp.demo.street_points import StreetPoints, points_of_street
from geo_csp.hotspots.counted import count
from geo_csp.hotspots.find import find
from geo_csp.hotspots.hotspot import EMERGING, Hotspot
from geo_csp.hotspots.scene import FORCE_COLUMNS, SCENE_COLUMNS, scene
from geo_csp.hotspots.stability import OtherSettings
from geo_csp.incidents.coverage import counted, coverage
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_incidents, read_manifest
from geo_csp.months import Month, shift

EMERGING_MONTHS = 24
REPLICATIONS = 999
RISING = ("emerging", "new", "consecutive", "intensifying")
BEGUN = ("emerging", "watch", "new", "consecutive")
WORDS_OF_A_FALL = ("fell", "is no more", "fallen back")

FADING = next(plant for plant in PLANTS if plant.kind == "fading")
DIMINISHING = next(plant for plant in PLANTS if plant.kind == "diminishing")
PERSISTENT = next(plant for plant in PLANTS if plant.kind == "persistent")
(NEW_POINTS,) = REISSUED
# How well a finding stands under other settings changes no finding, and takes most of the time.
NO_OTHERS = OtherSettings(neighbours=(), cells=())
ABOUT_THEN = shift(NEW_POINTS.first, -2)


def emerging(a_month: int) -> Plant:
    return next(p for p in PLANTS if p.kind == "emerging" and p.extra_a_month == a_month)


def category_of(plant: Plant) -> str:
    return "acquisitive" if plant.offence == "shoplifting" else plant.offence


def runs_of(plant: Plant) -> tuple[tuple[Month, str], ...]:
    """The month's runs within two months of the plant's start."""
    return tuple((shift(plant.first, after), category_of(plant)) for after in range(2))


@dataclass(frozen=True)
class Seen:
    """``findings``: by month and category. The points are degrees, EPSG:4326."""

    findings: Mapping[tuple[Month, str], tuple[Hotspot, ...]]
    points: StreetPoints
    new_point: shapely.Point

    def at(self, plant: Plant, month: Month) -> list[Hotspot]:
        """The findings of the plant's category whose outline holds it."""
        index = points_of_street(self.points, plant.ward, plant.street)[0]
        where = shapely.Point(self.points.longitude[index], self.points.latitude[index])
        return holding(self.findings[month, category_of(plant)], where)

    def is_found(self, plant: Plant, months: Iterable[Month]) -> bool:
        """Called emerging: a recurrence interval of two years or more, and nothing to doubt."""
        return any(
            hotspot.kind == EMERGING and (hotspot.recurrence_months or 0) >= EMERGING_MONTHS
            for month in months
            for hotspot in self.at(plant, month)
        )

    def words(self, plant: Plant, month: Month) -> set[str]:
        return {w for h in self.at(plant, month) for w in (h.kind, h.history)} - {"none"}

    def said(self, plant: Plant, month: Month) -> str:
        return " ".join(hotspot.sentence for hotspot in self.at(plant, month))

    def of_the_new_point(self) -> list[Hotspot]:
        """Findings that new snap points could have made.

        They hold the new point, and say that something rose or began about when it came. A centre
        that was high all the years before lies around it, and is no such finding.
        """
        return [
            hotspot
            for (month, _), found in self.findings.items()
            if month >= NEW_POINTS.first
            for hotspot in holding(found, self.new_point)
            if hotspot.kind in BEGUN or hotspot.since >= ABOUT_THEN
        ]


def holding(found: Iterable[Hotspot], where: shapely.Point) -> list[Hotspot]:
    return [h for h in found if shapely.from_geojson(_text(h)).covers(where)]


def _text(hotspot: Hotspot) -> str:

    return json.dumps(dict(hotspot.outline))


def with_fewer_replications(profile: AreaProfile) -> AreaProfile:
    """A recurrence interval of 24 months is a p of 1 in 24, which needs no more than 999."""
    fewer = profile.hotspots.model_copy(update={"replications": REPLICATIONS})
    return profile.model_copy(update={"hotspots": fewer})


def look(profile: AreaProfile, seed: int, folder: Path, asked: Iterable[tuple[Month, str]]) -> Seen:
    """Generate, load the open data alone (an extract would count instead), find."""
    generate(profile, folder / "sources", seed)
    store = folder / "store"
    load([folder / "sources" / "police.uk"], profile, store)
    months = counted(read_manifest(store), profile)
    known = coverage(read_manifest(store), profile)
    ours = read_incidents(store, months, profile.name, SCENE_COLUMNS)
    force = read_incidents(store, months, None, FORCE_COLUMNS)
    wanted, places, findings = sorted(set(asked)), (), {}
    for month in sorted({month for month, _ in wanted}):
        here = scene(ours, force, profile, known, month, earlier=places)
        places = here.places
        for category in (category for of, category in wanted if of == month):
            findings[month, category] = find(count(here, category), NO_OTHERS)
    points, incidents = drawn(profile, seed, PLANTS)
    shown, _ = published_points(profile, points, incidents, REISSUED)
    return Seen(findings, points, shapely.Point(shown.longitude[-1], shown.latitude[-1]))
