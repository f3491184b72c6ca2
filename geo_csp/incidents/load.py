"""Source files into the store: find, read and check, place, keep whole months."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import EXIT_ALL, EXIT_FAILED, EXIT_SOME_SET_ASIDE
from geo_csp.incidents.archives import SourceFile, found
from geo_csp.incidents.extract_months import keep_extract_months
from geo_csp.incidents.known_profiles import known_profiles
from geo_csp.incidents.linking import linked
from geo_csp.incidents.month_rows import Kept, MonthKey
from geo_csp.incidents.open_months import keep_open_months
from geo_csp.incidents.parsed import Parsed
from geo_csp.incidents.reading import Failure, Reading, Unused, read_source
from geo_csp.incidents.set_aside import write_set_aside
from geo_csp.incidents.store import (
    StoredMonth,
    being_written,
    read_manifest,
    replace_months,
    writing,
)

Progress = Callable[[int, int], None]

# Files are read side by side and placed together, since those of a force share most points, but not
# all at once: the next are read while these are stored, and memory stays small.
BATCH_BYTES = 64_000_000
THREADS = 2


@dataclass(frozen=True)
class LoadReport:
    """``failures``: files and months that could not be used at all. ``set_aside_file``: None if no
    row was.
    """

    months: tuple[StoredMonth, ...]
    files: int
    unused: tuple[Unused, ...]
    set_aside: int
    set_aside_file: Path | None
    failures: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        if not self.months and (self.failures or self.set_aside):
            return EXIT_FAILED
        return EXIT_SOME_SET_ASIDE if self.failures or self.set_aside else EXIT_ALL


def load(
    paths: Sequence[Path], profile: AreaProfile, store: Path, progress: Progress | None = None
) -> LoadReport:
    """Loads ``paths`` (files, folders, zips); a month loaded again replaces that source's month.

    Raises SourceFileError where a path does not exist, ProfileError where two areas share a ward,
    StoreError where the store cannot be written: nothing stored is then changed. ``progress`` is
    told the bytes read so far and all there are.
    """
    known = known_profiles(profile)
    kept, readings = Kept(warnings=known.warnings), list[Reading]()
    with found(paths) as sources, being_written(store), writing(store):
        held: Mapping[MonthKey, StoredMonth] = {m.key: m for m in read_manifest(store)}
        read = partial(read_source, profile=profile, forces=known.forces)
        for batch in _read_in_batches(sources.files, read, progress):
            kept = keep_open_months(batch, kept, held, known, store)
            readings += [_let_go(reading) for reading in batch]
        kept = keep_extract_months(readings, kept, held, known, store)
        months = linked([*{**held, **kept.months}.values()], known.profiles, store)
        new = tuple(month for month in months if month.key in kept.months)
        report = _report(readings, sources.refused, kept, new, store)
        replace_months(store, new, months)
    return report


def _read_in_batches(
    files: Sequence[SourceFile],
    read: Callable[[SourceFile], Reading],
    progress: Progress | None,
) -> Iterator[list[Reading]]:
    """One batch is read while the one before it is placed and stored."""
    done, total = 0, sum(file.size for file in files)
    batches = list(_batches(files))
    with ThreadPoolExecutor(THREADS) as pool:
        ahead = [pool.map(read, batch) for batch in batches[:1]]
        for number, batch in enumerate(batches, 1):
            being_read = zip(batch, ahead.pop(), strict=True)
            ahead += [pool.map(read, following) for following in batches[number : number + 1]]
            readings = []
            for file, reading in being_read:
                readings.append(reading)
                done += file.size
                if progress:
                    progress(done, total)
            yield readings


def _batches(files: Sequence[SourceFile]) -> Iterator[list[SourceFile]]:
    batch: list[SourceFile] = []
    for file in files:
        if batch and sum(f.size for f in batch) + file.size > BATCH_BYTES:
            yield batch
            batch = []
        batch.append(file)
    if batch:
        yield batch


def _let_go(reading: Reading) -> Reading:
    """Open data is in the store by now; the months of extracts are put together at the end."""
    if isinstance(reading, Parsed) and reading.extract is None:
        return reading.without_rows()
    return reading


def _report(
    readings: Sequence[Reading],
    refused: Sequence[str],
    kept: Kept,
    months: Sequence[StoredMonth],
    store: Path,
) -> LoadReport:
    parsed = [r for r in readings if isinstance(r, Parsed)]
    rows = (*(row for r in parsed for row in r.set_aside), *kept.set_aside)
    set_aside = sorted(rows, key=lambda row: (row.file, row.line))
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    return LoadReport(
        months=tuple(sorted(months, key=lambda month: month.key)),
        files=len(parsed),
        unused=tuple(r for r in readings if isinstance(r, Unused)),
        set_aside=len(set_aside),
        set_aside_file=write_set_aside(store, now, set_aside) if set_aside else None,
        failures=(
            *refused,
            *(r.message for r in readings if isinstance(r, Failure)),
            *kept.refused,
        ),
        warnings=(*(warning for r in parsed for warning in r.warnings), *kept.warnings),
    )
