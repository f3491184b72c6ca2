"""The attack on what is published names the cells that it finds, and says their interval."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.data_set import DataSet
from geo_csp.errors import NotLoadedError
from geo_csp.monthly.disclosure_audit import NarrowCell, audit
from geo_csp.monthly.sensitive import publish_sensitive
from geo_csp.months import Span
from tests.disclosure.hate_rows import hate_rows
from tests.monthly.planted_leak import plant_a_leak

YEAR = [f"2025-{month:02d}" for month in range(1, 13)]


@pytest.fixture
def data(data_set: Callable[..., DataSet], herefordshire: AreaProfile) -> DataSet:
    made = data_set(YEAR, hate_rows(herefordshire, YEAR))
    publish_sensitive(made.store, herefordshire, "2025-12")
    return made


def test_what_was_published_holds(data: DataSet) -> None:
    found = audit(data.store, data.profile)
    assert (found.tables, found.width, found.narrow) == (1, 4, ())
    assert 0 < found.hidden < found.cells


def test_a_planted_leak_is_found_with_its_interval(data: DataSet) -> None:
    leaky = plant_a_leak(data.store, "herefordshire")
    (cell, *_) = audit(data.store, data.profile).narrow
    assert cell.category == "Hate crime"
    assert cell.period == Span("2025-01", "2025-03")
    # All months and all other localities are shown: what is left is the count itself.
    cells = leaky.pattern.cells
    counts = {
        leaky.localities[area]: count
        for rung, area, period, count in zip(
            cells.rung.tolist(),
            cells.area.tolist(),
            cells.period.tolist(),
            cells.count,
            strict=True,
        )
        if (rung, period) == (1, 2025 * 4)
    }
    code = next(loc.code for loc in data.profile.localities if f"{loc.name} locality" == cell.area)
    assert cell.lower == cell.upper == counts[code]
    assert cell.in_words().endswith(f"January 2025 to March 2025: {cell.lower} to {cell.upper}")


def test_a_month_is_audited_as_all_stood_when_it_was_published(data: DataSet) -> None:
    plant_a_leak(data.store, "herefordshire")
    before = audit(data.store, data.profile, "2025-02")
    assert before.narrow == ()
    assert before.cells == 2
    assert audit(data.store, data.profile, "2025-03").narrow
    assert audit(data.store, data.profile, "2025-12") == audit(data.store, data.profile)


def test_a_count_without_an_upper_limit_is_said_as_such(data: DataSet) -> None:
    cell = NarrowCell("Hate crime", "Herefordshire", Span("2025-01", "2025-01"), 3, None)
    assert cell.in_words() == "Hate crime, Herefordshire, January 2025: 3 or more"


def test_what_is_not_published_cannot_be_audited(data: DataSet) -> None:
    with pytest.raises(NotLoadedError, match="publish first: geo-csp run --month 2026-01"):
        audit(data.store, data.profile, "2026-01")
