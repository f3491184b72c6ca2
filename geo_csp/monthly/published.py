"""A month's findings as they were written, read back without computing anything anew.

STORE/published/AREA/YYYY-MM/made_of.json          the data and settings it came from, its files
                             findings-HASH.json    the hotspots of every category
                             backtests-HASH.json   how well earlier hotspots held
                             places-HASH.json      the places, for the next month to keep
                             leads-HASH.json       likely county-lines locations
                             ended_leads-HASH.json last month's that are none any more
                             priorities-HASH.json  the list of priorities
                             effects-HASH.json     what the register's actions did

Beside the months: ``sensitive_tables``.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo_csp.county_lines.lead import Lead, lead_from
from geo_csp.errors import NotLoadedError, StoreError
from geo_csp.hotspots.hotspot import Hotspot
from geo_csp.hotspots.score import Backtest, backtest_from
from geo_csp.months import Month, is_month, parse_month
from geo_csp.tasking.effect_record import Effect, effect_from
from geo_csp.tasking.priority import Priority, priority_from

FOLDER = "published"
MADE_OF = "made_of.json"
FORM = 2


@dataclass(frozen=True)
class PublishedMonth:
    """``version``: of the data and settings it came from (``data_version``). ``scanned``: the
    categories, each with the first month of its history; ``not_scanned``: the others, and why.
    ``no_history``: categories whose months are too few for the words of Gi*, and why.
    ``ended_leads``: of the month before, as they were. ``leads_said``: once, of the leads.
    """

    area: str
    month: Month
    version: str
    made_at: str
    is_synthetic: bool
    settings: Mapping[str, Any]
    scanned: Mapping[str, Month]
    not_scanned: Mapping[str, str]
    no_history: Mapping[str, str]
    findings: tuple[Hotspot, ...]
    backtests: tuple[Backtest, ...]
    leads: tuple[Lead, ...] = ()
    ended_leads: tuple[Lead, ...] = ()
    leads_said: tuple[str, ...] = ()
    priorities: tuple[Priority, ...] = ()
    effects: tuple[Effect, ...] = ()


def folder_of(store: Path, area: str, month: Month) -> Path:
    return store / FOLDER / area / month


def published_months(store: Path, area: str) -> tuple[Month, ...]:
    """The months that were run, oldest first."""
    folder = store / FOLDER / area
    if not folder.is_dir():
        return ()
    # A copy that somebody left beside a month is no month.
    months = (path.name for path in folder.iterdir() if (path / MADE_OF).is_file())
    return tuple(sorted(name for name in months if is_month(name)))


def read_published(store: Path, area: str, month: Month) -> PublishedMonth:
    """Raises NotLoadedError where the month was not run, StoreError where it cannot be read."""
    folder = folder_of(store, area, parse_month(month))
    try:
        stamp = (folder / MADE_OF).stat().st_mtime_ns
    except OSError as error:
        raise NotLoadedError(
            f"the hotspots of {month} are not made yet: run first: geo-csp run --month {month}"
        ) from error
    return _read(folder, stamp)


@functools.lru_cache(maxsize=64)
def _read(folder: Path, _stamp: int) -> PublishedMonth:
    whole = made_of(folder)
    findings, backtests, leads, ended, priorities, effects = (
        part(folder, name)
        for name in ("findings", "backtests", "leads", "ended_leads", "priorities", "effects")
    )
    with _undamaged(folder):
        return PublishedMonth(
            **whole["head"] | {"leads_said": tuple(whole["head"]["leads_said"])},
            findings=tuple(_hotspot(each) for each in findings),
            backtests=tuple(backtest_from(each) for each in backtests),
            leads=tuple(lead_from(each) for each in leads),
            ended_leads=tuple(lead_from(each) for each in ended),
            priorities=tuple(priority_from(each) for each in priorities),
            effects=tuple(effect_from(each) for each in effects),
        )


def made_of(folder: Path) -> dict[str, Any]:
    """Keys form, files (part to file name) and head. Raises StoreError where it is damaged."""
    with _undamaged(folder):
        whole: dict[str, Any] = json.loads((folder / MADE_OF).read_text(encoding="utf-8"))
        if whole["form"] == FORM:
            return whole
    raise StoreError(
        f"{folder}: written by another version of this program: run it again "
        f"(geo-csp run --month {folder.name})"
    )


def part(folder: Path, name: str) -> list[dict[str, Any]]:
    """``name``: as in the names of the files above. Raises StoreError where it is damaged."""
    with _undamaged(folder):
        file = folder / made_of(folder)["files"][name]
        text = file.read_bytes()
        if file.name != part_name(name, text):
            raise ValueError("not what was written")
        found: list[dict[str, Any]] = json.loads(text)
        return found


def part_name(name: str, text: bytes) -> str:
    """A part's file has the start of its checksum in its name."""
    return f"{name}-{hashlib.sha256(text).hexdigest()[:8]}.json"


@contextmanager
def _undamaged(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{folder}: the published month is damaged: run it again "
            f"(geo-csp run --month {folder.name})"
        ) from error


def _hotspot(entry: dict[str, Any]) -> Hotspot:
    sequences = ("months", "observed_by_month", "cells")
    return Hotspot(
        **entry
        | {name: tuple(entry[name]) for name in sequences}
        | {"streets": tuple((street, count) for street, count in entry["streets"])}
    )
