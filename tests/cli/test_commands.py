"""The commands from their arguments to their exit codes, in this process."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command

COLUMNS = [
    *("area_code", "area_name", "category", "months", "count", "population", "rate_per_1000"),
    *("lower", "upper", "change_count", "change_words", "suppressed"),
]
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
# High Town, in Central ward.
ROW = (
    ",{month},West Mercia Police,West Mercia Police,-2.714900,52.056300,On or near High Town,"
    "E01014016,Herefordshire 009C,Anti-social behaviour,,"
)


def street_file(folder: Path, month: str, rows: list[str]) -> Path:
    path = folder / f"{month}-west-mercia-street.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


@pytest.fixture
def two_months(tmp_path: Path) -> list[Path]:
    return [
        street_file(tmp_path, "2025-06", [ROW.format(month="2025-06")] * 2),
        street_file(tmp_path, "2025-09", [ROW.format(month="2025-09")] * 3),
    ]


def test_what_was_loaded_is_in_the_status_with_its_gap(
    geo_csp: Command, two_months: list[Path]
) -> None:
    assert geo_csp("load", *two_months).exit_code == 0
    found = json.loads(geo_csp("status", "--json").out)
    assert found["rows"] == found["rows_in_area"] == 2 + 3
    assert [gap["words"] for gap in found["gaps"]] == ["no data for July 2025 to August 2025"]
    assert found["newest_complete"] == "2025-09"
    said = geo_csp("status").out
    assert said.startswith("OFFICIAL\nHerefordshire: 5 incidents")
    assert "Missing: no data for July 2025 to August 2025" in said


def test_every_format_of_figures_says_the_same(geo_csp: Command, two_months: list[Path]) -> None:
    geo_csp("load", *two_months)
    asked = ("figures", "--by", "ward", "--category", "asb", "--months", "2025-06", "--format")
    rows = list(csv.DictReader(io.StringIO(geo_csp(*asked, "csv").out)))
    objects = json.loads(geo_csp(*asked, "json").out)
    features = json.loads(geo_csp(*asked, "geojson").out)["features"]
    assert list(rows[0])[: len(COLUMNS)] == COLUMNS == list(objects[0])[: len(COLUMNS)]
    assert [f["properties"] for f in features] == objects
    assert {row["area_name"]: int(row["count"]) for row in rows if row["count"] != "0"} == {
        "Central": 2
    }
    assert sum(o["count"] for o in objects) == 2
    assert "Central" in geo_csp(*asked, "table").out


@pytest.mark.parametrize("level", ["ward", "locality", "lsoa", "county"])
def test_the_two_incidents_are_counted_at_every_level(
    geo_csp: Command, two_months: list[Path], level: str
) -> None:
    geo_csp("load", *two_months)
    asked = ("figures", "--by", level, "--category", "all", "--months", "2025-06")
    objects = json.loads(geo_csp(*asked, "--format", "json").out)
    assert sum(o["count"] for o in objects) == 2


def test_a_row_set_aside_is_exit_code_1_and_says_where_to_look(
    geo_csp: Command, tmp_path: Path
) -> None:
    wrong = ROW.format(month="2025-13")
    path = street_file(tmp_path, "2025-06", [ROW.format(month="2025-06"), wrong])
    answer = geo_csp("load", path)
    assert answer.exit_code == 1
    assert "Loaded 1 row " in answer.out
    assert "Set aside: 1 row," in answer.out
    with next((tmp_path / "store" / "set_aside").glob("*.csv")).open(encoding="utf-8-sig") as file:
        row = next(csv.DictReader(file))
    assert (Path(row["file"]).name, row["line"]) == (path.name, "3")
    assert "2025-13" in row["reason"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("load", "no-such-file.csv"), "no-such-file.csv"),
        (("status", "--area", "narnia"), 'no area "narnia"'),
        (("figures", "--category", "asb", "--months", "2025-13"), "expected YYYY-MM"),
        (("figures", "--category", "noise-pollution", "--months", "2025-06"), "is no category"),
        (("figures", "--category", "asb", "--months", "2025-07"), "no figures for July 2025"),
    ],
)
def test_a_mistake_is_exit_code_2_and_one_line(
    geo_csp: Command, two_months: list[Path], arguments: tuple[str, ...], words: str
) -> None:
    geo_csp("load", *two_months)
    answer = geo_csp(*arguments)
    assert answer.exit_code == 2
    assert answer.err.splitlines()[-1].startswith("geo-csp: ")
    assert words in answer.err.splitlines()[-1]


def test_hate_crime_is_not_in_open_data_and_that_is_no_zero(
    geo_csp: Command, two_months: list[Path]
) -> None:
    geo_csp("load", *two_months)
    asked = ("figures", "--by", "county", "--category", "hate", "--months", "2025-06")
    (county,) = json.loads(geo_csp(*asked, "--format", "json").out)
    assert county["count"] is None
    assert county["suppressed"] == "not in the source"


def test_figures_are_what_may_be_published_unless_a_role_is_named(
    geo_csp: Command, tmp_path: Path
) -> None:
    assert geo_csp("demo", "--out", tmp_path / "demo").exit_code == 0
    newest = sorted((tmp_path / "demo").rglob("*2025-12*.csv"))
    assert geo_csp("load", *newest).exit_code == 0
    asked = ("figures", "--category", "hate", "--months", "2025-12", "--format", "json")
    published = json.loads(geo_csp(*asked).out)
    assert {o["suppressed"] for o in published} == {"not shown"}
    assert {o["count"] for o in published} == {None}
    inside = json.loads(geo_csp(*asked, "--role", "analyst").out)
    assert sum(o["count"] for o in inside) > 5
    assert {o["marking"] for o in inside} == {"OFFICIAL-SENSITIVE; synthetic demonstration data"}


def test_status_imports_none_of_the_libraries_that_take_long(tmp_path: Path) -> None:
    program = (
        "import sys; from geo_csp.cli import main; sys.argv = ['geo-csp', 'status'];"
        "\ntry: main.run()\nexcept SystemExit: pass"
        "\nprint(sorted({'numpy', 'pandas', 'pyarrow', 'duckdb', 'shapely'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_another_partnership_is_its_folder_alone(
    geo_csp: Command, tmp_path: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worcester: outlines only, the same police files, no line of code."""
    folder = tmp_path / "boundaries" / "worcester"
    folder.mkdir(parents=True)
    shutil.copy(shared_data / "geography_other" / "worcester_wards_bgc.geojson", folder)
    (folder / "area.toml").write_text(
        """
title = "Worcester"
partnership = "Worcester Community Safety Partnership"
code = "E07000237"
force = { name = "West Mercia Police", slug = "west-mercia" }
wards = { file = "worcester_wards_bgc.geojson", code = "ward_code", name = "ward_name" }
""",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    source = shared_data / "police" / "2025-06" / "2025-06-west-mercia-street.csv"
    assert geo_csp("load", source, "--area", "worcester").exit_code == 0
    asked = ("figures", "--area", "worcester", "--category", "all", "--months", "2025-06")
    wards = json.loads(geo_csp(*asked, "--format", "json").out)
    with source.open(encoding="utf-8") as file:
        named = sum(row["LSOA name"].startswith("Worcester ") for row in csv.DictReader(file))
    # The file's own LSOA and the ward outlines differ only where both are generalised.
    assert sum(ward["count"] for ward in wards) == pytest.approx(named, rel=0.01)
    assert {ward["rate_per_1000"] for ward in wards} == {None}
    assert "rates: no population given" in geo_csp(*asked).out
    herefordshire = json.loads(
        geo_csp("figures", *asked[3:], "--by", "county", "--format", "json").out
    )
    assert herefordshire[0]["count"] == 993  # rows of 2025-06 whose LSOA is Herefordshire's


def test_a_fault_of_the_program_is_exit_code_2_never_1(
    geo_csp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("geo_csp.incidents.coverage.status", broken)
    answer = geo_csp("status")
    assert answer.exit_code == 2
    assert "ZeroDivisionError" in answer.err


@pytest.mark.parametrize("command", ["load", "status", "figures", "demo"])
def test_every_command_takes_an_area_and_a_store(geo_csp: Command, command: str) -> None:
    said = geo_csp(command, "--help").out
    assert "--area" in said
    assert "--store" in said
