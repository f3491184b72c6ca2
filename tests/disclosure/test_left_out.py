"""Sensitive categories and partners' records: in no count from which they could be subtracted."""

from __future__ import annotations

import dataclasses

import pytest

from geo_csp.disclosure import gate, release
from geo_csp.incidents.manifest import Link, manifest_text, read_manifest
from geo_csp.monthly.sensitive_tables import read_tables
from geo_csp.months import parse_span
from geo_csp.roles import ROLES, Viewer
from tests.disclosure.conftest import published, stored

BOARD, ANALYST = Viewer(ROLES["board"]), Viewer(ROLES["analyst"])
YEAR = [f"2025-{month:02d}" for month in range(1, 13)]
CENTRAL, TUPSLEY, COUNTY = "E05009449", "E05009486", "E06000019"
CATEGORIES = ("asb", "acquisitive", "drugs", "weapons", "violence", "damage", "public_order")


def each_month(category: str, count: int, ward: str = CENTRAL, **facts) -> list[dict]:
    return [{"ward": ward, "month": month, "category": category, **facts} for month in YEAR] * count


def count(data, viewer, level, selection, area):
    table = release.figures(data, viewer, level, selection, parse_span("2025-06")).table
    row = table.set_index("area_code").loc[area]
    return row["suppressed"] or int(row["count"])


@pytest.fixture
def with_drugs(data_set, herefordshire):
    profile = herefordshire.model_copy(update={"sensitive_categories": ("drugs",)})
    rows = [*each_month("drugs", 6), *each_month("drugs", 1, TUPSLEY), *each_month("asb", 3)]
    return published(data_set(YEAR, rows, profile=profile))


def test_a_category_that_the_profile_names_takes_the_same_road_as_hate(with_drugs):
    assert {table.category for table in read_tables(with_drugs.store, "herefordshire")} == {
        "hate",
        "drugs",
    }
    assert count(with_drugs, BOARD, "county", "drugs", COUNTY) == 7
    assert count(with_drugs, BOARD, "ward", "drugs", CENTRAL) == "not shown"
    assert count(with_drugs, ANALYST, "ward", "drugs", TUPSLEY) == 1
    notices = release.figures(with_drugs, BOARD, "ward", "drugs", parse_span("2025-06")).notices
    assert any(notice.startswith("Drugs is published by county for months") for notice in notices)


def test_nothing_less_its_parts_shows_a_sensitive_category(with_drugs):
    parts = [count(with_drugs, BOARD, "ward", each, CENTRAL) for each in (*CATEGORIES, "other")]
    assert parts.pop(CATEGORIES.index("drugs")) == "not shown"
    assert count(with_drugs, BOARD, "ward", "all", CENTRAL) == sum(parts) == 3
    assert count(with_drugs, ANALYST, "ward", "all", CENTRAL) == 9
    released = release.figures(with_drugs, BOARD, "ward", "all", parse_span("2025-06"))
    assert "not included: Drugs; the difference would show small numbers" in released.notices
    assert released.marking == "OFFICIAL"
    whole = release.figures(with_drugs, ANALYST, "ward", "all", parse_span("2025-06"))
    assert whole.marking == "OFFICIAL-SENSITIVE"


def test_a_part_of_a_sensitive_category_is_published_nowhere(data_set, herefordshire):
    profile = herefordshire.model_copy(update={"sensitive_categories": ("asb",)})
    data = published(data_set(YEAR, each_month("asb", 30, offence="noise"), profile=profile))
    assert count(data, BOARD, "county", "asb", COUNTY) == 30
    assert count(data, BOARD, "county", "noise", COUNTY) == "not shown"
    notices = release.figures(data, BOARD, "county", "noise", parse_span("2025-06")).notices
    assert "Noise is not published" in notices
    assert count(data, BOARD, "county", "neighbourhood", COUNTY) == 0
    assert count(data, ANALYST, "county", "neighbourhood", COUNTY) == 30


@pytest.fixture
def with_partners(data_set):
    """Twelve months of an extract, and the records that a partner sent of June."""
    data = data_set(YEAR, [*each_month("asb", 4), *each_month("asb", 7, is_hate=True, strands=1)])
    records = [{"ward": CENTRAL, "month": "2025-06", "category": "asb"}] * 2
    hate = [{**records[0], "is_hate": True, "strands": 1}]
    partner = stored(data.store, data.profile, "partner", "2025-06", records + hate)
    entries = [*read_manifest(data.store), dataclasses.replace(partner, organisation="Council")]
    (data.store / "manifest.json").write_text(manifest_text(entries))
    return published(release.open_data_set("own", "Yours", data.store, data.profile))


def test_partners_records_are_in_no_count_but_that_of_hate_for_those_who_do_not_task(with_partners):
    """The police publish their own: what a count held beyond theirs would be the partner's."""
    assert count(with_partners, BOARD, "ward", "asb", CENTRAL) == 11
    assert count(with_partners, BOARD, "ward", "all", CENTRAL) == 11
    assert count(with_partners, ANALYST, "ward", "asb", CENTRAL) == 14
    assert count(with_partners, BOARD, "county", "hate", COUNTY) == 8
    notices = release.figures(with_partners, BOARD, "ward", "asb", parse_span("2025-06")).notices
    assert "not included: partners' records; the difference would show small numbers" in notices
    without = release.figures(with_partners, BOARD, "ward", "asb", parse_span("2025-05")).notices
    assert not any("partners' records" in notice for notice in without)


@pytest.fixture
def told_twice(with_partners):
    """The same, with the first two of June's partners' records linked to the police's."""
    data = with_partners
    manifest = read_manifest(data.store)
    police = next(m.file for m in manifest if (m.kind, m.month) == ("extract", "2025-06"))
    links = {data.profile.name: (Link(0, police, 0), Link(2, police, 5))}
    entries = [dataclasses.replace(m, linked=links) if m.kind == "partner" else m for m in manifest]
    (data.store / "manifest.json").write_text(manifest_text(entries))
    return published(release.open_data_set("own", "Yours", data.store, data.profile))


def test_what_two_sources_tell_counts_once_for_those_who_task_and_shows_nobody_else_anything(
    with_partners, told_twice
):
    """One of the two linked records is of hate (the last of three)."""
    assert count(told_twice, ANALYST, "ward", "asb", CENTRAL) == 14 - 2
    assert count(told_twice, ANALYST, "ward", "hate", CENTRAL) == 8 - 1
    june = parse_span("2025-06")
    points = release.ward_points(told_twice, ANALYST, CENTRAL, "asb", june)
    assert points["count"].sum() == 14 - 2
    for selection in ("asb", "all", "hate"):
        before, after = (
            release.figures(data, BOARD, "ward", selection, june).table
            for data in (with_partners, told_twice)
        )
        assert after.equals(before)


def test_a_team_counts_and_sees_the_same_incidents(with_partners):
    team = Viewer(ROLES["neighbourhood"], frozenset({CENTRAL}))
    june = parse_span("2025-06")
    points = release.ward_points(with_partners, team, CENTRAL, "asb", june)
    assert points["count"].sum() == count(with_partners, team, "ward", "asb", CENTRAL) == 11
    hate = release.ward_points(with_partners, team, CENTRAL, "hate", june)
    assert hate["count"].sum() == count(with_partners, team, "ward", "hate", CENTRAL) == 8


def test_open_data_leaves_nothing_out(data_set):
    data = data_set(YEAR, each_month("asb", 3), kind="open")
    for selection in data.profile.selections.values():
        assert gate.left_out(data, selection, YEAR) == []
