"""A store and its partnership, ready to be asked: what is loaded, and the counts of it."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from geo_csp.area_profile import AreaProfile
from geo_csp.counts.cube import COUNTED_COLUMNS, Counts, Cube, count_cube
from geo_csp.counts.points import POINT_COLUMNS
from geo_csp.incidents.coverage import Coverage, counted, coverage
from geo_csp.incidents.store import StoredMonth, read_incidents, read_manifest
from geo_csp.months import Month, Span

_COLUMNS = tuple(dict.fromkeys((*COUNTED_COLUMNS, "locality", "ward", "lsoa", *POINT_COLUMNS)))


@dataclass(frozen=True)
class DataSet:
    """Two data sets are the same if name, store and ``version`` are: the version stands for all
    that was loaded and for the profile it is counted by, and is what the counts are kept under.
    ``stored_months``: all of the store, those of other areas and those that do not count too.
    """

    name: str
    store: Path
    version: str
    phrase: str = field(compare=False)
    profile: AreaProfile = field(compare=False)
    coverage: Coverage = field(compare=False)
    counted_months: tuple[StoredMonth, ...] = field(compare=False, repr=False)
    stored_months: tuple[StoredMonth, ...] = field(compare=False, repr=False, default=())

    @property
    def is_synthetic(self) -> bool:
        """Whether all that counts is made up. A mixture is real."""
        return bool(self.counted_months) and all(m.is_synthetic for m in self.counted_months)

    def synthetic_months(self, span: Span) -> list[Month]:
        """The months of the span, and of that which it is compared with, that are made up."""
        months = {*span.months(), *span.a_year_before().months()}
        return sorted(months & self.coverage.synthetic)

    @property
    def is_open(self) -> bool:
        """Whether only open data is counted."""
        return has_only_open_data(self.coverage, self.coverage.months)


def open_data_set(name: str, phrase: str, store: Path, profile: AreaProfile) -> DataSet:
    manifest = read_manifest(store)
    return DataSet(
        name=name,
        store=store,
        version=_version(manifest, profile),
        phrase=phrase,
        profile=profile,
        coverage=coverage(manifest, profile),
        counted_months=counted(manifest, profile),
        stored_months=manifest,
    )


def has_only_open_data(found: Coverage, months: Sequence[Month]) -> bool:
    return all(set(found.sources.get(month, ())) <= {"open"} for month in months)


@functools.lru_cache(maxsize=8)
def incidents(data: DataSet) -> pa.Table:
    """The partnership's incidents of the sources that count."""
    return read_incidents(data.store, data.counted_months, data.profile.name, _COLUMNS)


@functools.lru_cache(maxsize=32)
def cube(data: DataSet, level: str) -> Cube:
    return count_cube(incidents(data), data.profile, data.coverage, level)


@functools.lru_cache(maxsize=32)
def cube_without_other_hate(data: DataSet, level: str) -> Cube:
    """The cube whose neighbourhood crime leaves out hate incidents of other categories.

    Neighbourhood crime less anti-social behaviour less acquisitive crime would else be a count of
    hate incidents, in any ward and month.
    """
    full = cube(data, level)
    whole, *parts = (
        full.selections.index(code) for code in ("neighbourhood", "asb", "acquisitive")
    )

    def rebuilt(counts: Counts) -> Counts:
        changed = counts.copy()
        changed[..., whole] = counts[..., parts].sum(axis=-1)
        return changed

    return dataclasses.replace(
        full, counts=rebuilt(full.counts), in_no_area=rebuilt(full.in_no_area)
    )


def _version(manifest: Sequence[StoredMonth], profile: AreaProfile) -> str:
    content = hashlib.sha256(repr(tuple(manifest)).encode())
    content.update(profile.model_dump_json().encode())
    return content.hexdigest()
