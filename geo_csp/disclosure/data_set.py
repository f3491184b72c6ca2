"""A store and its partnership, ready to be asked: what is loaded, and the counts of it."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.area_profile import AreaProfile
from geo_csp.counts.cube import COUNTED_COLUMNS, Counts, Cube, count_cube
from geo_csp.counts.points import POINT_COLUMNS
from geo_csp.incidents.coverage import Coverage, counted, coverage
from geo_csp.incidents.store import StoredMonth, read_incidents, read_manifest
from geo_csp.monthly.sensitive_tables import stamp_of
from geo_csp.months import Month, Span

_COLUMNS = tuple(dict.fromkeys((*COUNTED_COLUMNS, "locality", "ward", "lsoa", *POINT_COLUMNS)))


@dataclass(frozen=True)
class DataSet:
    """Two data sets are the same if name, store, ``version`` and ``published`` are. The version
    stands for all that was loaded and for the profile it is counted by, ``published`` for the
    published tables of sensitive categories; they are what the counts are kept under.
    ``is_protected``: it holds what not everybody may see, counted or not.
    """

    name: str
    store: Path
    version: str
    published: str
    phrase: str = field(compare=False)
    profile: AreaProfile = field(compare=False)
    coverage: Coverage = field(compare=False)
    counted_months: tuple[StoredMonth, ...] = field(compare=False, repr=False)
    is_protected: bool = field(compare=False)

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
        published=stamp_of(store, profile.name),
        phrase=phrase,
        profile=profile,
        coverage=coverage(manifest, profile),
        counted_months=counted(manifest, profile),
        is_protected=is_protected(manifest),
    )


def as_now_published(data: DataSet) -> DataSet:
    """The same with what has been published since it was opened."""
    now = stamp_of(data.store, data.profile.name)
    return data if now == data.published else dataclasses.replace(data, published=now)


def is_protected(manifest: Sequence[StoredMonth]) -> bool:
    """Whether any month is a police extract or a partner's records, and not made up."""
    return any(month.kind != "open" and not month.is_synthetic for month in manifest)


def has_only_open_data(found: Coverage, months: Sequence[Month]) -> bool:
    return all(set(found.sources.get(month, ())) <= {"open"} for month in months)


@functools.lru_cache(maxsize=8)
def incidents(data: DataSet) -> pa.Table:
    """The partnership's incidents of the sources that count."""
    return read_incidents(data.store, data.counted_months, data.profile.name, _COLUMNS)


@functools.lru_cache(maxsize=32)
def cube(data: DataSet, level: str) -> Cube:
    return count_cube(incidents(data), data.profile, data.coverage, level)


@functools.lru_cache(maxsize=8)
def public_incidents(data: DataSet) -> pa.Table:
    """Those whose counts are no more sensitive than the police's own open data: the police's, of
    categories that are not sensitive.

    A count with partners' records in it, less what the police publish, would be the partners'.
    """
    police = tuple(month for month in data.counted_months if month.kind != "partner")
    has_partners = len(police) < len(data.counted_months)
    rows = (
        read_incidents(data.store, police, data.profile.name, _COLUMNS)
        if has_partners
        else incidents(data)
    )
    sensitive = sorted(data.profile.sensitive_incident_categories)
    if not sensitive:
        return rows
    is_sensitive = pc.is_in(rows["category"].cast(pa.string()), pa.array(sensitive, pa.string()))
    return rows.filter(pc.invert(is_sensitive))


@functools.lru_cache(maxsize=32)
def public_cube(data: DataSet, level: str) -> Cube:
    """What is counted for roles that do not task in every ward, sensitive selections apart.

    Its neighbourhood crime leaves out hate incidents of other categories: less anti-social
    behaviour less acquisitive crime it would else be a count of hate incidents, in any ward and
    month.
    """
    rows = public_incidents(data)
    full = (
        cube(data, level)
        if rows is incidents(data)
        else count_cube(rows, data.profile, data.coverage, level)
    )
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
