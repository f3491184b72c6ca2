"""The snap points of one ward as circles on the live map: the area of a circle is its count."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from geo_csp.drawing.area_figures import incidents_in_words

# One incident has a radius of 5 pixels: as small as can be hit. The scale is the same for every
# month, so that months compare.
ONE_INCIDENT_PX = 5.0
LARGEST_PX = 45.0

_THE_WARD = {"fill": "#ffffff", "mark": ""}
_OTHER_WARDS = {"fill": "#e3e6e2", "mark": ""}


def point_looks(points: pd.DataFrame) -> list[dict[str, Any]]:
    """``points``: longitude, latitude (EPSG:4326), street, count. The largest is drawn first, so
    that it hides none of the others.
    """
    ordered = points.sort_values(["count", "street"], ascending=[False, True], kind="stable")
    columns = (ordered[name].tolist() for name in ("longitude", "latitude", "street", "count"))
    return [
        {
            "longitude": longitude,
            "latitude": latitude,
            "radius": min(LARGEST_PX, round(ONE_INCIDENT_PX * math.sqrt(count), 1)),
            "lines": (street or "No street named", incidents_in_words(count)),
        }
        for longitude, latitude, street, count in zip(*columns, strict=True)
    ]


def ward_grounds(codes: list[str], chosen: str) -> dict[str, dict[str, Any]]:
    """The chosen ward white, the others greyed; none of them reads or takes a click."""
    return {code: _THE_WARD if code == chosen else _OTHER_WARDS for code in codes}
