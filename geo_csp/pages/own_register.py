"""The register of the partnership's own store, opened once in the life of the server."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from geo_csp.pages.data_sets import own_store
from geo_csp.register.opening import DATABASE_NAME, Register, open_register


def own_register(*, is_needed: bool = False) -> Register | None:
    """``GEO_CSP_REGISTER`` names a PostgreSQL database; else it lies in the store. None where there
    is none: it is made for those data only that are shown after sign-in (``is_needed``).
    """
    store, url = own_store(), os.environ.get("GEO_CSP_REGISTER", "")
    if not (is_needed or url or (store / DATABASE_NAME).is_file()):
        return None
    return _opened(store, url)


@functools.lru_cache(maxsize=2)
def _opened(store: Path, url: str) -> Register:
    return open_register(store, url)
