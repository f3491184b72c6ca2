"""Hotspots name places: they are for those who send people there, each to their own wards."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure import hotspots as released
from geo_csp.disclosure.data_set import DataSet, open_data_set
from geo_csp.disclosure.hotspots_export import csv_bytes, file_name, geojson_bytes, json_bytes
from geo_csp.errors import GeoCspError, NotLoadedError, NotReleasedError
from geo_csp.incidents.manifest import manifest_text
from geo_csp.monthly.run import run_month
from geo_csp.roles import ROLES, Viewer
from tests.disclosure.conftest import stored
from tests.hotspots.conftest import HERE, WARD, months_to, rows, spots

MONTH = "2025-12"
ANALYST = Viewer(ROLES["analyst"])
MakeData = Callable[..., DataSet]


@pytest.fixture
def run_of(tmp_path: Path, herefordshire: AreaProfile) -> MakeData:
    settings = herefordshire.hotspots.model_copy(
        update={"replications": 199, "categories": ("asb", "hate")}
    )
    profile = herefordshire.model_copy(update={"hotspots": settings})

    def make(kind: str = "open", **facts: object) -> DataSet:
        counts = {spot: [1] * 12 for spot in spots(30)} | {HERE: [1] * 10 + [9, 9]}
        incidents = rows(counts, **facts)
        store = tmp_path / kind
        entries = [
            stored(store, profile, kind, month, [row for row in incidents if row["month"] == month])
            for month in months_to(MONTH, 12)
        ]
        (store / "manifest.json").write_text(manifest_text(entries))
        run_month(store, profile, MONTH)
        return open_data_set("own", "Your own data", store, profile)

    return make


@pytest.fixture
def data(run_of: MakeData) -> DataSet:
    return run_of()


def test_findings_and_table_are_the_same_with_emerging_first(data: DataSet) -> None:
    found = released.hotspots(data, ANALYST, MONTH, "asb")
    assert found.findings[0].kind == "emerging"
    assert tuple(found.table.columns) == released.COLUMNS
    assert found.table["sentence"].tolist() == [h.sentence for h in found.findings]
    assert found.table["observed"].tolist() == [h.observed for h in found.findings]
    assert found.sentence.startswith("Anti-social behaviour in December 2025: 1 emerging hotspot, ")


@pytest.mark.parametrize("role", ["public", "board", "administrator"])
def test_roles_that_do_not_task_are_told_who_may_see_them(data: DataSet, role: str) -> None:
    with pytest.raises(NotReleasedError, match="released to those who send people to places"):
        released.hotspots(data, Viewer(ROLES[role]), MONTH)


def test_a_team_sees_those_of_its_own_wards(data: DataSet) -> None:
    own = Viewer(ROLES["neighbourhood"], frozenset({WARD}))
    other = Viewer(ROLES["neighbourhood"], frozenset({"E05009486"}))
    assert {h.ward_code for h in released.hotspots(data, own, MONTH).findings} == {WARD}
    none = released.hotspots(data, other, MONTH)
    assert none.findings == ()
    assert none.sentence == "All categories in December 2025: no hotspot stands out."
    assert none.table.empty
    assert "your own wards only" in none.notices


def test_the_number_of_categories_looked_at_is_said(data: DataSet) -> None:
    notices = released.hotspots(data, ANALYST, MONTH).notices
    assert (
        "1 category was looked at: by chance alone an emerging hotspot shows in one of them about "
        "every 24 months; counted in January 2025 to December 2025"
    ) in notices
    assert "Hate crime is not in the source for December 2025" in notices


def test_hate_and_addresses_are_official_sensitive(data: DataSet, run_of: MakeData) -> None:
    assert released.hotspots(data, ANALYST, MONTH).marking == "OFFICIAL"
    extract = run_of(kind="extract", is_hate=True)
    for category in (None, "asb", "hate"):
        assert released.hotspots(extract, ANALYST, MONTH, category).marking == "OFFICIAL-SENSITIVE"


def test_the_backtest_names_no_place_and_is_for_all_who_see_the_county(run_of: MakeData) -> None:
    extract = run_of(kind="extract", is_hate=True)
    for_board = released.backtest(extract, Viewer(ROLES["board"]), MONTH)
    assert [each.category for each in for_board.backtests] == ["asb"]
    for_analyst = released.backtest(extract, ANALYST, MONTH)
    assert [each.category for each in for_analyst.backtests] == ["asb", "hate"]
    assert (for_board.marking, for_analyst.marking) == ("OFFICIAL", "OFFICIAL-SENSITIVE")
    with pytest.raises(NotReleasedError):
        released.backtest(extract, Viewer(ROLES["administrator"]), MONTH)


def test_a_team_sees_no_backtest_of_what_it_sees_in_its_own_wards_only(run_of: MakeData) -> None:
    extract = run_of(kind="extract", is_hate=True)
    team = Viewer(ROLES["neighbourhood"], frozenset({WARD}))
    found = released.backtest(extract, team, MONTH)
    assert ([each.category for each in found.backtests], found.marking) == (["asb"], "OFFICIAL")


def test_a_month_that_was_not_run_and_a_category_that_is_none(data: DataSet) -> None:
    assert released.months_run(data) == (MONTH,)
    with pytest.raises(NotLoadedError, match="run first"):
        released.hotspots(data, ANALYST, "2025-11")
    with pytest.raises(GeoCspError, match='"noise-abatement" is no category'):
        released.hotspots(data, ANALYST, MONTH, "noise-abatement")


def test_every_form_says_the_same_with_its_marking(data: DataSet) -> None:
    found = released.hotspots(data, ANALYST, MONTH, "asb")
    head, *lines = csv_bytes(found).decode().splitlines()
    assert head.split(",") == [*released.COLUMNS, "marking"]
    assert len(lines) == len(found.findings)
    assert all(line.endswith(",OFFICIAL") for line in lines)
    assert [row["sentence"] for row in json.loads(json_bytes(found))] == [
        h.sentence for h in found.findings
    ]
    collection = json.loads(geojson_bytes(found))
    assert collection["marking"] == "OFFICIAL"
    assert [f["properties"]["code"] for f in collection["features"]] == [
        h.code for h in found.findings
    ]
    assert {f["geometry"]["type"] for f in collection["features"]} <= {"Polygon", "MultiPolygon"}
    assert file_name(found, "csv") == "OFFICIAL_herefordshire_hotspots_asb_2025-12.csv"
