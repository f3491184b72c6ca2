"""The data sets at the first start, through the loader that reads a user's own files."""

from __future__ import annotations

import csv
import io
import multiprocessing
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest

import geo_csp.demo.ready
from geo_csp.area_profile import AreaProfile, load_profile
from geo_csp.demo.ready import ready_data_sets
from geo_csp.errors import EXIT_ALL
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_incidents, read_manifest
from geo_csp.monthly.sensitive_tables import read_tables
from tests.demo.conftest import ROOT, Rows


@pytest.fixture(autouse=True)
def _no_store_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GEO_CSP_STORE", raising=False)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A fresh clone's data folder."""
    shutil.copytree(ROOT / "data" / "open", tmp_path / "data" / "open")
    return tmp_path / "data"


@pytest.fixture(scope="session")
def after_a_start(herefordshire: AreaProfile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started") / "data"
    shutil.copytree(ROOT / "data" / "open", folder / "open")
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("GEO_CSP_STORE", raising=False)
        ready_data_sets(herefordshire, folder)
    return folder


@pytest.fixture
def started(after_a_start: Path, tmp_path: Path) -> Path:
    """A data folder of one's own in which the app has been started before."""
    shutil.copytree(after_a_start, tmp_path / "data")
    return tmp_path / "data"


def test_the_demonstration_loads_whole(
    herefordshire: AreaProfile, demonstration: Path, extract: Rows, tmp_path: Path
) -> None:
    report = load([demonstration], herefordshire, tmp_path / "store")
    assert report.exit_code == EXIT_ALL
    assert report.set_aside == 0
    manifest = read_manifest(tmp_path / "store")
    assert all(month.is_synthetic for month in manifest)
    for kind in ("open", "extract"):
        months = [month for month in manifest if month.kind == kind]
        assert len(months) == 36
        assert sum(month.rows for month in months) == len(extract)
        assert sum(m.rows_by_area["herefordshire"] for m in months) == len(extract)


def test_both_shapes_have_the_same_categories_and_wards(
    herefordshire: AreaProfile, demonstration: Path, tmp_path: Path
) -> None:
    load([demonstration], herefordshire, tmp_path / "store")
    manifest = read_manifest(tmp_path / "store")
    counted = [
        Counter(
            tuple(row.values())
            for row in read_incidents(
                tmp_path / "store",
                [month for month in manifest if month.kind == kind],
                "herefordshire",
                ["month", "ward", "category"],
            ).to_pylist()
        )
        for kind in ("open", "extract")
    ]
    assert counted[0] == counted[1]


def test_the_shipped_open_data_loads_whole(herefordshire: AreaProfile, tmp_path: Path) -> None:
    archive = ROOT / "data" / "open" / "herefordshire.zip"
    report = load([archive], herefordshire, tmp_path / "store")
    assert report.exit_code == EXIT_ALL
    with zipfile.ZipFile(archive) as opened:
        rows = {
            name[:7]: len(list(csv.reader(io.TextIOWrapper(opened.open(name), "utf-8")))) - 1
            for name in opened.namelist()
        }
    manifest = read_manifest(tmp_path / "store")
    assert {month.month: month.rows_by_area["herefordshire"] for month in manifest} == rows
    assert not any(month.is_synthetic for month in manifest)


def test_a_fresh_clone_has_open_data_and_the_demonstration(
    herefordshire: AreaProfile, started: Path
) -> None:
    open_data, demonstration = ready_data_sets(herefordshire, started)
    assert (open_data.name, open_data.is_synthetic, open_data.is_open) == ("open", False, True)
    assert (demonstration.name, demonstration.is_synthetic) == ("demonstration", True)
    assert not demonstration.is_open
    assert "synthetic demonstration data" in demonstration.phrase
    assert len(open_data.coverage.months) == 16
    assert len(demonstration.coverage.months) == 36
    assert set(demonstration.coverage.sources.values()) == {("extract",)}


def test_hate_of_the_demonstration_is_published_from_the_first_view_on(
    herefordshire: AreaProfile, started: Path
) -> None:
    open_data, demonstration = ready_data_sets(herefordshire, started)
    (table,) = read_tables(demonstration.store, "herefordshire")
    assert table.months == set(demonstration.coverage.months)
    assert 100 < table.pattern.is_shown.sum() < len(table.pattern.cells)
    assert read_tables(open_data.store, "herefordshire") == ()


def test_they_are_loaded_once(
    herefordshire: AreaProfile, started: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ready_data_sets(herefordshire, started)

    def again(*_: object) -> None:
        pytest.fail("loaded a second time")

    monkeypatch.setattr(geo_csp.demo.ready, "load", again)
    assert ready_data_sets(herefordshire, started) == first


def test_a_changed_profile_loads_anew_and_removes_the_old(
    started: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "boundaries", tmp_path / "boundaries")
    monkeypatch.chdir(tmp_path)
    ready_data_sets(load_profile("herefordshire"), started)
    before = {path.name for path in (started / "ready").iterdir()}
    settings = tmp_path / "boundaries" / "herefordshire" / "area.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    ready_data_sets(load_profile("herefordshire"), started)
    after = {path.name for path in (started / "ready").iterdir()}
    assert before & after <= {".lock"}
    assert len(after - {".lock"}) == 2


def test_what_a_process_left_behind_is_not_read_and_is_removed(
    herefordshire: AreaProfile, data_folder: Path
) -> None:
    left = data_folder / "ready" / ".loading-left"
    (left / "store").mkdir(parents=True)
    assert len(ready_data_sets(herefordshire, data_folder)) == 2
    assert not left.exists()


def test_your_own_store_comes_first(
    herefordshire: AreaProfile,
    started: Path,
    demonstration: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    month = demonstration / "police.uk" / "2025-12"
    load([month], herefordshire, started / "store")
    assert [d.name for d in ready_data_sets(herefordshire, started)] == [
        "own",
        "open",
        "demonstration",
    ]
    load([month], herefordshire, tmp_path / "elsewhere")
    monkeypatch.setenv("GEO_CSP_STORE", str(tmp_path / "elsewhere"))
    assert ready_data_sets(herefordshire, started)[0].store == tmp_path / "elsewhere"


def test_a_data_folder_that_cannot_be_written_is_no_obstacle(
    herefordshire: AreaProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where the folder should be refuses every user, the administrator too."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read_only = tmp_path / "data"
    read_only.mkdir()
    (read_only / "ready").write_text("")
    (demonstration,) = ready_data_sets(herefordshire, read_only)
    assert read_manifest(demonstration.store)
    assert demonstration.store.is_relative_to(tmp_path)
    assert not demonstration.store.is_relative_to(read_only)


def _start(folder: Path) -> list[tuple[str, int]]:
    sets = ready_data_sets(load_profile("herefordshire"), folder)
    return [(data.name, len(data.coverage.months)) for data in sets]


def test_two_processes_may_start_at_once(data_folder: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        answers = pool.map(_start, [data_folder, data_folder])
    assert answers == [[("open", 16), ("demonstration", 36)]] * 2
    stores = [path for path in (data_folder / "ready").iterdir() if path.is_dir()]
    assert len(stores) == 2


def test_a_place_without_open_data_has_the_demonstration_alone(
    worcester: AreaProfile, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(worcester.folder.parents[1])
    (demonstration,) = ready_data_sets(worcester, data_folder)
    assert demonstration.is_synthetic
    assert len(demonstration.coverage.months) == 36
