"""What is said to be in the demonstration is in it: the rhythm, hate, and any plant."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import scipy.stats

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.drawn_incidents import planted_a_month
from geo_csp.demo.generate import drawn, generate
from geo_csp.demo.planted_truth import PLANTS, Plant
from geo_csp.errors import GeoCspError
from tests.demo.conftest import Rows, rows_of

SIX_STRANDS = {
    "Race",
    "Religion or faith",
    "Sexual orientation",
    "Disability",
    "Gender identity",
    "Alternative lifestyle",
}


def by_month_of_year(rows: Rows, crime_type: str) -> np.ndarray:
    counted = Counter(int(r["Month"][5:7]) for r in rows if r["Crime type"] == crime_type)
    return np.array([counted[month] for month in range(1, 13)])


@pytest.mark.parametrize(
    ("crime_type", "high", "low"),
    [
        ("Anti-social behaviour", (6, 7, 8), (12, 1, 2)),
        ("Burglary", (11, 12, 1), (5, 6, 7)),
    ],
)
def test_the_year_has_its_season(
    police_uk: Rows, crime_type: str, high: tuple[int, ...], low: tuple[int, ...]
) -> None:
    """Chi-squared over twelve months refuses an even year, and the season lies where it is said to.
    Burglary: of a rise of 30 %, three months' averages keep 27 %, a ratio of 1.75.
    """
    counts = by_month_of_year(police_uk, crime_type)
    assert scipy.stats.chisquare(counts).pvalue < 1e-5
    ratio = sum(counts[m - 1] for m in high) / sum(counts[m - 1] for m in low)
    assert 1.3 < ratio < 2.3


def test_other_crime_has_no_season(police_uk: Rows) -> None:
    """The test above can fail: it does not find what was not put there."""
    assert scipy.stats.chisquare(by_month_of_year(police_uk, "Other crime")).pvalue > 0.001


def times(rows: Rows, offence: str) -> list[datetime]:
    return [
        datetime.strptime(f"{row['Date from']} {row['Time from']}", "%d/%m/%Y %H:%M")
        for row in rows
        if row["Offence"] == offence
    ]


def test_shops_are_stolen_from_by_day_and_fights_come_at_night(extract: Rows) -> None:
    shoplifting = [t.hour for t in times(extract, "Theft from shops and stalls")]
    assault = [t.hour for t in times(extract, "Common assault and battery")]
    by_day = range(8, 20)
    assert np.mean([hour in by_day for hour in shoplifting]) > 0.8
    assert np.mean([hour in by_day for hour in assault]) < 0.6


def test_fights_gather_in_the_evenings_of_the_weekend(extract: Rows) -> None:
    """Friday and Saturday from 18:00 against the same hours of Monday and Tuesday: two days each,
    1.8 times as many planted; 1.5 lies more than five standard errors below at these counts.
    """
    evenings = Counter(
        t.weekday() for t in times(extract, "Common assault and battery") if t.hour >= 18
    )
    assert (evenings[4] + evenings[5]) / (evenings[0] + evenings[1]) > 1.5


def test_hate_is_about_thirty_a_month_and_keeps_the_offence_own_category(extract: Rows) -> None:
    """Within 10 %: three standard errors of a Poisson total of 1,080."""
    hate = [row for row in extract if row["Hate strands"]]
    assert len(hate) / 36 == pytest.approx(30, rel=0.1)
    offences = {row["Offence"] for row in hate}
    assert "Anti-social behaviour" in offences
    assert "Harassment, alarm or distress" in offences
    assert "Common assault and battery" in offences
    assert "Burglary" not in offences


def test_the_six_strands_overlap_and_race_is_most(extract: Rows) -> None:
    hate = [row["Hate strands"].split(";") for row in extract if row["Hate strands"]]
    strands = Counter(strand for several in hate for strand in several)
    assert set(strands) == SIX_STRANDS
    assert strands["Race"] > len(hate) / 2
    assert strands.total() > len(hate)
    assert 0.04 < np.mean([len(several) > 1 for several in hate]) < 0.12
    assert all(len(set(several)) == len(several) for several in hate)


PLANT = Plant(
    kind="hotspot",
    ward="E05009489",
    street="Commercial Road",
    offence="drugs",
    extra_a_month=6,
    first="2025-03",
    last="2025-08",
)


def drugs_on_the_street(folder: Path) -> Counter[str]:
    return Counter(
        row["Month"]
        for row in rows_of(folder / "police.uk")
        if row["Crime type"] == "Drugs" and row["Location"] == "On or near Commercial Road"
    )


def test_a_plant_adds_what_it_says_where_and_when_it_says(
    herefordshire: AreaProfile, demonstration: Path, tmp_path: Path
) -> None:
    generate(herefordshire, tmp_path, plants=(*PLANTS, PLANT))
    more = drugs_on_the_street(tmp_path)
    more.subtract(drugs_on_the_street(demonstration))
    assert {month: n for month, n in more.items() if n} == {
        f"2025-{month:02d}": 6 for month in range(3, 9)
    }
    assert len(rows_of(tmp_path / "police.uk")) == len(rows_of(demonstration / "police.uk")) + 36
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert truth["plants"][-1] == PLANT.__dict__


def test_a_plant_of_acquisitive_crime_leaves_the_yearly_total(
    herefordshire: AreaProfile, tmp_path: Path
) -> None:
    plant = Plant("hotspot", "E05009489", "Commercial Road", "shoplifting", 5, "2024-11", "2025-02")
    generate(herefordshire, tmp_path, plants=(plant,))
    thefts = Counter(
        row["Month"][:4]
        for row in rows_of(tmp_path / "police.uk")
        if row["Crime type"]
        in (
            "Bicycle theft",
            "Burglary",
            "Other theft",
            "Robbery",
            "Shoplifting",
            "Theft from the person",
            "Vehicle crime",
        )
    )
    assert thefts == {"2023": 1_934, "2024": 2_397, "2025": 2_863}


def test_a_plant_on_a_street_the_ward_does_not_have_is_refused(
    herefordshire: AreaProfile, tmp_path: Path
) -> None:
    nowhere = Plant("hotspot", "E05009489", "Baker Street", "drugs", 6, "2025-03", "2025-08")
    with pytest.raises(GeoCspError, match="Baker Street"):
        generate(herefordshire, tmp_path, plants=(nowhere,))


def test_what_falls_goes_down_evenly_to_where_it_is_said_to_go() -> None:
    falling = Plant("falling", "E05009489", "A438", "drugs", 9, "2025-09", "2025-12", falls_to=3)
    assert planted_a_month(falling)[-5:].tolist() == [0, 9, 7, 5, 3]


@pytest.mark.parametrize("plant", [p for p in PLANTS if p.offence == "asb"], ids=lambda p: p.street)
def test_the_demonstration_has_its_plants(herefordshire: AreaProfile, plant: Plant) -> None:
    """The rest of the incidents is the same without them: a difference is the plant."""
    more = on_the_street(herefordshire, plant, PLANTS) - on_the_street(herefordshire, plant, ())
    assert more.tolist() == planted_a_month(plant).tolist()
    assert more.sum() > 0


def on_the_street(
    profile: AreaProfile, plant: Plant, plants: tuple[Plant, ...], seed: int = 1
) -> np.ndarray:
    points, incidents = drawn(profile, seed, plants)
    there = (points.ward == plant.ward) & (points.street == plant.street)
    rows = incidents[there[incidents["point"]] & (incidents["offence"] == plant.offence)]
    return np.bincount(rows["month"], minlength=36)


def test_a_shop_falls_from_25_thefts_a_month_to_10(herefordshire: AreaProfile) -> None:
    (plant,) = (p for p in PLANTS if p.kind == "diminishing")
    planted = planted_a_month(plant)
    assert planted[[0, -1]].tolist() == [25, 10]
    beside_chance = on_the_street(herefordshire, plant, PLANTS) - planted
    assert beside_chance.min() >= 0
    assert beside_chance.mean() < 2
