"""From one month's incidents to its hotspots of one category.

Findings lead with the scan, which holds each place to its own level; then what fell; then what Gi*
finds high, which says where it has long been busy. A place has one finding a category.
"""

from __future__ import annotations

import numpy as np

from geo_csp.hotspots.counted import Counted
from geo_csp.hotspots.falling import falls
from geo_csp.hotspots.from_falls import hotspots_of_falls
from geo_csp.hotspots.from_gi_star import hotspots_of_gi_star
from geo_csp.hotspots.from_scan import hotspots_of_scan
from geo_csp.hotspots.hotspot import KINDS, Hotspot
from geo_csp.hotspots.stability import OtherSettings


def find(counted: Counted, settings: OtherSettings) -> tuple[Hotspot, ...]:
    """In the order of KINDS (emerging first), within a kind the least likely by chance first.

    ``settings``: the others that stability is tried in; with none of them it is None.
    """
    fallen = falls(counted.by_place, counted.scene.profile.hotspots.longest_window)
    fallen_places = np.array([fall.area for fall in fallen], dtype=np.int64)
    found: dict[str, Hotspot] = {}
    for hotspot in (
        *hotspots_of_scan(counted, settings, fallen_places),
        *hotspots_of_falls(counted, fallen, settings),
        *hotspots_of_gi_star(counted, settings, fallen_places),
    ):
        found.setdefault(hotspot.code, hotspot)
    return tuple(sorted(found.values(), key=lambda h: (KINDS.index(h.kind), h.p, h.code)))
