"""The council's reports: what is told twice in them is found, and the total never moves."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.demo.council_reports import write_council_reports
from geo_csp.errors import GeoCspError
from geo_csp.incidents.coverage import status
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_incidents, read_manifest, read_rows
from geo_csp.vocabulary import SYNTHETIC
from tests.demo.conftest import rows_of


@pytest.fixture(scope="session")
def reports(herefordshire: AreaProfile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("council")
    write_council_reports(herefordshire, out)
    return out / "partner"


@pytest.fixture(scope="session")
def told_twice(reports: Path) -> dict[str, str]:
    text = (reports / "told_twice.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["police_reference_of"])


@pytest.fixture(scope="session")
def loaded(
    herefordshire: AreaProfile,
    demonstration: Path,
    reports: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    store = tmp_path_factory.mktemp("partners") / "store"
    report = load([demonstration / "extract", reports], herefordshire, store)
    assert (report.exit_code, report.set_aside) == (0, 0)
    return store


def linked_references(store: Path, area: str) -> dict[str, str]:
    """The partner's reference to that of the record which counts."""
    manifest = read_manifest(store)
    references = {m.file: read_rows(store, m)["reference"].to_pylist() for m in manifest}
    return {
        references[month.file][link.row]: references[link.file][link.other_row]
        for month in manifest
        for link in month.linked.get(area, ())
    }


def test_what_is_told_twice_is_found(
    herefordshire: AreaProfile, loaded: Path, told_twice: dict[str, str]
) -> None:
    found = linked_references(loaded, herefordshire.name)
    right = sum(told_twice.get(ours) == theirs for ours, theirs in found.items())
    assert len(told_twice) > 900
    assert right / len(found) >= 0.98
    assert right / len(told_twice) >= 0.90


def test_each_incident_counts_once_and_no_record_is_deleted(
    herefordshire: AreaProfile, loaded: Path, reports: Path, demonstration: Path
) -> None:
    manifest = read_manifest(loaded)
    told = len(rows_of(reports)) + len(rows_of(demonstration / "extract"))
    assert sum(month.rows for month in manifest) == told
    linked = len(linked_references(loaded, herefordshire.name))
    for area in (herefordshire.name, None):
        assert read_incidents(loaded, manifest, area, ["month"]).num_rows == told - linked
    said = status(loaded, herefordshire)
    assert (said["rows_in_area"], said["linked"]) == (told - linked, linked)


def test_the_total_hangs_neither_on_the_order_of_the_loads_nor_on_their_number(
    herefordshire: AreaProfile, demonstration: Path, reports: Path, tmp_path: Path
) -> None:
    """Two months of each source, in every second order, then one of them again."""
    files = [
        demonstration / "extract" / f"{month}-west-mercia-extract.csv"
        for month in ("2025-05", "2025-06")
    ] + [reports / f"{month}-herefordshire-council.csv" for month in ("2025-05", "2025-06")]
    seen = set()
    for number, order in enumerate([*itertools.permutations(files)][::2]):
        store = tmp_path / f"store {number}"
        for file in (*order, order[number % 4]):
            load([file], herefordshire, store)
        pairs = linked_references(store, herefordshire.name)
        rows = read_incidents(store, read_manifest(store), herefordshire.name, ["month"])
        seen.add((frozenset(pairs.items()), rows.num_rows))
    ((pairs, _),) = seen
    assert len(pairs) > 30


def test_every_report_says_that_it_is_made_up(reports: Path, told_twice: dict[str, str]) -> None:
    rows = rows_of(reports)
    assert {row["Note"] for row in rows} == {SYNTHETIC}
    assert max(Counter(row["Case number"] for row in rows).values()) == 1
    assert set(told_twice) < {row["Case number"] for row in rows}


def test_the_same_seed_gives_the_same_bytes(
    herefordshire: AreaProfile, reports: Path, tmp_path: Path
) -> None:
    for path in write_council_reports(herefordshire, tmp_path):
        assert path.read_bytes() == (reports / path.name).read_bytes()


def test_without_a_mapping_for_a_partners_reports_there_are_none(
    worcester: AreaProfile, tmp_path: Path
) -> None:
    assert write_council_reports(worcester, tmp_path) == []


def test_a_folder_that_cannot_be_written_is_named(
    herefordshire: AreaProfile, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GeoCspError, match="file: the demonstration cannot be written here"):
        write_council_reports(herefordshire, tmp_path / "file")
