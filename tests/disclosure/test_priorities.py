"""The list and what actions did, by role: places for those who task, wards for the board."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.data_set import DataSet, open_data_set
from geo_csp.disclosure.priorities import FACTORS, Priority, effects, priorities
from geo_csp.disclosure.priorities_export import (
    csv_bytes,
    file_name,
    geojson_bytes,
    json_bytes,
)
from geo_csp.disclosure.taken_away import full_marking
from geo_csp.errors import GeoCspError, NotReleasedError
from geo_csp.incidents.manifest import manifest_text
from geo_csp.incidents.store import read_manifest
from geo_csp.monthly.publish import publish
from geo_csp.monthly.published import read_published
from geo_csp.monthly.run import run_month
from geo_csp.register.actions import add_action
from geo_csp.register.agreed import Agreed
from geo_csp.register.opening import open_register
from geo_csp.roles import ROLES, Viewer
from tests.disclosure.conftest import stored
from tests.hotspots.conftest import HERE, WARD, months_to, rows, spots

MONTH = "2025-12"
ANALYST = Viewer(ROLES["analyst"])
PARTNER = Viewer(ROLES["partner"])
BOARD = Viewer(ROLES["board"])
OWN_TEAM = Viewer(ROLES["neighbourhood"], frozenset({WARD}))
OTHER_TEAM = Viewer(ROLES["neighbourhood"], frozenset({"E05009486"}))
MakeData = Callable[..., DataSet]


@pytest.fixture
def run_of(tmp_path: Path, herefordshire: AreaProfile) -> MakeData:
    """A place that rose, and an action there from October on."""
    settings = herefordshire.hotspots.model_copy(
        update={"replications": 199, "categories": ("asb", "hate")}
    )
    profile = herefordshire.model_copy(update={"hotspots": settings})

    def make(kind: str = "open", **facts: object) -> DataSet:
        counts = {spot: [1] * 18 for spot in spots(30)} | {HERE: [1] * 16 + [9, 9]}
        incidents = rows(counts, **facts)
        store = tmp_path / kind
        entries = [
            stored(store, profile, kind, month, [row for row in incidents if row["month"] == month])
            for month in months_to(MONTH, 18)
        ]
        (store / "manifest.json").write_text(manifest_text(entries))
        assert read_manifest(store)
        with closing(open_register(store)) as register:
            agreed = Agreed(
                what="Patrols",
                owner="A sergeant",
                starts=date(2025, 10, 1),
                review_on=date(2026, 1, 10),
                place=f"{HERE[0]:.0f}-{HERE[1]:.0f}",
                status="under_way",
            )
            add_action(register, agreed, "test")
            run_month(store, profile, MONTH, register=register)
        return open_data_set("own", "Your own data", store, profile)

    return make


@pytest.fixture
def data(run_of: MakeData) -> DataSet:
    return run_of()


def with_lead(data: DataSet) -> Priority:
    """The first priority of the published month made one that a lead is a reason of."""
    made = read_published(data.store, data.profile.name, MONTH)
    first = replace(made.priorities[0], has_lead=True, marking="OFFICIAL-SENSITIVE")
    publish(data.store, replace(made, priorities=(first, *made.priorities[1:])), (), ["hate"])
    return first


def test_the_list_and_its_table_are_the_same(data: DataSet) -> None:
    found = priorities(data, ANALYST, MONTH)
    assert found.priorities[0].place.startswith("Street")
    assert found.table["rank"].tolist() == [p.rank for p in found.priorities]
    assert found.table["score"].tolist() == [p.score for p in found.priorities]
    for row, listed in zip(found.table.to_dict("records"), found.priorities, strict=True):
        assert sum(row[name] for name in FACTORS) == pytest.approx(listed.score, abs=1e-9)
    assert found.sentence.startswith("Priorities of December 2025: ")
    assert found.priorities == read_published(data.store, data.profile.name, MONTH).priorities


@pytest.mark.parametrize("role", ["public", "administrator"])
def test_others_are_told_who_may_see_it(data: DataSet, role: str) -> None:
    for ask in (priorities, effects):
        with pytest.raises(NotReleasedError, match="those who sit in the meeting"):
            ask(data, Viewer(ROLES[role]), MONTH)


def test_a_team_sees_its_own_wards_with_their_ranks_in_the_county(data: DataSet) -> None:
    whole = priorities(data, PARTNER, MONTH).priorities
    own = priorities(data, OWN_TEAM, MONTH)
    assert own.priorities == tuple(p for p in whole if p.ward_code == WARD)
    assert own.priorities
    assert "your own wards only" in own.notices
    assert priorities(data, OTHER_TEAM, MONTH).priorities == ()
    assert [e.action for e in effects(data, OWN_TEAM, MONTH).effects] == [1]
    assert effects(data, OTHER_TEAM, MONTH).effects == ()


def test_the_board_sees_wards_and_no_place(run_of: MakeData) -> None:
    """Of an extract too: what is left names no place and no count of one."""
    data = run_of("extract")
    places = [p.place for p in priorities(data, ANALYST, MONTH).priorities]
    assert priorities(data, ANALYST, MONTH).marking == "OFFICIAL-SENSITIVE"
    found = priorities(data, BOARD, MONTH)
    assert [p.place for p in found.priorities] == ["Central ward"] * len(places)
    assert found.marking == "OFFICIAL"
    said = csv_bytes(found).decode() + geojson_bytes(found).decode()
    assert not [place for place in places if place in said]
    for listed in found.priorities:
        assert (listed.factors, listed.streets, listed.observed_by_month) == ((), (), ())
        assert listed.outline == {}


def test_the_board_reads_one_line_of_an_effect(data: DataSet) -> None:
    (seen,) = effects(data, BOARD, MONTH).effects
    (whole,) = effects(data, ANALYST, MONTH).effects
    assert whole.sentence.startswith("Patrols (Central): ")
    assert seen.sentence == whole.sentence.replace("Patrols", "Action 1", 1)
    assert whole.place.startswith("Street")
    assert whole.place not in seen.sentence
    assert (seen.place, seen.treated, seen.comparisons) == ("", None, ())


def test_leads_and_hate_are_for_those_who_task(data: DataSet, run_of: MakeData) -> None:
    lead = with_lead(data)
    assert lead in priorities(data, PARTNER, MONTH).priorities
    assert priorities(data, PARTNER, MONTH).marking == "OFFICIAL-SENSITIVE"
    rest = priorities(data, BOARD, MONTH).priorities
    assert len(rest) == len(priorities(data, PARTNER, MONTH).priorities) - 1

    hate = run_of("extract", is_hate=True)
    themes = {p.theme for p in priorities(hate, PARTNER, MONTH).priorities}
    assert "hate" in themes
    assert "hate" not in {p.theme for p in priorities(hate, BOARD, MONTH).priorities}
    assert all(
        p.marking == "OFFICIAL-SENSITIVE" for p in priorities(hate, PARTNER, MONTH).priorities
    )


def test_other_weights_are_tried_and_kept_nowhere(data: DataSet) -> None:
    before = priorities(data, ANALYST, MONTH)
    only_capacity = dict.fromkeys(FACTORS, 0.0) | {"capacity": 7.0}
    tried = priorities(data, ANALYST, MONTH, only_capacity)
    assert {p.score for p in tried.priorities} <= {7.0, 4.2, 5.6}
    assert "weights tried out: this order is kept nowhere" in tried.notices
    assert tried.default_weights == before.weights
    again = priorities(data, ANALYST, MONTH)
    assert again.priorities == before.priorities
    with pytest.raises(GeoCspError, match="expected a number from 0 up"):
        priorities(data, ANALYST, MONTH, {"harm": 1.0})
    with pytest.raises(NotReleasedError):
        priorities(data, BOARD, MONTH, only_capacity)


def test_it_is_taken_away_with_its_marking(data: DataSet) -> None:
    for found in (priorities(data, ANALYST, MONTH), effects(data, ANALYST, MONTH)):
        lines = csv_bytes(found).decode().splitlines()
        assert lines[0].endswith(",marking")
        assert all(row["marking"] == full_marking(found) for row in json.loads(json_bytes(found)))
    collection = json.loads(geojson_bytes(priorities(data, ANALYST, MONTH)))
    assert collection["marking"] == "OFFICIAL"
    assert {f["geometry"]["type"] for f in collection["features"]} <= {"Polygon", "MultiPolygon"}
    name = file_name(priorities(data, ANALYST, MONTH), "csv")
    assert name == "OFFICIAL_herefordshire_priorities_2025-12.csv"
