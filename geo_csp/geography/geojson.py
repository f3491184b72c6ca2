"""A shape on the British National Grid as a GeoJSON geometry in longitude and latitude."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely

from geo_csp.geography.boundaries import to_longitude_latitude

# Degrees to this many decimals are 10 cm.
_DECIMALS = 6


def geometry(shape_27700: shapely.Geometry) -> dict[str, Any]:
    """EPSG:27700 to EPSG:4326."""
    degrees = shapely.transform(
        shape_27700, lambda xy: np.column_stack(to_longitude_latitude(xy[:, 0], xy[:, 1]))
    )
    rounded = shapely.transform(degrees, lambda xy: np.round(xy, _DECIMALS))
    found: dict[str, Any] = json.loads(shapely.to_geojson(rounded))
    return found
