"""geo-csp disclosure audit: what a reader of everything published could work out."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.manifest import manifest_text
from geo_csp.monthly.sensitive import publish_sensitive
from tests.cli.conftest import Command
from tests.disclosure.conftest import stored
from tests.disclosure.hate_rows import hate_rows
from tests.monthly.planted_leak import plant_a_leak

YEAR = [f"2025-{month:02d}" for month in range(1, 13)]


@pytest.fixture
def store(tmp_path: Path, herefordshire: AreaProfile) -> Path:
    """The store of the commands, with a year of hate, published."""
    store = tmp_path / "store"
    rows = hate_rows(herefordshire, YEAR)
    entries = [
        stored(store, herefordshire, "extract", month, [r for r in rows if r["month"] == month])
        for month in YEAR
    ]
    (store / "manifest.json").write_text(manifest_text(entries))
    return store


def test_nothing_published_is_said_with_what_to_do(geo_csp: Command, store: Path) -> None:
    answer = geo_csp("disclosure", "audit")
    assert answer.exit_code == 2
    assert "no sensitive category is published yet: publish first: geo-csp run" in answer.err


def test_what_holds_is_exit_code_0(
    geo_csp: Command, store: Path, herefordshire: AreaProfile
) -> None:
    publish_sensitive(store, herefordshire, "2025-12")
    answer = geo_csp("disclosure", "audit")
    assert answer.exit_code == 0
    assert "can still be any number from 0 to 4, or more" in answer.out
    assert geo_csp("disclosure", "audit", "--month", "2025-06").exit_code == 0


def test_a_leak_is_exit_code_2_with_each_cell_and_its_interval(
    geo_csp: Command, store: Path, herefordshire: AreaProfile
) -> None:
    publish_sensitive(store, herefordshire, "2025-12")
    plant_a_leak(store, "herefordshire")
    answer = geo_csp("disclosure", "audit")
    assert answer.exit_code == 2
    assert answer.out.startswith("OFFICIAL-SENSITIVE\n")
    assert "locality, January 2025 to March 2025: " in answer.out
    assert "Publish no further month" in answer.out
    assert geo_csp("disclosure", "audit", "--month", "2025-02").exit_code == 0
    assert geo_csp("disclosure", "audit", "--month", "2025-03").exit_code == 2
