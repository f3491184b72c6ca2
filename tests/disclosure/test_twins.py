"""Two stores that differ in hidden counts alone: all that a role which does not task is told of the
one, it is told of the other, to the byte. So nothing that is told rests on a hidden count.
"""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

import numpy as np
import pytest

from geo_csp.disclosure.data_set import DataSet, open_data_set
from geo_csp.geography.areas import areas
from geo_csp.incidents.manifest import manifest_text, read_manifest
from geo_csp.monthly.sensitive_tables import SensitiveTable, read_tables
from geo_csp.months import Span
from geo_csp.roles import ROLES, Viewer
from geo_csp.statistics.published_cells import Rung
from tests.disclosure.conftest import published, stored
from tests.disclosure.hate_rows import CATEGORIES_OF_HATE, hate_rows
from tests.disclosure.told import everything_told

Row = dict[str, Any]
MONTHS = [f"2024-{month:02d}" for month in range(1, 13)] + ["2025-01", "2025-02", "2025-03"]
SPANS = [
    Span("2024-05", "2024-05"),
    Span("2025-02", "2025-02"),
    Span("2025-01", "2025-03"),
    Span("2024-01", "2024-12"),
]
PUBLIC, BOARD = Viewer(ROLES["public"]), Viewer(ROLES["board"])
CENTRAL, TUPSLEY, BROMYARD = "E05009449", "E05009486", "E05009446"


@pytest.fixture
def rows(herefordshire) -> list[Row]:
    """Hate, and another incident in every ward, month and category that hate is found in."""
    hate = hate_rows(herefordshire, MONTHS, seed=2)
    wards = areas(herefordshire, "ward").codes
    others = [
        {"ward": ward, "month": month, "category": category, "is_hate": False, "strands": 0}
        for ward, month, category in itertools.product(wards, MONTHS, CATEGORIES_OF_HATE)
    ]
    return [*hate, *others]


def tables_of(data: DataSet) -> dict[str, SensitiveTable]:
    return {each.category: each for each in read_tables(data.store, data.profile.name)}


def same_shown_other_counts(one: SensitiveTable, other: SensitiveTable) -> bool:
    return np.array_equal(one.pattern.values, other.pattern.values, equal_nan=True) and not (
        np.array_equal(one.pattern.cells.count, other.pattern.cells.count)
    )


def assert_told_alike(one: DataSet, other: DataSet, viewer: Viewer) -> None:
    wards = (CENTRAL, TUPSLEY, BROMYARD)
    told, twin = (everything_told(each, viewer, SPANS, wards) for each in (one, other))
    assert [asked for asked in told if told[asked] != twin[asked]] == []


def with_one_moved(rows: list[Row], a: frozenset[str], b: frozenset[str]) -> list[Row]:
    """One hate incident of the first wards is none, and another of its month and category in the
    others is one instead: no other count changes.
    """
    number, hate = next(
        (n, row)
        for n, row in enumerate(rows)
        if row["is_hate"] and row["ward"] in a and row["month"] >= "2025-01"
    )
    same = hate | {"is_hate": False, "strands": 0}
    place, other = next(
        (n, row)
        for n, row in enumerate(rows)
        if row["ward"] in b and row | {"ward": ""} == same | {"ward": ""}
    )
    twin = [*rows]
    twin[number], twin[place] = same, hate | {"ward": other["ward"]}
    return twin


def test_hate_that_moves_between_hidden_localities_changes_nothing_told(
    data_set, rows, herefordshire
):
    wards_of = {each.code: frozenset(each.wards) for each in herefordshire.localities}
    one = published(data_set(MONTHS, rows))
    table = tables_of(one)["hate"]
    quarter = 2025 * 4
    hidden = [
        code
        for code in wards_of
        if table.shown(Rung.GROUP_QUARTER, code, quarter) is None
        and any(r["is_hate"] and r["ward"] in wards_of[code] and r["month"] > "2025" for r in rows)
    ]
    twins = (
        published(data_set(MONTHS, with_one_moved(rows, wards_of[a], wards_of[b])))
        for a, b in itertools.permutations(hidden, 2)
    )
    other = next(o for o in twins if same_shown_other_counts(table, tables_of(o)["hate"]))
    assert_told_alike(one, other, BOARD)
    assert_told_alike(one, other, PUBLIC)


def test_hate_that_moves_between_wards_changes_nothing_told_before_their_year_is_out(
    data_set, rows
):
    one = published(data_set(MONTHS, rows))
    moved = with_one_moved(rows, frozenset({CENTRAL}), frozenset({TUPSLEY}))
    other = published(data_set(MONTHS, moved))
    counts = [tables_of(each)["hate"].pattern.unit_counts for each in (one, other)]
    assert not np.array_equal(*counts)
    assert_told_alike(one, other, BOARD)


@pytest.fixture
def with_drugs(herefordshire):
    return herefordshire.model_copy(update={"sensitive_categories": ("drugs",)})


def test_a_hidden_month_of_a_category_that_the_profile_names_changes_nothing_told(
    data_set, rows, with_drugs
):
    """Neither where the month is incomplete, so that its rows are spoken of."""
    kept = [row for row in rows if (row["category"], row["month"]) != ("drugs", "2025-03")]
    drugs = {"ward": CENTRAL, "month": "2025-03", "category": "drugs"}
    pair = []
    for few in (2, 3):
        data = data_set(MONTHS, [*kept, *[drugs] * few], profile=with_drugs)
        entries = [
            dataclasses.replace(entry, rows=400 + few) if entry.month == "2025-03" else entry
            for entry in read_manifest(data.store)
        ]
        (data.store / "manifest.json").write_text(manifest_text(entries))
        again = open_data_set(data.name, data.phrase, data.store, with_drugs)
        pair.append(published(again, MONTHS[-2]))
    assert "2025-03" in pair[0].coverage.incomplete
    assert_told_alike(*pair, BOARD)


def test_a_record_more_of_a_partner_changes_nothing_told(data_set, rows):
    pair = []
    for number in (2, 3):
        data = data_set(MONTHS, rows)
        records = [{"ward": CENTRAL, "month": "2025-02", "category": "asb"}] * number
        partner = stored(data.store, data.profile, "partner", "2025-02", records)
        entries = [*read_manifest(data.store), dataclasses.replace(partner, organisation="Council")]
        (data.store / "manifest.json").write_text(manifest_text(entries))
        pair.append(published(open_data_set("own", "Yours", data.store, data.profile)))
    assert_told_alike(*pair, BOARD)
