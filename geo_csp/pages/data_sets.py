"""The partnership this app serves, and the data sets it may show."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from geo_csp.area_profile import AreaProfile, load_profile
from geo_csp.demo.ready import ready_data_sets
from geo_csp.disclosure.release import DataSet

_BESIDE_THE_PACKAGE = Path(__file__).resolve().parents[2] / "data"


@functools.cache
def area_profile() -> AreaProfile:
    return load_profile(os.environ.get("GEO_CSP_AREA", "herefordshire"))


def data_folder() -> Path:
    """``GEO_CSP_DATA``, else ``data`` in the working directory, else beside the package."""
    given = os.environ.get("GEO_CSP_DATA")
    here = Path(given) if given else Path.cwd() / "data"
    return here if given or here.is_dir() else _BESIDE_THE_PACKAGE


def data_sets() -> tuple[DataSet, ...]:
    """The user's own store first, if there is one. Opened anew when its manifest has changed."""
    own = Path(os.environ.get("GEO_CSP_STORE") or data_folder() / "store") / "manifest.json"
    return _opened(data_folder(), own.stat().st_mtime_ns if own.is_file() else 0)


@functools.lru_cache(maxsize=2)
def _opened(folder: Path, _own_changed: int) -> tuple[DataSet, ...]:
    return ready_data_sets(area_profile(), folder)


def needs_sign_in(data: DataSet) -> bool:
    """A police extract or a partner's records anywhere in the store: only made-up ones are shown
    without sign-in.
    """
    months = (*data.counted_months, *data.stored_months)
    return any(month.kind != "open" and not month.is_synthetic for month in months)
