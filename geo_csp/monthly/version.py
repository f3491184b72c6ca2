"""Is a published month still of the data and settings as they are?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.coverage import counted
from geo_csp.incidents.manifest import StoredMonth, read_manifest
from geo_csp.monthly.published import PublishedMonth


def data_version(manifest: Sequence[StoredMonth], profile: AreaProfile) -> str:
    """Changes with the incidents that count for the area and with the settings of its profile."""
    content = hashlib.sha256()
    for entry in counted(manifest, profile):
        content.update(f"{entry.key}{entry.sha256}".encode())
    # Sets have another order in each process.
    settings = json.dumps(profile.model_dump(exclude={"folder"}), sort_keys=True, default=sorted)
    content.update(settings.encode())
    return content.hexdigest()


def why_stale(published: PublishedMonth, store: Path, profile: AreaProfile) -> str:
    """Empty where the published month is of the data and settings as they are now."""
    if published.version == data_version(read_manifest(store), profile):
        return ""
    return (
        f"the data or settings have changed since these hotspots were made: run again: "
        f"geo-csp run --month {published.month}"
    )
