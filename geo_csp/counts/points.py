"""Incidents by the point they stand on, and by street.

Counted in plain Python: a ward has some hundred rows, for which a data frame's grouping takes ten
times as long, and this is asked with every rerun of a page.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd
import pyarrow as pa

POINT_COLUMNS = ("longitude", "latitude", "easting", "northing", "street")
NO_STREET = "no street given"

Metre = tuple[int, int]


def points(incidents: pa.Table) -> pd.DataFrame:
    """Columns longitude, latitude (EPSG:4326), street, count: most incidents first.

    Incidents within the same metre stand on one point, which carries the street that most of them
    name. Incidents without a place are on none.
    """
    named: dict[Metre, Counter[str]] = defaultdict(Counter)
    first: dict[tuple[Metre, str], tuple[float, float]] = {}
    columns = (incidents[name].to_pylist() for name in POINT_COLUMNS)
    for longitude, latitude, easting, northing, given in zip(*columns, strict=True):
        if easting is None or northing is None:
            continue
        metre, street = (round(easting), round(northing)), given or NO_STREET
        named[metre][street] += 1
        first.setdefault((metre, street), (longitude, latitude))
    rows = []
    for metre, by_street in sorted(named.items()):
        street = _ranked(by_street)[0][0]
        rows.append((*first[metre, street], street, by_street.total()))
    rows.sort(key=lambda row: -row[-1])
    return pd.DataFrame(rows, columns=["longitude", "latitude", "street", "count"])


def streets(incidents: pa.Table) -> pd.DataFrame:
    """Columns street, count: most incidents first, then by name."""
    counted = Counter(given or NO_STREET for given in incidents["street"].to_pylist())
    return pd.DataFrame(_ranked(counted), columns=["street", "count"])


def _ranked(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))
