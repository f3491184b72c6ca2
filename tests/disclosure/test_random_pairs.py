"""No two things that can be asked for leave a hidden count by subtraction."""

from __future__ import annotations

import dataclasses
from random import Random

import numpy as np
import pytest

from geo_csp.monthly.sensitive_tables import read_tables, write_tables
from geo_csp.roles import ROLES, Viewer
from geo_csp.statistics.published_cells import Rung
from tests.disclosure.conftest import published
from tests.disclosure.hate_rows import hate_rows
from tests.disclosure.random_pairs import Filters, pairs_that_tell

MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)][:18]
BOARD = Viewer(ROLES["board"])


@pytest.fixture
def rows(herefordshire):
    others = [
        {**row, "is_hate": False, "strands": 0} for row in hate_rows(herefordshire, MONTHS, 7)
    ]
    return [*hate_rows(herefordshire, MONTHS), *others]


def test_hundreds_of_random_pairs_tell_no_hidden_count(data_set, rows):
    filters = Filters(published(data_set(MONTHS, rows)), BOARD)
    left, found = pairs_that_tell(filters, seed=1, pairs=800)
    assert found == []
    assert left > 40


def test_the_pairs_would_find_a_leak(data_set, rows):
    """The first quarter of each strand hidden, and its year and other quarters shown."""
    data = published(data_set(MONTHS, rows))
    (table,) = read_tables(data.store, "herefordshire")
    naive = dataclasses.replace(table.pattern, is_shown=np.ones_like(table.pattern.is_shown))
    naive.is_shown[np.flatnonzero(table.pattern.cells.rung == Rung.MARK_QUARTER)[:6]] = False
    write_tables(data.store, "herefordshire", [dataclasses.replace(table, pattern=naive)])
    filters = Filters(published(data), BOARD)
    found = pairs_that_tell(filters, seed=1, pairs=1500)[1]
    assert found
    assert all("hate-" in pair for pair in found)


def test_a_filter_counts_the_incidents_in_its_box(data_set, rows):
    """What the pairs are reckoned with is what the release counts."""
    filters, rng = Filters(published(data_set(MONTHS, rows)), BOARD), Random(3)
    boxes = [filters.box_of(row) for row in rows]
    shown = 0
    for _ in range(150):
        asked, _ = filters.draw(rng)
        if (count := filters.count(asked)) is not None:
            shown += 1
            assert count == sum(box.is_inside(filters.box(asked)) for box in boxes)
    assert shown > 30
