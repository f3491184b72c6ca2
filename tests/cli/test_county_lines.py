"""``geo-csp run`` finds what came together, ``geo-csp county-lines`` prints it in every form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.manifest import manifest_text
from tests.cli.conftest import Command
from tests.disclosure.conftest import stored
from tests.hotspots.conftest import HERE, months_to, rows, spots

MONTH = "2025-12"
# Incidents a month HERE, over ten quiet months and the last two.
RISEN = {"drugs": 4, "weapons": 2, "asb": 6}
QUIET = 10
FORMS = ("table", "csv", "json", "geojson")


@pytest.fixture
def store(tmp_path: Path, herefordshire: AreaProfile) -> Path:
    """Elsewhere each street has its incident now and then, of one kind or another."""
    folder = tmp_path / "store"
    folder.mkdir()
    incidents = []
    for turn, (category, risen) in enumerate(RISEN.items()):
        quiet = {
            spot: [int((month + 5 * at + turn) % 7 == 0) for month in range(QUIET + 2)]
            for at, spot in enumerate(spots(60))
        }
        incidents += rows(quiet | {HERE: [0] * QUIET + [risen] * 2}, category=category)
    entries = [
        stored(folder, herefordshire, "open", m, [row for row in incidents if row["month"] == m])
        for m in months_to(MONTH, QUIET + 2)
    ]
    (folder / "manifest.json").write_text(manifest_text(entries))
    return folder


def test_every_form_tells_the_lead_its_streams_and_what_a_lead_is(
    store: Path, geo_csp: Command
) -> None:
    assert geo_csp("run", "--month", MONTH).exit_code == 0
    asked = ("county-lines", "--month", MONTH, "--format")
    table, text, json_text, geojson = (geo_csp(*asked, form).out for form in FORMS)
    assert "have come together around" in table
    assert "It would be no lead if these had come in other months" in table
    assert "Where to look, not who to blame" in table
    listed = list(csv.DictReader(io.StringIO(text)))
    leads = json.loads(json_text)
    assert [row["code"] for row in listed] == [each["code"] for each in leads]
    observed = {each["code"]: each["observed"] for each in leads[0]["streams"]}
    assert {code: observed[code] for code in RISEN} == {
        code: 2 * risen for code, risen in RISEN.items()
    }
    assert {each["id"] for each in json.loads(geojson)["features"]} == {
        row["code"] for row in listed
    }


def test_who_does_not_task_is_told_who_may_see_leads(store: Path, geo_csp: Command) -> None:
    assert geo_csp("run", "--month", MONTH).exit_code == 0
    for role in ("public", "board"):
        for form in FORMS:
            answer = geo_csp("county-lines", "--month", MONTH, "--role", role, "--format", form)
            assert answer.exit_code != 0
            assert "released to those who send people to places" in answer.err
            assert answer.out == ""


def test_a_month_that_was_not_run_says_what_to_do(store: Path, geo_csp: Command) -> None:
    answer = geo_csp("county-lines", "--month", MONTH)
    assert answer.exit_code != 0
    assert f"geo-csp run --month {MONTH}" in answer.err
