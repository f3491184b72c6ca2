"""The county: its outline, and its incidents of 2025 as the police published them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyproj
import shapely

_PROJECT = Path(__file__).resolve().parents[1]
_BOUNDARIES = _PROJECT / "boundaries" / "herefordshire"
_OPEN_DATA = _PROJECT / "data" / "open" / "herefordshire.zip"
_MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]


def herefordshire_outline() -> shapely.Geometry:
    return gpd.read_file(_BOUNDARIES / "county_bgc.geojson").to_crs(27700).geometry.iloc[0]


def herefordshire_wards() -> gpd.GeoDataFrame:
    return gpd.read_file(_BOUNDARIES / "wards_bgc.geojson").to_crs(27700)


def herefordshire_2025(shared_data: Callable[[], Path]) -> pd.DataFrame:
    """Columns easting, northing (EPSG:27700), location, month (0 to 11), category.

    ``shared_data`` is asked only where the open data do not lie with the project.
    """
    rows = pd.concat(_street_files(shared_data), ignore_index=True)
    rows = rows[rows["LSOA name"].str.startswith("Herefordshire", na=False)]
    to_grid = pyproj.Transformer.from_crs(4326, 27700, always_xy=True)
    easting, northing = to_grid.transform(rows["Longitude"], rows["Latitude"])
    return pd.DataFrame(
        {
            "easting": easting,
            "northing": northing,
            "location": rows["Location"].to_numpy(),
            "month": rows["Month"].str[5:].astype(int).to_numpy() - 1,
            "category": rows["Crime type"].to_numpy(),
        }
    )


def _street_files(shared_data: Callable[[], Path]) -> list[pd.DataFrame]:
    names = [f"{month}/{month}-west-mercia-street.csv" for month in _MONTHS]
    if _OPEN_DATA.is_file():
        with zipfile.ZipFile(_OPEN_DATA) as archive:
            return [pd.read_csv(archive.open(name)) for name in names]
    folder = shared_data() / "police"
    return [pd.read_csv(folder / name) for name in names]
