"""Who writes a folder for another partnership finds every setting explained."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from geo_csp.area_profile import AreaProfile, BaseMap, Extract, ExtractColumns, Locality, Population
from geo_csp.board_settings import (
    Board,
    Group,
    Partnership,
    StrategyFigure,
    SurveyMeasure,
    Theme,
    ThemeLine,
)
from geo_csp.profile_settings import CaseReview, Duplicates, Hotspots

FOLDER = Path(__file__).resolve().parents[1] / "boundaries" / "herefordshire"
README = (FOLDER / "README.md").read_text(encoding="utf-8")

GIVEN_BY_THE_FOLDER = {"name", "folder"}


@pytest.mark.parametrize(
    "part",
    [
        *(AreaProfile, BaseMap, CaseReview, Duplicates, Extract, ExtractColumns, Hotspots),
        *(Locality, Population),
        *(Board, Group, Partnership, StrategyFigure, SurveyMeasure, Theme, ThemeLine),
    ],
)
def test_every_setting_is_explained(part: type[BaseModel]) -> None:
    settings = set(part.model_fields) - (GIVEN_BY_THE_FOLDER if part is AreaProfile else set())
    explained = {
        setting
        for setting in settings
        if any(
            f"{before}{setting}{after}" in README
            for before, after in (
                ("`", "`"),
                ("[", "]"),
                ("[", ".NAME]"),
                ("[extracts.", "]"),
                ("[tasking.", "]"),
                ("[[board.", "]]"),
            )
        )
    }
    assert settings - explained == set()


def test_the_smallest_folder_says_whose_boundaries_it_has() -> None:
    smallest = tomllib.loads(README.split("```toml\n")[1].split("```")[0])
    assert "Open Government Licence" in smallest["attribution"]


def test_every_file_of_the_folder_has_its_source() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.name != "README.md"}
    assert {name for name in files if f"| `{name}` |" not in README} == set()
