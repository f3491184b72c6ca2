"""Months that may no longer be kept, removed from the store for good.

Rows leave in whole months: the manifest is replaced first, so that a crash leaves each month held
or gone, then the files go. A file that a crash left is removed by the next load or erasure.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo_csp.incidents.manifest import FILE_NAME, StoredMonth, manifest_text, read_manifest
from geo_csp.incidents.store import being_written, remove_left_over, write_for_good, writing
from geo_csp.months import Month, parse_month

# What was found in the incidents: a folder a month, by area.
_FOUND = "published"


@dataclass(frozen=True)
class Erased:
    """``set_aside``: names of files of rows that could not be read. They have no month that could
    be relied on, so all of them go. ``found``: months whose findings go with their incidents.
    """

    before: Month
    months: tuple[StoredMonth, ...]
    set_aside: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def rows(self) -> int:
        return sum(month.rows for month in self.months)

    @property
    def is_nothing(self) -> bool:
        return not (self.months or self.set_aside or self.found)


def erasable(store: Path, before: Month) -> Erased:
    """What ``erase`` would remove now."""
    first_kept = parse_month(before)
    old = tuple(month for month in read_manifest(store) if month.month < first_kept)
    aside = sorted(path.name for path in store.glob("set_aside/*.csv"))
    found = (path for path in store.glob(f"{_FOUND}/*/*") if path.is_dir())
    names = sorted(f"{path.parent.name}/{path.name}" for path in found if path.name < first_kept)
    return Erased(first_kept, old, tuple(aside), tuple(names))


def erase(store: Path, before: Month) -> Erased:
    """Removes all incidents of the months before one. Raises StoreError where it cannot."""
    with being_written(store), writing(store):
        gone = erasable(store, before)
        kept = _kept(read_manifest(store), gone.months)
        write_for_good(store / FILE_NAME, manifest_text(kept).encode())
        remove_left_over(store)
        for name in gone.set_aside:
            (store / "set_aside" / name).unlink(missing_ok=True)
        for name in gone.found:
            shutil.rmtree(store / _FOUND / name)
    return gone


def _kept(held: Sequence[StoredMonth], gone: Sequence[StoredMonth]) -> list[StoredMonth]:
    """A record whose other one is gone counts again."""
    keys, files = {month.key for month in gone}, {month.file for month in gone}
    return [
        replace(
            month,
            linked={
                area: tuple(link for link in links if link.file not in files)
                for area, links in month.linked.items()
            },
        )
        for month in held
        if month.key not in keys
    ]
