"""A published month made by hand, for tests of what shows or reads it."""

from __future__ import annotations

from pathlib import Path

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.store import read_manifest
from geo_csp.monthly.published import PublishedMonth
from geo_csp.monthly.version import data_version


def published_month(
    profile: AreaProfile, month: str, store: Path | None = None, **parts: object
) -> PublishedMonth:
    """``store``: whose data it came from as they are now; without one it is stale."""
    made: dict[str, object] = {
        "area": profile.name,
        "month": month,
        "version": data_version(read_manifest(store), profile) if store else "of a test",
        "made_at": "2026-01-05T09:00:00+00:00",
        "is_synthetic": True,
        "settings": profile.hotspots.model_dump(mode="json"),
        "scanned": {},
        "not_scanned": {},
        "no_history": {},
        "findings": (),
        "backtests": (),
    }
    return PublishedMonth(**made | parts)  # type: ignore[arg-type]
