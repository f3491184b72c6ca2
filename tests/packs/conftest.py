"""A year of a small county's incidents, and who looks at them."""

from __future__ import annotations

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.data_set import DataSet, open_data_set
from geo_csp.incidents.manifest import manifest_text
from geo_csp.months import Span
from geo_csp.roles import ROLES, Viewer
from tests.disclosure.conftest import stored
from tests.hotspot_samples import CENTRAL, COLLEGE
from tests.packs.samples import HOSTILE, MONTH


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, herefordshire: AreaProfile) -> DataSet:
    """Every month of 2025: anti-social behaviour in a street with a hostile name, a burglary."""
    store = tmp_path_factory.mktemp("store")
    asb = {"ward": CENTRAL, "category": "asb", "offence": "noise", "street": HOSTILE}
    burglary = {"ward": COLLEGE, "category": "acquisitive", "offence": "burglary"}
    entries = [
        stored(
            *(store, herefordshire, "extract", month),
            [{**asb, "month": month}] * 3 + [{**burglary, "month": month}],
        )
        for month in Span("2025-01", MONTH).months()
    ]
    (store / "manifest.json").write_text(manifest_text(entries))
    return open_data_set("own", "Your own data", store, herefordshire)


@pytest.fixture(scope="session")
def analyst() -> Viewer:
    return Viewer(ROLES["analyst"])
