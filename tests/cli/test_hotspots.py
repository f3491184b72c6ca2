"""``geo-csp run`` and ``geo-csp hotspots`` on the open data's shape, from the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo_csp.area_profile import AreaProfile
from geo_csp.cli.main import app
from geo_csp.errors import NotLoadedError, NotReleasedError
from geo_csp.incidents.manifest import manifest_text
from tests.disclosure.conftest import stored
from tests.hotspots.conftest import HERE, months_to, rows, spots


@pytest.fixture
def store(tmp_path: Path, herefordshire: AreaProfile) -> Path:
    counts = {spot: [1] * 12 for spot in spots(30)} | {HERE: [1] * 10 + [9, 9]}
    incidents = rows(counts)
    entries = [
        stored(tmp_path, herefordshire, "open", m, [row for row in incidents if row["month"] == m])
        for m in months_to("2025-12", 12)
    ]
    (tmp_path / "manifest.json").write_text(manifest_text(entries))
    return tmp_path


def command(*words: str) -> str:
    result = CliRunner().invoke(app, [*words], catch_exceptions=False, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout


def test_a_month_is_run_and_its_hotspots_are_printed_in_every_form(store: Path) -> None:
    report = command("run", "--month", "2025-12", "--store", str(store))
    assert "2025-12: " in report
    assert "Not looked at: Hate crime is not in the source for December 2025" in report
    asked = ("hotspots", "--month", "2025-12", "--category", "asb", "--store", str(store))
    table = command(*asked)
    assert "emerging: Anti-social behaviour rose around" in table
    assert "since November 2025: 18 incidents where" in table
    rows_printed = list(csv.DictReader(io.StringIO(command(*asked, "--format", "csv"))))
    assert rows_printed[0]["kind"] == "emerging"
    assert rows_printed[0]["since"] == "2025-11"
    assert json.loads(command(*asked, "--format", "json"))[0]["observed"] == 18
    features = json.loads(command(*asked, "--format", "geojson"))["features"]
    assert len(features) == len(rows_printed)
    with pytest.raises(NotReleasedError):
        command(*asked, "--role", "board")


def test_the_months_priorities_are_printed_in_every_form(store: Path) -> None:
    report = command("run", "--month", "2025-12", "--store", str(store))
    assert "; geo-csp priorities --month 2025-12" in report
    asked = ("priorities", "--month", "2025-12", "--store", str(store))
    table = command(*asked)
    assert "Priorities of December 2025: " in table
    assert "lead: Council community safety team" in table
    assert "Emerging hotspot of" in table
    printed = list(csv.DictReader(io.StringIO(command(*asked, "--format", "csv"))))
    factors = ("harm", "likelihood", "confidence", "capacity", "voice")
    for row in printed:
        assert sum(float(row[name]) for name in factors) == pytest.approx(float(row["score"]))
    assert json.loads(command(*asked, "--format", "json"))[0]["rank"] == 1
    features = json.loads(command(*asked, "--format", "geojson"))["features"]
    assert len(features) == len(printed)
    assert "Street" not in command(*asked, "--role", "board")
    with pytest.raises(NotReleasedError):
        command(*asked, "--role", "public")


def test_a_month_that_was_not_run_says_what_to_run(store: Path) -> None:
    with pytest.raises(NotLoadedError, match="run first: geo-csp run --month 2025-12"):
        command("hotspots", "--month", "2025-12", "--store", str(store))
