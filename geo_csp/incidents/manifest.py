"""What the store holds, one entry a source and month. Light: reading it imports no data library."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from geo_csp.errors import StoreError
from geo_csp.months import Month

FILE_NAME = "manifest.json"
VERSION = 1


class Link(NamedTuple):
    """``row`` of a partner's month tells of the incident that ``other_row`` of ``file`` tells of.

    Rows as they stand in the files of the store. The other one counts.
    """

    row: int
    file: str
    other_row: int


@dataclass(frozen=True)
class StoredMonth:
    """``source``: for open data the force's slug, else the name of the extract's mapping.

    ``areas``: the areas its rows were placed against. ``lsoa_agreement``: of the area's rows whose
    file gives an LSOA code, how many lie in it by point in polygon. ``snap_sketch``: the lowest
    hashes of the distinct points, open data only. ``retired_lsoas``: codes the file gives that the
    area's present boundaries no longer have. ``linked``: of a partner's month, by area, the rows
    that are not counted since another source tells of the incident; ``linked_by``: by which rules.
    """

    kind: str
    source: str
    organisation: str
    force: str
    month: Month
    file: str
    sha256: str
    rows: int
    areas: tuple[str, ...]
    rows_by_area: Mapping[str, int]
    no_place: int
    set_aside: int
    is_synthetic: bool
    records_hate: bool
    records_asb_types: bool
    lsoa_agreement: Mapping[str, tuple[int, int]]
    retired_lsoas: Mapping[str, tuple[str, ...]]
    loaded_at: str
    source_files: tuple[str, ...]
    first_date: str | None = None
    last_date: str | None = None
    snap_sketch: tuple[int, ...] = field(default=(), repr=False)
    linked: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    linked_by: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str, Month]:
        """A month loaded again takes the place of the stored one with the same key."""
        return (self.kind, self.source, self.force, self.month)


def read_manifest(store: Path) -> tuple[StoredMonth, ...]:
    """Every stored month, in the order of ``key``; () where there is no store yet."""
    check_is_no_file(store)
    path = store / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: the store cannot be read: {error}") from error
    try:
        content = json.loads(text)
        if content["version"] != VERSION:
            raise StoreError(
                f"{path}: written by another version of this program: load the files again"
                " into a new store"
            )
        return tuple(_stored(entry) for entry in content["months"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f"{path}: the list of stored months is damaged: move it away and load the files again"
        ) from error


def check_is_no_file(store: Path) -> None:
    if store.is_file():
        raise StoreError(f"{store}: is a file: a store is a folder, name another with --store")


def manifest_text(months: Sequence[StoredMonth]) -> str:
    entries = [vars(month) for month in sorted(months, key=lambda month: month.key)]
    return json.dumps({"version": VERSION, "months": entries}, ensure_ascii=False)


def _stored(entry: dict[str, Any]) -> StoredMonth:
    sequences = ("areas", "source_files", "snap_sketch")
    pairs = ("lsoa_agreement", "retired_lsoas")
    return StoredMonth(
        **entry
        | {name: tuple(entry[name]) for name in sequences}
        | {name: {k: tuple(v) for k, v in entry[name].items()} for name in pairs}
        | {"linked": _links(entry.get("linked", {}))}
    )


def _links(stored: Mapping[str, Any]) -> dict[str, tuple[Link, ...]]:
    return {area: tuple(Link(*link) for link in links) for area, links in stored.items()}
