"""The partnership this app serves, and the data sets it may show."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from geo_csp.area_profile import AreaProfile, load_profile
from geo_csp.demo.ready import ready_data_sets
from geo_csp.disclosure.release import DataSet, as_now_published

_BESIDE_THE_PACKAGE = Path(__file__).resolve().parents[2] / "data"


@functools.cache
def area_profile() -> AreaProfile:
    return load_profile(os.environ.get("GEO_CSP_AREA", "herefordshire"))


def data_folder() -> Path:
    """``GEO_CSP_DATA``, else ``data`` in the working directory, else beside the package."""
    given = os.environ.get("GEO_CSP_DATA")
    here = Path(given) if given else Path.cwd() / "data"
    return here if given or here.is_dir() else _BESIDE_THE_PACKAGE


def own_store() -> Path:
    return Path(os.environ.get("GEO_CSP_STORE") or data_folder() / "store")


def data_sets() -> tuple[DataSet, ...]:
    """The user's own store first, if there is one. Opened anew when its manifest has changed."""
    own = own_store() / "manifest.json"
    opened = _opened(data_folder(), own.stat().st_mtime_ns if own.is_file() else 0)
    return tuple(as_now_published(data) for data in opened)


@functools.lru_cache(maxsize=2)
def _opened(folder: Path, _own_changed: int) -> tuple[DataSet, ...]:
    return ready_data_sets(area_profile(), folder)
