"""``geo-csp pack``: two files whose names carry the marking, and a line in the audit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo_csp.area_profile import AreaProfile
from geo_csp.cli.main import app
from geo_csp.errors import GeoCspError, NotLoadedError, NotReleasedError
from geo_csp.incidents.manifest import manifest_text
from tests.disclosure.conftest import stored
from tests.hotspots.conftest import HERE, months_to, rows, spots
from tests.packs.reading import pdf_alternatives, word_alternatives, word_part, word_texts

MONTH = "2025-12"


def made_store(folder: Path, profile: AreaProfile, kind: str) -> Path:
    counts = {spot: [1] * 12 for spot in spots(30)} | {HERE: [1] * 10 + [9, 9]}
    incidents = rows(counts)
    entries = [
        stored(folder, profile, kind, month, [row for row in incidents if row["month"] == month])
        for month in months_to(MONTH, 12)
    ]
    (folder / "manifest.json").write_text(manifest_text(entries))
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, herefordshire: AreaProfile) -> Path:
    """A police extract, and its newest month run."""
    folder = made_store(tmp_path_factory.mktemp("store"), herefordshire, "extract")
    command("run", "--month", MONTH, "--store", str(folder))
    return folder


def command(*words: str) -> str:
    result = CliRunner().invoke(app, [*words], catch_exceptions=False, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout


def test_the_pack_is_written_in_both_forms_and_noted(store: Path, tmp_path: Path) -> None:
    asked = ("pack", "--month", MONTH, "--store", str(store), "--out", str(tmp_path / "packs"))
    with pytest.raises(GeoCspError, match="say why it leaves"):
        command(*asked)
    assert not (tmp_path / "packs").exists()
    said = command(*asked, "--justification", "MATAC of 12 January")
    names = [f"OFFICIAL-SENSITIVE_herefordshire_pack_{MONTH}.{form}" for form in ("docx", "pdf")]
    assert sorted(path.name for path in (tmp_path / "packs").iterdir()) == names
    word, pdf = ((tmp_path / "packs" / name).read_bytes() for name in names)
    assert word_alternatives(word) == pdf_alternatives(pdf)
    assert "New leads" in word_texts(word_part(word, "document"))
    assert len(pdf_alternatives(pdf)) >= 3
    assert all(name in said for name in names)
    lines = json.loads(
        command(
            *("audit", "list", "--store", str(store), "--format", "json"),
            *("--justification", "test of the audit"),
        )
    )
    (line,) = (line for line in lines if line["about"] == "geo-csp pack")
    assert (line["kind"], line["justification"]) == ("disclosure", "MATAC of 12 January")


def test_a_board_member_has_no_pack_of_places(store: Path, tmp_path: Path) -> None:
    asked = ("pack", "--month", MONTH, "--store", str(store), "--out", str(tmp_path))
    with pytest.raises(NotReleasedError):
        command(*asked, "--role", "board", "--justification", "board")
    assert list(tmp_path.iterdir()) == []


def test_a_month_that_was_not_run_says_what_to_run(store: Path, tmp_path: Path) -> None:
    with pytest.raises(NotLoadedError, match="geo-csp run --month 2025-11"):
        command("pack", "--month", "2025-11", "--store", str(store), "--out", str(tmp_path))


def test_the_boards_report_is_written_for_its_quarter(store: Path, tmp_path: Path) -> None:
    asked = ("pack", "--board", "--quarter", "2025Q4", "--store", str(store), "--out")
    command(*asked, str(tmp_path))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"OFFICIAL_herefordshire_board_2025Q4.{form}" for form in ("docx", "pdf")]


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("--board",),
        ("--quarter", "2025Q4"),
        ("--month", MONTH, "--board", "--quarter", "2025Q4"),
    ],
)
def test_a_pack_is_of_a_month_or_of_a_boards_quarter(asked, store: Path, tmp_path: Path) -> None:
    with pytest.raises(GeoCspError, match="a pack is of --month"):
        command("pack", *asked, "--store", str(store), "--out", str(tmp_path))
