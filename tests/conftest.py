"""What several rooms' tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from geo_csp.area_profile import AreaProfile, load_profile

# No test asserts a time.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"

# What the files of these rooms share takes long to make.
_MADE_ONCE = {"browser", "demo", "hostile", "packs"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each file goes to one process whole, and so does each of the rooms that share much."""
    for item in items:
        room = item.path.parent.name
        together = room if room in _MADE_ONCE else str(item.path)
        item.add_marker(pytest.mark.xdist_group(together))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real police files and reference sets that are too large or not ours to ship."""
    folder = Path(os.environ.get("GEO_CSP_REFERENCE_DATA", _BESIDE))
    if not folder.is_dir():
        pytest.skip(f"reference data not found at {folder}: set GEO_CSP_REFERENCE_DATA")
    return folder


@pytest.fixture(scope="session")
def herefordshire() -> AreaProfile:
    return load_profile("herefordshire")
