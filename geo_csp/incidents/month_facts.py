"""What the manifest says of a month's rows, measured when they are stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.snap_points import SKETCH_SIZE
from geo_csp.incidents.words import Words, holds, words


def rows_by_area(rows: pa.Table, profiles: Sequence[AreaProfile]) -> Mapping[str, int]:
    area = words(rows["area"])
    return {profile.name: len(_rows_of(area, profile.name)) for profile in profiles}


def lsoa_agreement(
    rows: pa.Table, profiles: Sequence[AreaProfile]
) -> Mapping[str, tuple[int, int]]:
    """Rows of each area whose file gives an LSOA code: those that lie in it, and all of them.

    A retired code agrees with each of the codes that came after it.
    """
    agreement = {}
    for profile in profiles:
        if not profile.lsoas:
            continue
        given, located = (words(rows[column]) for column in ("lsoa_given", "lsoa"))
        mine = _rows_of(words(rows["area"]), profile.name)
        pairs = Counter(zip(_texts(given, mine), _texts(located, mine), strict=True))
        agreeing = sum(
            number
            for (code, lsoa), number in pairs.items()
            if code and lsoa in profile.retired_lsoas.get(code, (code,))
        )
        agreement[profile.name] = (agreeing, sum(n for (code, _), n in pairs.items() if code))
    return agreement


def retired_lsoas(rows: pa.Table, profiles: Sequence[AreaProfile]) -> Mapping[str, tuple[str, ...]]:
    """The codes of ``profile.retired_lsoas`` that the rows of each area give."""
    given, area = words(rows["lsoa_given"]), words(rows["area"])
    found = {}
    for profile in profiles:
        seen = set(_texts(given, _rows_of(area, profile.name)))
        found[profile.name] = tuple(c for c in sorted(profile.retired_lsoas) if c in seen)
    return found


def snap_sketch(rows: pa.Table) -> tuple[int, ...]:
    """The lowest hashes of the distinct points, told apart at a millionth of a degree."""
    longitude, latitude = (rows[name].to_numpy() for name in ("longitude", "latitude"))
    has_place = np.isfinite(longitude)
    key = (np.rint(longitude[has_place] * 1e6).astype(np.int64) << 32) + np.rint(
        latitude[has_place] * 1e6
    ).astype(np.int64)
    hashes = np.unique(_mixed(key.view(np.uint64)))
    return tuple(hashes[:SKETCH_SIZE].tolist())


def _mixed(key: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Each number spread over all 64 bits: the finaliser of SplitMix64 (Steele, Lea & Flood 2014,
    Fast splittable pseudorandom number generators, OOPSLA), a one-to-one map.
    """
    key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return key ^ (key >> np.uint64(31))


def dates(rows: pa.Table) -> tuple[str | None, str | None]:
    """First and last date of the rows (YYYY-MM-DD), None where they have none."""
    found = pc.min_max(rows["date_from"]).as_py()
    first, last = found["min"], found["max"]
    return (first and first.date().isoformat(), last and last.date().isoformat())


def distinct(rows: pa.Table, column: str) -> list[str]:
    """The words that the rows of a column hold."""
    used = np.unique(words(rows[column]).index)
    values = words(rows[column]).values
    return [values[at].as_py() for at in used.tolist() if at >= 0]


def _rows_of(column: Words, value: str) -> npt.NDArray[np.intp]:
    return np.flatnonzero(holds(column, value))


def _texts(column: Words, rows: npt.NDArray[np.intp]) -> list[str | None]:
    values = np.array([*column.values.to_pylist(), None], object)
    return list(values[column.index[rows]])
