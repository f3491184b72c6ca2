"""Incidents by the point they stand on, and by street."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

POINT_COLUMNS = ("longitude", "latitude", "easting", "northing", "street")
NO_STREET = "no street given"


def points(incidents: pa.Table) -> pd.DataFrame:
    """Columns longitude, latitude (EPSG:4326), street, count: most incidents first.

    Incidents within the same metre stand on one point, which carries the street that most of them
    name. Incidents without a place are on none.
    """
    rows = _streets_named(incidents).dropna(subset=["easting", "northing"])
    at = rows.assign(easting=rows["easting"].round(), northing=rows["northing"].round())
    by_street = (
        at.groupby(["easting", "northing", "street"], observed=True)
        .agg(longitude=("longitude", "first"), latitude=("latitude", "first"), n=("street", "size"))
        .reset_index()
        .sort_values(["n", "street"], ascending=[False, True], kind="stable")
    )
    grouped = by_street.groupby(["easting", "northing"], sort=True).agg(
        longitude=("longitude", "first"),
        latitude=("latitude", "first"),
        street=("street", "first"),
        count=("n", "sum"),
    )
    ranked = grouped.sort_values("count", ascending=False, kind="stable")
    return ranked.reset_index(drop=True)


def streets(incidents: pa.Table) -> pd.DataFrame:
    """Columns street, count: most incidents first, then by name."""
    counted = _streets_named(incidents).groupby("street", observed=True).size()
    ranked = counted.rename("count").reset_index()
    return ranked.sort_values(
        ["count", "street"], ascending=[False, True], ignore_index=True, kind="stable"
    )


def _streets_named(incidents: pa.Table) -> pd.DataFrame:
    rows = incidents.select(POINT_COLUMNS)
    street = rows["street"].cast(pa.string()).to_pandas().astype("object")
    named = street.where(street.notna() & (street != ""), NO_STREET)
    unnamed: pd.DataFrame = rows.drop_columns(["street"]).to_pandas()
    return unnamed.assign(street=named)
