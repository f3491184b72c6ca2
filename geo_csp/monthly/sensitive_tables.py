"""The published tables of sensitive categories: what every reader may see of them, and no more.

    STORE/published/AREA/sensitive.json

One file holds every month published so far, whole: what may be shown of the next month depends on
all that was shown before. Figures stay as they were first published. The counts that are not shown
lie in it too, so it is for the owner of the store alone.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from geo_csp.errors import StoreError
from geo_csp.incidents.store import write_for_good
from geo_csp.monthly.published import FOLDER
from geo_csp.months import Month, from_ordinal, ordinal
from geo_csp.statistics.published_cells import Ladder, Rung
from geo_csp.statistics.suppression import Pattern

FILE = "sensitive.json"
FORM = 1

# The last ward and locality of every table: incidents of the partnership that lie in no ward. The
# county's count holds them, so that what the wards leave of it is a count that must be kept too.
NOWHERE = ""


@dataclass(frozen=True, eq=False)
class SensitiveTable:
    """``category``: a selection's code. ``wards``, ``localities`` and ``strands``: the codes of the
    pattern's units, groups and marks, in its order.
    """

    category: str
    wards: tuple[str, ...]
    localities: tuple[str, ...]
    strands: tuple[str, ...]
    pattern: Pattern

    @cached_property
    def months(self) -> frozenset[Month]:
        return frozenset(from_ordinal(number) for number in self.pattern.months.tolist())

    def areas_of(self, rung: Rung) -> tuple[str, ...]:
        """The codes that the cells of a rung are numbered by; the county has none."""
        return {
            Rung.WHOLE_MONTH: (NOWHERE,),
            Rung.GROUP_QUARTER: self.localities,
            Rung.UNIT_YEAR: self.wards,
        }.get(rung, self.strands)

    def shown(self, rung: Rung, code: str, period: int) -> int | None:
        """The count of a published cell; None where it is hidden or not published."""
        return self._shown.get((rung, code, period))

    @cached_property
    def _shown(self) -> dict[tuple[Rung, str, int], int]:
        cells, seen = self.pattern.cells, np.flatnonzero(self.pattern.is_shown)
        columns = (cells.rung[seen], cells.area[seen], cells.period[seen], cells.count[seen])
        return {
            (Rung(rung), self.areas_of(Rung(rung))[area], period): count
            for rung, area, period, count in zip(*(c.tolist() for c in columns), strict=True)
        }


def stamp_of(store: Path, area: str) -> str:
    """Changes when further months are published; empty where none is."""
    try:
        found = _path(store, area).stat()
    except FileNotFoundError:
        return ""
    return f"{found.st_mtime_ns}-{found.st_size}-{found.st_ino}"


def read_tables(store: Path, area: str) -> tuple[SensitiveTable, ...]:
    """() where nothing is published yet. Raises StoreError where it cannot be read."""
    stamp = stamp_of(store, area)
    return _read(_path(store, area), stamp) if stamp else ()


def write_tables(store: Path, area: str, tables: Sequence[SensitiveTable]) -> None:
    content = {"form": FORM, "tables": [_entry(table) for table in tables]}
    write_for_good(_path(store, area), json.dumps(content, allow_nan=False).encode())


def _path(store: Path, area: str) -> Path:
    return store / FOLDER / area / FILE


@functools.lru_cache(maxsize=16)
def _read(path: Path, _stamp: str) -> tuple[SensitiveTable, ...]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["form"] == FORM:
            return tuple(_table(entry) for entry in content["tables"])
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise StoreError(
            f"{path}: the published tables are damaged: put back this file from a backup. Do not "
            "publish anew what was published: what differs would show small counts"
        ) from error
    raise StoreError(f"{path}: written by a newer version of this program: install that version")


def _entry(table: SensitiveTable) -> dict[str, Any]:
    pattern = table.pattern
    return {
        "category": table.category,
        "wards": table.wards,
        "localities": table.localities,
        "strands": table.strands,
        "locality_of_ward": pattern.ladder.group_of_unit.tolist(),
        "residents": pattern.ladder.unit_size.tolist(),
        "months": [from_ordinal(number) for number in pattern.months.tolist()],
        "ward_counts": pattern.unit_counts.tolist(),
        "strand_counts": pattern.mark_counts.tolist(),
        "is_shown": pattern.is_shown.astype(int).tolist(),
    }


def _table(entry: dict[str, Any]) -> SensitiveTable:
    strands, months = tuple(entry["strands"]), len(entry["months"])
    ladder = Ladder(
        np.array(entry["locality_of_ward"], dtype=np.int64),
        np.array(entry["residents"], dtype=np.float64),
        len(strands),
    )
    wards, localities = tuple(entry["wards"]), tuple(entry["localities"])
    pattern = Pattern(
        ladder,
        np.array([ordinal(month) for month in entry["months"]], dtype=np.int64),
        np.array(entry["ward_counts"], dtype=np.int64).reshape(len(wards), months),
        np.array(entry["strand_counts"], dtype=np.int64).reshape(len(strands), months),
        np.array(entry["is_shown"], dtype=bool),
    )
    if len(pattern.cells) != len(pattern.is_shown) or ladder.groups != len(localities):
        raise ValueError("what is shown does not fit the months")
    return SensitiveTable(entry["category"], wards, localities, strands, pattern)
