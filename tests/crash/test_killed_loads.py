"""A load that is killed at any moment leaves each month as it was or as it shall be."""

from __future__ import annotations

import csv
import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo_csp.area_profile import load_profile
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_manifest, read_rows

KILLS = 20
MONTHS = tuple(f"2025-{month:02d}" for month in range(1, 7))
ROWS = {"old": 2_000, "new": 2_500}
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
# Says when its imports are done, so that a kill falls into the load and not before it.
SCRIPT = """
import sys
from pathlib import Path
from geo_csp.area_profile import load_profile
from geo_csp.incidents.load import load
profile = load_profile("herefordshire")
print("ready", flush=True)
load([Path(sys.argv[1])], profile, Path(sys.argv[2]))
print("done", flush=True)
"""


def _files(folder: Path, version: str) -> Path:
    for month in MONTHS:
        path = folder / version / f"{month}-west-mercia-street.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER.split(","))
            for row in range(ROWS[version]):
                reference = hashlib.sha256(f"{version}{month}{row}".encode()).hexdigest()
                place = (f"{-2.8 + row * 1e-4:.6f}", "52.056204", "On or near High Street", "", "")
                force = ("West Mercia Police", "West Mercia Police")
                writer.writerow([reference, month, *force, *place, "Burglary", "", ""])
    return folder / version


def _start(files: Path, store: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, files, store], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _seconds_of_a_load(files: Path, store: Path) -> float:
    process = _start(files, store)
    start = time.perf_counter()
    assert process.wait() == 0
    process.stdout.close()
    return time.perf_counter() - start


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    return {version: _files(folder, version) for version in ROWS}


def test_kill_9_at_20_random_moments_loses_nothing(versions, tmp_path):
    profile = load_profile("herefordshire")
    usual = _seconds_of_a_load(versions["new"], tmp_path / "trial")
    moments = random.Random(20).choices(range(1000), k=KILLS)
    seen = []
    for number, moment in enumerate(moments):
        store = tmp_path / str(number)
        load([versions["old"]], profile, store)
        process = _start(versions["new"], store)
        time.sleep(usual * moment / 1000)
        process.kill()
        process.wait()
        process.stdout.close()

        seen.append(_whole_versions(store))

        load([versions["new"]], profile, store)  # neither a lock nor a half file stands in its way
        assert _whole_versions(store) == {"new"}
        listed = {store / month.file for month in read_manifest(store)}
        load([versions["new"]], profile, store)  # what was left over is gone by the next load
        assert {p for p in (store / "incidents").rglob("*") if p.is_file()} == listed
    assert {"old"} in seen, "no kill came before the end of a load"


def _whole_versions(store: Path) -> set[str]:
    """The versions of the stored months, each of which must be there whole."""
    months = read_manifest(store)
    assert [month.month for month in months] == list(MONTHS)
    versions = set()
    for month in months:
        content = (store / month.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == month.sha256
        (version,) = (version for version, rows in ROWS.items() if rows == month.rows)
        expected = {
            hashlib.sha256(f"{version}{month.month}{row}".encode()).hexdigest()
            for row in range(ROWS[version])
        }
        assert set(read_rows(store, month)["reference"].to_pylist()) == expected
        versions.add(version)
    return versions
