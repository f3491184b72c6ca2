"""What several rooms' tests share."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from geo_csp.area_profile import AreaProfile, load_profile

# No test asserts a time.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"

# What the files of these rooms share takes long to make.
_MADE_ONCE = {"browser", "demo", "hostile", "packs"}


class _ByRoom(LoadScopeScheduling):
    """Each file goes to one process whole, and so does each of the rooms that share much."""

    def _split_scope(self, nodeid: str) -> str:
        file = PurePosixPath(nodeid.partition("::")[0])
        return file.parent.name if file.parent.name in _MADE_ONCE else str(file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return _ByRoom(config, log)


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
