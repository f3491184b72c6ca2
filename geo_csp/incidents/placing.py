"""Where the rows lie: each distinct point is projected and placed once, against every area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.area_profile import AreaProfile
from geo_csp.geography.boundaries import (
    Codes,
    could_be_of,
    place,
    read_outlines,
    to_longitude_latitude,
    to_national_grid,
)
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from geo_csp.incidents.parsed import PLACED_COLUMNS
from geo_csp.incidents.words import NOTHING, Words, words

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Points:
    """Distinct points in both systems, and for each row which it stands on (NOTHING: no place)."""

    of_row: Indices
    longitude: Floats
    latitude: Floats
    easting: Floats
    northing: Floats


def placed(tables: Sequence[pa.Table], profiles: Sequence[AreaProfile]) -> list[pa.Table]:
    """The incident tables of ``tables`` (see ``Parsed``): coordinates completed, areas filled in.

    A row belongs to the first of ``profiles`` that takes it.
    """
    points = distinct_points(tables)
    kinds, kind_of_row = _distinct(_kinds(tables, points, profiles))
    areas = _areas(kinds, points, profiles)
    ends = np.cumsum([table.num_rows for table in tables])
    return [
        _completed(table, points, points.of_row[start:end], areas, kind_of_row[start:end])
        for table, start, end in zip(tables, [0, *ends[:-1]], ends, strict=True)
    ]


def distinct_points(tables: Sequence[pa.Table]) -> Points:
    longitude, latitude, easting, northing = (
        np.concatenate([table[name].to_numpy() for table in tables]).astype(np.float64)
        for name in ("longitude", "latitude", "easting", "northing")
    )
    in_degrees, in_metres = np.isfinite(longitude), np.isfinite(easting)
    lon, lat, of_degrees = _distinct_pairs(longitude[in_degrees], latitude[in_degrees])
    east, north, of_metres = _distinct_pairs(easting[in_metres], northing[in_metres])
    projected = to_national_grid(lon, lat)
    unprojected = to_longitude_latitude(east, north)
    of_row = np.full(len(longitude), NOTHING, np.int64)
    of_row[in_degrees] = of_degrees
    of_row[in_metres] = of_metres + len(lon)
    return Points(
        of_row,
        np.concatenate([lon, unprojected[0]]),
        np.concatenate([lat, unprojected[1]]),
        np.concatenate([projected[0], east]),
        np.concatenate([projected[1], north]),
    )


def _distinct(values: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], Indices]:
    """Distinct values in order of appearance and the index of each row's: by hash, not by sort."""
    encoded = pa.array(values).dictionary_encode()
    return encoded.dictionary.to_numpy(), encoded.indices.to_numpy().astype(np.int64)


def _distinct_pairs(x: Floats, y: Floats) -> tuple[Floats, Floats, Indices]:
    x_values, x_index = _distinct(x)
    y_values, y_index = _distinct(y)
    pairs, of_row = _distinct(x_index * len(y_values) + y_index)
    return x_values[pairs // len(y_values)], y_values[pairs % len(y_values)], of_row


def _kinds(tables: Sequence[pa.Table], points: Points, profiles: Sequence[AreaProfile]) -> Indices:
    """What rows must have in common to lie in the same area: the point, and (a bit for each
    profile) whether the LSOA that the file gives could be of that profile's area.
    """
    kinds: Indices = (points.of_row << len(profiles)) | _could_be_bits(tables, profiles)
    return kinds


def _could_be_bits(tables: Sequence[pa.Table], profiles: Sequence[AreaProfile]) -> Indices:
    """Each distinct LSOA name is looked at once, and where a row has none each distinct code."""
    names = [words(table["lsoa_name"]) for table in tables]
    codes = [words(table["lsoa_given"]) for table in tables]
    by_name = _looked_up(names, lambda values: _bits(profiles, np.full_like(values, None), values))
    by_code = _looked_up(codes, lambda values: _bits(profiles, values, np.full_like(values, None)))
    is_named = np.concatenate([name.index for name in names]) != NOTHING
    bits: Indices = np.where(is_named, by_name, by_code)
    return bits


def _bits(profiles: Sequence[AreaProfile], codes: Codes, names: Codes) -> Indices:
    bits = np.zeros(len(codes), np.int64)
    for number, profile in enumerate(profiles):
        bits |= could_be_of(profile, codes, names).astype(np.int64) << number
    return bits


def _looked_up(columns: Sequence[Words], look_up: Callable[[Codes], Indices]) -> Indices:
    """What ``look_up`` finds for the values of all columns, for each of their rows in turn."""
    distinct = pa.chunked_array([column.values for column in columns]).unique()
    found = look_up(np.array([*distinct.to_pylist(), None], object))
    return np.concatenate(
        [
            np.append(found[pc.index_in(c.values, distinct).to_numpy()], found[-1])[c.index]
            for c in columns
        ]
    )


def _areas(
    kinds: Indices, points: Points, profiles: Sequence[AreaProfile]
) -> dict[str, pa.DictionaryArray]:
    """The PLACED_COLUMNS of each distinct kind of row."""
    known = _all_codes(profiles)
    found = {name: np.full(len(kinds), None, object) for name in PLACED_COLUMNS}
    point = kinds >> len(profiles)
    is_free = point != NOTHING
    for number, profile in enumerate(profiles):
        free = np.flatnonzero(is_free)
        here = place(
            profile,
            points.easting[point[free]],
            points.northing[point[free]],
            (kinds[free] >> number & 1).astype(np.bool_),
        )
        taken = free[here.inside]
        is_free[taken] = False
        found["area"][taken] = profile.name
        for name in ("locality", "ward", "lsoa"):
            found[name][taken] = getattr(here, name)[here.inside]
    return {name: _encoded(codes, known[name]) for name, codes in found.items()}


def _all_codes(profiles: Sequence[AreaProfile]) -> dict[str, pa.StringArray]:
    """Every code that a row may get, in one order: so that a month's file is the same whatever
    else is loaded with it.
    """
    wards = [code for p in profiles for code in read_outlines(p, p.wards).codes]
    lsoas = [code for p in profiles if p.lsoas for code in read_outlines(p, p.lsoas).codes]
    localities = [locality.code for p in profiles for locality in p.localities]
    codes = ([p.name for p in profiles], localities, wards, lsoas)
    return {
        name: pa.array(list(dict.fromkeys(values)), pa.string())
        for name, values in zip(PLACED_COLUMNS, codes, strict=True)
    }


def _encoded(codes: Codes, known: pa.StringArray) -> pa.DictionaryArray:
    index = pc.index_in(pa.array(codes, pa.string()), known)
    return pa.DictionaryArray.from_arrays(index, known)


def _completed(
    table: pa.Table,
    points: Points,
    of_row: Indices,
    areas: dict[str, pa.DictionaryArray],
    kind_of_row: Indices,
) -> pa.Table:
    columns = {name: table[name] for name in table.column_names}
    for name in ("longitude", "latitude", "easting", "northing"):
        known = np.append(getattr(points, name), np.nan)
        columns[name] = pa.array(known[of_row], from_pandas=True)
    kind = pa.array(kind_of_row)
    columns |= {name: codes.take(kind) for name, codes in areas.items()}
    return pa.table({name: columns[name] for name in INCIDENT_SCHEMA.names})
