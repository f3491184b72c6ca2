"""The settings of the list: whose weights they are, and what a mistake in them is told."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from geo_csp.area_profile import AreaProfile, read_profile
from geo_csp.errors import ProfileError
from geo_csp.tasking_settings import Harm, Tasking
from geo_csp.vocabulary import POLICE_UK_CATEGORIES

SCHEME = "2026, volume-weighted to data.police.uk category, England and Wales 2024/25"


def test_harm_weights_are_those_of_their_source(shared_data: Path) -> None:
    """The Cambridge index by crime type, all but anti-social behaviour, which it does not weigh."""
    path = shared_data / "reference" / "harm_weights.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    published = {
        POLICE_UK_CATEGORIES[row["police_uk_category"].replace("Theft From", "Theft from")]: float(
            row["weight"]
        )
        for row in rows
        if row["version"] == SCHEME
    }
    assert Harm().weights == published
    assert {*Harm().weights, "asb"} == set(POLICE_UK_CATEGORIES.values())


def test_what_no_scheme_weighs_is_local() -> None:
    assert set(Harm().local) == {"asb", "hate"}


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ({"harm": {"weights": {"drugs": 1.0}}}, "no weight of"),
        ({"harm": {"local": {"asb": 1.0, "hate": 1.0, "luck": 1.0}}}, "luck"),
        ({"harm": {"local": {"asb": -1.0, "hate": 1.0}}}, "greater than or equal to 0"),
        ({"weights": {"harm": 1.0}}, "none of capacity, confidence, likelihood, voice"),
        ({"weights": {"luck": 1.0}}, "luck"),
        ({"themes": {"asb": ["asb", "damage"], "soc": ["damage"]}}, "damage is in two themes"),
        ({"partners": [{"name": "A", "can": "b", "capacity": {"asb": 2.0}}]}, "less than or equal"),
    ],
)
def test_settings_that_cannot_be_are_refused(settings: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Tasking.model_validate(settings)


def test_a_mistake_is_named_with_its_file_and_line(
    tmp_path: Path, herefordshire: AreaProfile
) -> None:
    folder = tmp_path / "herefordshire"
    folder.mkdir()
    for name in ("area.toml", "wards_bgc.geojson"):
        shutil.copy(herefordshire.file(name), folder / name)
    text = (folder / "area.toml").read_text(encoding="utf-8")
    (folder / "area.toml").write_text(text.replace("voice = 10.0\n", "voice = -1.0\n"))
    line = text[: text.index("voice = 10.0")].count("\n") + 1
    with pytest.raises(ProfileError, match=f"line {line}: tasking.weights.voice"):
        read_profile(folder)


def test_herefordshire_has_a_lead_for_each_theme(herefordshire: AreaProfile) -> None:
    settings = herefordshire.tasking
    for theme in settings.themes:
        assert any(partner.capacity.get(theme) for partner in settings.partners)
