"""What the demonstration promises: its totals, its two shapes, and that it says what it is."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.drawn_incidents import planted_a_month
from geo_csp.demo.generate import generate
from geo_csp.demo.planted_actions import ACTION_PLANTS
from geo_csp.demo.planted_truth import PLANTS, REISSUED
from geo_csp.errors import GeoCspError
from geo_csp.geography.boundaries import place, to_national_grid
from geo_csp.months import Span
from geo_csp.profile_settings import POLICE_UK_CATEGORIES
from geo_csp.vocabulary import SYNTHETIC
from tests.demo.conftest import Rows, rows_of

MONTHS = Span("2023-01", "2025-12").months()


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(
    herefordshire: AreaProfile, demonstration: Path, tmp_path: Path
) -> None:
    generate(herefordshire, tmp_path)
    assert content(tmp_path) == content(demonstration)


def test_another_seed_gives_other_incidents(
    herefordshire: AreaProfile, demonstration: Path, tmp_path: Path
) -> None:
    generate(herefordshire, tmp_path, seed=2)
    ours, theirs = content(demonstration), content(tmp_path)
    assert ours.keys() == theirs.keys()
    assert not [name for name in ours if ours[name] == theirs[name]]


def test_there_is_one_file_of_each_shape_a_month(demonstration: Path) -> None:
    open_files = {f"police.uk/{m}/{m}-west-mercia-street.csv" for m in MONTHS}
    extract_files = {f"extract/{m}-west-mercia-extract.csv" for m in MONTHS}
    assert set(content(demonstration)) == open_files | extract_files | {"truth.json"}


def test_acquisitive_crime_meets_the_three_figures_of_the_strategy(police_uk: Rows) -> None:
    counted = Counter(
        row["Month"][:4]
        for row in police_uk
        if POLICE_UK_CATEGORIES[row["Crime type"]].startswith("acquisitive/")
    )
    assert counted == {"2023": 1_934, "2024": 2_397, "2025": 2_863}


def test_levels_are_those_of_the_open_data(police_uk: Rows) -> None:
    """About 164 a month of anti-social behaviour and 1,000 of all: within 5 %, which is more than
    three standard errors of 36 months' Poisson counts (164: 1.3 %; 1,000: 0.5 %). What is planted
    comes on top, and keeps the level within that of the open data's months, 130 to 200.
    """
    asb = sum(row["Crime type"] == "Anti-social behaviour" for row in police_uk)
    planted = sum(planted_a_month(plant).sum() for plant in PLANTS if plant.offence == "asb")
    assert (asb - planted) / 36 == pytest.approx(164, rel=0.05)
    assert 130 < asb / 36 < 200
    acted = sum(sum(plant.a_year) for plant in ACTION_PLANTS)
    assert (len(police_uk) - planted - acted) / 36 == pytest.approx(1_000, rel=0.05)


def test_wards_have_what_they_have_in_the_open_data(
    herefordshire: AreaProfile, police_uk: Rows
) -> None:
    """The ward's share of what is not planted against its share of the points' real incidents."""
    points = rows_of_file(herefordshire.file("street_points.csv"))
    offences = [name for name in points[0] if name not in _WORDS]
    real: Counter[str] = Counter()
    for row in points:
        real[row["ward_code"]] += sum(int(row[offence]) for offence in offences)
    drawn = Counter(wards_of(herefordshire, police_uk))
    drawn.subtract(Counter({plant.ward: int(planted_a_month(plant).sum()) for plant in PLANTS}))
    drawn.subtract(Counter({plant.ward: sum(plant.a_year) for plant in ACTION_PLANTS}))
    shares = np.array([(real[w] / real.total(), drawn[w] / drawn.total()) for w in sorted(real)])
    assert len(shares) == 53
    assert np.corrcoef(shares.T)[0, 1] > 0.99


_WORDS = ("longitude", "latitude", "street", "ward_code")


def rows_of_file(path: Path) -> Rows:
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wards_of(profile: AreaProfile, police_uk: Rows) -> list[str]:
    degrees = np.array([[float(row["Longitude"]), float(row["Latitude"])] for row in police_uk])
    grid = to_national_grid(degrees[:, 0], degrees[:, 1])
    return list(place(profile, *grid, np.ones(len(degrees), dtype=np.bool_)).ward)


def test_both_shapes_hold_the_same_incidents(police_uk: Rows, extract: Rows) -> None:
    """Crimes join on the reference; anti-social behaviour, which the police publish without an ID,
    is the same list of months and streets: of all streets until snap points are issued anew round
    Coningsby Court, afterwards of those elsewhere (the rest: test_reissued_points.py).
    """
    (anew,) = REISSUED
    by_id = {row["Crime ID"]: row for row in police_uk if row["Crime ID"]}
    crimes = [row for row in extract if row["Home Office code"]]
    assert len(by_id) == len(crimes)
    for row in crimes:
        published = by_id[sha256(row["Reference"].encode()).hexdigest()]
        assert published["Month"] == month_of(row)
        moved = published["Month"] >= anew.first and published["Location"].endswith(anew.street)
        assert moved or published["Location"] == f"On or near {row['Street']}"

    asb = [row for row in extract if not row["Home Office code"]]
    published_asb = [row for row in police_uk if not row["Crime ID"]]
    assert {row["Offence"] for row in asb} == {"Anti-social behaviour"}
    assert Counter(row["Month"] for row in published_asb) == Counter(map(month_of, asb))
    early = Counter((r["Month"], r["Location"]) for r in published_asb if r["Month"] < anew.first)
    ours = Counter((month_of(r), f"On or near {r['Street']}") for r in asb)
    assert early == Counter({key: n for key, n in ours.items() if key[0] < anew.first})


def month_of(row: dict[str, str]) -> str:
    return datetime.strptime(row["Date from"], "%d/%m/%Y").strftime("%Y-%m")


def test_both_shapes_agree_ward_by_ward(
    herefordshire: AreaProfile, police_uk: Rows, extract: Rows
) -> None:
    spots = np.array(
        [
            (
                float(row["Easting"] or row["Easting (street)"]),
                float(row["Northing"] or row["Northing (street)"]),
            )
            for row in extract
        ]
    )
    wards = place(herefordshire, spots[:, 0], spots[:, 1], np.ones(len(spots), dtype=np.bool_)).ward
    assert Counter(wards) == Counter(wards_of(herefordshire, police_uk))


def test_a_true_spot_lies_a_few_metres_off_its_street(extract: Rows) -> None:
    known = [row for row in extract if row["Easting"]]
    away = np.array(
        [
            np.hypot(
                float(row["Easting"]) - float(row["Easting (street)"]),
                float(row["Northing"]) - float(row["Northing (street)"]),
            )
            for row in known
        ]
    )
    assert 3 < np.median(away) < 12
    assert away.max() < 25
    assert 0.03 < 1 - len(known) / len(extract) < 0.07


def test_open_data_tells_neither_hate_nor_types_nor_days(demonstration: Path) -> None:
    for path in (demonstration / "police.uk").rglob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert "hate" not in text.lower()
        assert "Rowdy" not in text
    header = text.splitlines()[0]
    assert header == (
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,"
        "LSOA code,LSOA name,Crime type,Last outcome category,Context"
    )


def test_every_row_and_the_truth_say_that_they_are_synthetic(
    demonstration: Path, police_uk: Rows, extract: Rows
) -> None:
    assert {row["Context"] for row in police_uk} == {SYNTHETIC}
    assert {row["Markers"] for row in extract} == {SYNTHETIC}
    truth = json.loads((demonstration / "truth.json").read_text(encoding="utf-8"))
    assert truth["label"] == SYNTHETIC
    assert len(truth["plants"]) == 7


def test_a_few_points_hold_much_and_many_hold_little(police_uk: Rows) -> None:
    """In the open data the busiest twentieth of the points holds 34 % of the incidents."""
    counts = sorted(
        Counter((r["Longitude"], r["Latitude"]) for r in police_uk).values(), reverse=True
    )
    assert len(counts) > 2_000
    assert 0.25 < sum(counts[: len(counts) // 20]) / sum(counts) < 0.45


def test_a_place_with_outlines_only_has_its_demonstration(
    worcester: AreaProfile, tmp_path: Path
) -> None:
    """15 wards of 3,653 residents are 28.3 % of Herefordshire's 193,615; the lattice's points are
    named for their wards. Without an extract mapping there is no extract.
    """
    generate(worcester, tmp_path)
    rows = rows_of(tmp_path / "police.uk")
    acquisitive = [
        r for r in rows if POLICE_UK_CATEGORIES[r["Crime type"]].startswith("acquisitive/")
    ]
    scale = 15 * 3_653 / 193_615
    by_year = Counter(row["Month"][:4] for row in acquisitive)
    assert by_year == {"2023": round(1_934 * scale), "2024": 678, "2025": 810}
    assert len(set(wards_of(worcester, rows))) == 15
    assert any(row["Location"].startswith("On or near Arboretum ") for row in rows)
    assert not (tmp_path / "extract").exists()


def test_a_folder_that_cannot_be_written_is_named(
    herefordshire: AreaProfile, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(GeoCspError, match="file: the demonstration cannot be written here"):
        generate(herefordshire, in_the_way)
