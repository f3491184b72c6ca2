"""A month's run is published whole, read back as it was, and says when it is out of date."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile, read_profile
from geo_csp.errors import GeoCspError, NotLoadedError, StoreError
from geo_csp.incidents.store import read_manifest, write_for_good
from geo_csp.monthly.earlier_places import earlier_places
from geo_csp.monthly.published import folder_of, published_months, read_published
from geo_csp.monthly.run import run_month
from geo_csp.monthly.version import data_version, why_stale
from tests.hotspots.conftest import WARD

MakeStore = Callable[..., Path]


def test_a_run_is_read_back_as_it_was_made(make_store: MakeStore, quick: AreaProfile) -> None:
    store = make_store()
    seen: list[tuple[int, int]] = []
    made = run_month(store, quick, "2025-12", lambda done, of: seen.append((done, of)))
    assert read_published(store, "herefordshire", "2025-12") == made
    assert published_months(store, "herefordshire") == ("2025-12",)
    assert seen == [(0, 2), (1, 2), (2, 2)]
    assert [(h.kind, h.observed, h.since) for h in made.findings if h.recurrence_months] == [
        ("emerging", 18, "2025-11")
    ]
    assert (list(made.scanned), made.scanned["asb"]) == (["asb"], "2025-01")
    assert made.not_scanned == {"hate": "Hate crime is not in the source for December 2025"}
    assert [b.category for b in made.backtests] == ["asb"]


def test_a_second_run_changes_nothing_but_its_time(
    make_store: MakeStore, quick: AreaProfile
) -> None:
    store = make_store()
    first = run_month(store, quick, "2025-12")
    again = run_month(store, quick, "2025-12")
    assert (again.findings, again.backtests, again.version) == (
        first.findings,
        first.backtests,
        first.version,
    )
    folders = [path.name for path in (store / "published" / "herefordshire").iterdir()]
    assert folders == ["2025-12"]


def test_places_keep_their_names_from_month_to_month(
    make_store: MakeStore, quick: AreaProfile
) -> None:
    store = make_store()
    run_month(store, quick, "2025-11")
    kept = earlier_places(store, "herefordshire", "2025-12")
    assert kept
    run_month(store, quick, "2025-12")
    now = {place.code: place.name for place in earlier_places(store, "herefordshire", "2026-01")}
    assert {place.code: place.name for place in kept}.items() <= now.items()
    # The first month has none before it, however often it is run.
    assert earlier_places(store, "herefordshire", "2025-11") == ()


def test_what_was_not_run_says_what_to_run(make_store: MakeStore) -> None:
    with pytest.raises(NotLoadedError, match="run first: geo-csp run --month 2025-12"):
        read_published(make_store(), "herefordshire", "2025-12")


def test_a_month_that_is_not_loaded_is_refused(make_store: MakeStore, quick: AreaProfile) -> None:
    store = make_store()
    with pytest.raises(NotLoadedError, match="no incidents for January 2026"):
        run_month(store, quick, "2026-01")
    with pytest.raises(GeoCspError, match="is not a month"):
        run_month(store, quick, "December")
    assert published_months(store, "herefordshire") == ()


def test_a_month_is_out_of_date_once_data_or_settings_change(
    make_store: MakeStore, quick: AreaProfile, herefordshire: AreaProfile
) -> None:
    store = make_store()
    made = run_month(store, quick, "2025-12")
    assert why_stale(made, store, quick) == ""
    words = "run again: geo-csp run --month 2025-12"
    assert words in why_stale(made, store, herefordshire)
    assert words in why_stale(made, make_store("other", category="drugs"), quick)


def test_the_version_does_not_depend_on_the_order_of_sets(
    make_store: MakeStore, quick: AreaProfile
) -> None:
    """Sets of words have another order in every process, and the version must not."""
    reading = quick.asb_readings["strategy"]
    turned = reading.model_copy(update={"categories": frozenset(["damage", "asb"])})
    same = quick.model_copy(update={"asb_readings": {**quick.asb_readings, "strategy": turned}})
    manifest = read_manifest(make_store())
    assert data_version(manifest, same) == data_version(manifest, quick)


@pytest.mark.parametrize("file", ["findings", "backtests", "places", "made_of"])
def test_a_run_that_dies_leaves_the_old_month_and_the_next_cleans_up(
    make_store: MakeStore, quick: AreaProfile, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    store = make_store()
    made = run_month(store, quick, "2025-12")
    folder = folder_of(store, "herefordshire", "2025-12")
    files = sorted(path.name for path in folder.iterdir())

    def full(path: Path, content: bytes) -> None:
        if path.name.startswith(file):
            (folder / f"{path.name}.part").write_bytes(content[:10])
            raise OSError(28, "No space left on device")
        write_for_good(path, content)

    with monkeypatch.context() as patched:
        patched.setattr("geo_csp.monthly.publish.write_for_good", full)
        with pytest.raises(StoreError, match="the disk is full"):
            run_month(store, quick, "2025-12")
    assert read_published(store, "herefordshire", "2025-12") == made
    run_month(store, quick, "2025-12")
    assert sorted(path.name for path in folder.iterdir()) == files


def test_a_damaged_month_says_so(make_store: MakeStore, quick: AreaProfile) -> None:
    store = make_store()
    run_month(store, quick, "2025-12")
    folder = folder_of(store, "herefordshire", "2025-12")
    (folder / "made_of.json").write_text(json.dumps({"form": 0}))
    with pytest.raises(StoreError, match="another version of this program"):
        read_published(store, "herefordshire", "2025-12")
    (folder / "made_of.json").write_text("{")
    with pytest.raises(StoreError, match="damaged: run it again"):
        read_published(store, "herefordshire", "2025-12")
    assert run_month(store, quick, "2025-12").findings


def test_an_extract_records_hate(make_store: MakeStore, quick: AreaProfile) -> None:
    made = run_month(make_store(kind="extract", is_hate=True), quick, "2025-12")
    assert list(made.scanned) == ["asb", "hate"]
    assert {h.category for h in made.findings if h.kind == "emerging"} == {"asb", "hate"}


def test_a_single_month_is_answered_in_words(make_store: MakeStore, quick: AreaProfile) -> None:
    made = run_month(make_store(number=1), quick, "2025-12")
    assert made.findings == ()
    assert "under 10 comparable months" in made.no_history["asb"]
    assert made.backtests[0].words.startswith("not tested")


def test_a_partnership_of_one_ward_is_run_like_any_other(
    tmp_path: Path, make_store: MakeStore, herefordshire: AreaProfile
) -> None:
    folder = tmp_path / "central"
    folder.mkdir()
    wards = json.loads(herefordshire.file(herefordshire.wards.file).read_text(encoding="utf-8"))
    wards["features"] = [
        ward for ward in wards["features"] if ward["properties"]["ward_code"] == WARD
    ]
    (folder / "wards.geojson").write_text(json.dumps(wards))
    (folder / "area.toml").write_text(ONE_WARD)
    profile = read_profile(folder)
    made = run_month(make_store(profile=profile, apart_m=60.0), profile, "2025-12")
    assert list(made.scanned) == ["asb"]
    assert [h.kind for h in made.findings if h.recurrence_months] == ["emerging"]
    assert {h.ward_code for h in made.findings} == {WARD}


ONE_WARD = """
title = "Central"
partnership = "Central Community Safety Partnership"
code = "E05009449"
[force]
name = "West Mercia Police"
slug = "west-mercia"
[wards]
file = "wards.geojson"
code = "ward_code"
name = "ward_name"
[hotspots]
replications = 199
categories = ["asb"]
"""


@pytest.mark.parametrize("part", ["findings", "backtests", "places"])
def test_a_part_that_was_changed_by_hand_is_damaged(
    make_store: MakeStore, quick: AreaProfile, part: str
) -> None:
    made = make_store()
    run_month(made, quick, "2025-12")
    # What was read already is kept by its path: elsewhere it is read as a new process would.
    store = made.rename(made.with_name("moved"))
    (file,) = folder_of(store, "herefordshire", "2025-12").glob(f"{part}-*.json")
    file.write_text("[{}]")
    reads = earlier_places if part == "places" else read_published
    with pytest.raises(StoreError, match="damaged: run it again"):
        reads(store, "herefordshire", "2026-01" if part == "places" else "2025-12")


def test_a_copy_beside_a_month_is_no_month(make_store: MakeStore, quick: AreaProfile) -> None:
    store = make_store()
    run_month(store, quick, "2025-12")
    folder = folder_of(store, "herefordshire", "2025-12")
    shutil.copytree(folder, folder.with_name("2025-12 copy"))
    assert published_months(store, "herefordshire") == ("2025-12",)
