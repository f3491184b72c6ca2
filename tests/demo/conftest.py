"""The demonstration of Herefordshire, written once; and a place that has outlines only."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile, read_profile
from geo_csp.demo.generate import generate

ROOT = Path(__file__).resolve().parents[2]

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def demonstration(herefordshire: AreaProfile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demonstration")
    generate(herefordshire, out)
    return out


def rows_of(folder: Path) -> Rows:
    rows: Rows = []
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    return rows


@pytest.fixture(scope="session")
def police_uk(demonstration: Path) -> Rows:
    return rows_of(demonstration / "police.uk")


@pytest.fixture(scope="session")
def extract(demonstration: Path) -> Rows:
    return rows_of(demonstration / "extract")


@pytest.fixture(scope="session")
def worcester(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> AreaProfile:
    """The smallest profile, as the boundaries' README prints it."""
    folder = tmp_path_factory.mktemp("elsewhere") / "boundaries" / "worcester"
    folder.mkdir(parents=True)
    readme = (ROOT / "boundaries" / "herefordshire" / "README.md").read_text(encoding="utf-8")
    settings = re.findall(r"```toml\n(.+?)```", readme, flags=re.DOTALL)[0]
    (folder / "area.toml").write_text(settings, encoding="utf-8")
    outlines = shared_data / "geography_other" / "worcester_wards_bgc.geojson"
    shutil.copy(outlines, folder / "wards_bgc.geojson")
    return read_profile(folder)
