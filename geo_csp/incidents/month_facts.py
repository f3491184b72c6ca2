"""What the manifest says of a month's rows, measured when they are stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.snap_points import SKETCH_SIZE
from geo_csp.incidents.words import NOTHING, holds, words


def rows_by_area(rows: pa.Table, profiles: Sequence[AreaProfile]) -> Mapping[str, int]:
    area = words(rows["area"])
    return {profile.name: int(holds(area, profile.name).sum()) for profile in profiles}


def lsoa_agreement(
    rows: pa.Table, profiles: Sequence[AreaProfile]
) -> Mapping[str, tuple[int, int]]:
    """Rows of each area whose file gives an LSOA code: those that lie in it, and all of them.

    A retired code agrees with each of the codes that came after it.
    """
    agreement = {}
    for profile in (profile for profile in profiles if profile.lsoas):
        agreeing = comparable = 0
        for given, located, number in _lsoas_given_and_located(rows, profile):
            comparable += number
            if located in profile.retired_lsoas.get(given, (given,)):
                agreeing += number
        agreement[profile.name] = (agreeing, comparable)
    return agreement


def retired_lsoas(rows: pa.Table, profiles: Sequence[AreaProfile]) -> Mapping[str, tuple[str, ...]]:
    """The codes of ``profile.retired_lsoas`` that the rows of each area give."""
    found = {}
    for profile in profiles:
        seen = {given for given, _, _ in _lsoas_given_and_located(rows, profile)}
        found[profile.name] = tuple(sorted(seen & set(profile.retired_lsoas)))
    return found


def _lsoas_given_and_located(
    rows: pa.Table, profile: AreaProfile
) -> Iterator[tuple[str, str | None, int]]:
    """Code of the file, code by point in polygon and number of rows, for rows of the area whose
    file gives a code.
    """
    given, located = words(rows["lsoa_given"]), words(rows["lsoa"])
    here = holds(words(rows["area"]), profile.name) & (given.index != NOTHING)
    located_or_none = len(located.values) + 1
    pairs = given.index[here].astype(np.int64) * located_or_none + located.index[here] + 1
    for pair, number in zip(
        *(a.tolist() for a in np.unique(pairs, return_counts=True)), strict=True
    ):
        at = pair % located_or_none - 1
        yield (
            given.values[pair // located_or_none].as_py(),
            None if at == NOTHING else located.values[at].as_py(),
            number,
        )


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
