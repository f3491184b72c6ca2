"""Leads name places: they are for those who send people there, each to their own wards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure import county_lines
from geo_csp.disclosure.county_lines_export import csv_bytes, file_name, geojson_bytes, json_bytes
from geo_csp.disclosure.data_set import DataSet, open_data_set
from geo_csp.errors import NotLoadedError, NotReleasedError
from geo_csp.incidents.manifest import manifest_text
from geo_csp.monthly.publish import publish
from geo_csp.roles import ROLES, Viewer
from tests.disclosure.conftest import stored
from tests.hotspots.conftest import HERE, months_to, rows
from tests.lead_samples import CENTRAL, MONTH, lead
from tests.published_samples import published_month

ANALYST = Viewer(ROLES["analyst"])


def _of(incidents: list[dict[str, Any]], month: str) -> list[dict[str, Any]]:
    return [row for row in incidents if row["month"] == month]


@pytest.fixture
def data(tmp_path: Path, herefordshire: AreaProfile) -> DataSet:
    incidents = rows({HERE: [1] * 12})
    entries = [
        stored(
            tmp_path, herefordshire, "open", month, [r for r in incidents if r["month"] == month]
        )
        for month in months_to(MONTH, 12)
    ]
    (tmp_path / "manifest.json").write_text(manifest_text(entries))
    made = published_month(
        herefordshire,
        MONTH,
        tmp_path,
        is_synthetic=False,
        scanned={"asb": "2025-01"},
        leads=(lead(), lead("lead-2", ward_code="E05009450", tier="C", p=0.3, place="=cmd()")),
        leads_said=("counted in January 2025 to December 2025",),
    )
    publish(tmp_path, made, (), ())
    return open_data_set("own", "Your own data", tmp_path, herefordshire)


def test_leads_and_table_are_the_same_and_read_back_as_they_were(data: DataSet) -> None:
    released = county_lines.leads(data, ANALYST, MONTH)
    assert released.leads[0] == lead()
    assert tuple(released.table.columns) == county_lines.COLUMNS
    assert released.sentence == (
        "In December 2025: 2 leads (1 of tier A, 1 of tier C), 2 of them new."
    )
    assert released.notices[0].startswith("Where to look, not who to blame")
    assert "counted in January 2025 to December 2025" in released.notices
    assert released.marking == "OFFICIAL"


@pytest.mark.parametrize("role", ["public", "board", "administrator"])
def test_roles_that_do_not_task_are_told_who_may_see_them(data: DataSet, role: str) -> None:
    with pytest.raises(NotReleasedError, match="released to those who send people to places"):
        county_lines.leads(data, Viewer(ROLES[role]), MONTH)


def test_a_team_sees_those_of_its_own_wards(data: DataSet) -> None:
    team = Viewer(ROLES["neighbourhood"], frozenset({CENTRAL}))
    released = county_lines.leads(data, team, MONTH)
    assert [each.code for each in released.leads] == ["lead-1"]
    assert "your own wards only" in released.notices


def test_a_month_that_was_not_run_says_so(data: DataSet) -> None:
    with pytest.raises(NotLoadedError, match="run first"):
        county_lines.leads(data, ANALYST, "2025-10")


def test_every_form_has_its_marking_what_a_lead_is_and_no_point(data: DataSet) -> None:
    released = county_lines.leads(data, ANALYST, MONTH)
    text = csv_bytes(released).decode()
    assert all(
        line.endswith("OFFICIAL,Where to look, not who to blame") or '"Where' in line
        for line in text.splitlines()[1:]
    )
    assert "\n=cmd" not in text
    assert "351000" not in text + json_bytes(released).decode()
    (first, _) = json.loads(json_bytes(released))
    assert first["streams"][0]["in_all"] == 360
    assert first["note"] == "Where to look, not who to blame"
    collection = json.loads(geojson_bytes(released))
    assert [each["id"] for each in collection["features"]] == ["lead-1", "lead-2"]
    assert file_name(released, "csv") == "OFFICIAL_herefordshire_county-lines_2025-12.csv"
