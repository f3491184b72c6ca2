"""A year of a small county's incidents, and who looks at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.data_set import DataSet, open_data_set
from geo_csp.incidents.manifest import manifest_text
from geo_csp.months import Span
from geo_csp.roles import ROLES, Viewer
from tests.disclosure.conftest import stored
from tests.hotspot_samples import CENTRAL, COLLEGE
from tests.packs.samples import HOSTILE, MONTH


def opened(store: Path, profile: AreaProfile, months: Span, busiest: str = "") -> DataSet:
    """Every month has three reports of noise in a street with a hostile name, and a burglary; the
    busiest ten times as many.
    """
    asb = {"ward": CENTRAL, "category": "asb", "offence": "noise", "street": HOSTILE}
    burglary = {"ward": COLLEGE, "category": "acquisitive", "offence": "burglary"}
    entries = [
        stored(
            *(store, profile, "extract", month),
            [{**asb, "month": month}] * (30 if month == busiest else 3)
            + [{**burglary, "month": month}],
        )
        for month in months.months()
    ]
    (store / "manifest.json").write_text(manifest_text(entries))
    return open_data_set("own", "Your own data", store, profile)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, herefordshire: AreaProfile) -> DataSet:
    return opened(tmp_path_factory.mktemp("store"), herefordshire, Span("2025-01", MONTH))


@pytest.fixture(scope="session")
def three_years(tmp_path_factory: pytest.TempPathFactory, herefordshire: AreaProfile) -> DataSet:
    """As a board needs them, with a busy November at the end."""
    store, months = tmp_path_factory.mktemp("board"), Span("2023-01", MONTH)
    return opened(store, herefordshire, months, busiest="2025-11")


@pytest.fixture(scope="session")
def analyst() -> Viewer:
    return Viewer(ROLES["analyst"])
