"""A month's findings as they were written, read back without computing anything anew.

STORE/published/AREA/YYYY-MM/findings.json   the hotspots of every category
                             backtest.json   how well earlier hotspots held
                             places.json     the places, for the next month to keep
                             made_of.json    the data and settings they came from
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo_csp.errors import NotLoadedError, StoreError
from geo_csp.hotspots.hotspot import Hotspot
from geo_csp.hotspots.score import Backtest, backtest_from
from geo_csp.months import Month, parse_month

FOLDER = "published"
FINDINGS, BACKTEST, PLACES, MADE_OF = (
    "findings.json",
    "backtest.json",
    "places.json",
    "made_of.json",
)
FORM = 1


@dataclass(frozen=True)
class PublishedMonth:
    """``version``: of the data and settings it came from (``data_version``). ``scanned``: the
    categories, each with the first month of its history; ``not_scanned``: the others, and why.
    ``no_history``: categories whose months are too few for the words of Gi*, and why.
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


def folder_of(store: Path, area: str, month: Month) -> Path:
    return store / FOLDER / area / month


def published_months(store: Path, area: str) -> tuple[Month, ...]:
    """The months that were run, oldest first; a folder that is being written has another name."""
    folder = store / FOLDER / area
    if not folder.is_dir():
        return ()
    names = sorted(path.name for path in folder.iterdir() if (path / MADE_OF).is_file())
    return tuple(name for name in names if not name.startswith("."))


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
    try:
        made_of, findings, backtests = (
            json.loads((folder / name).read_text(encoding="utf-8"))
            for name in (MADE_OF, FINDINGS, BACKTEST)
        )
        if made_of.pop("form") != FORM:
            raise StoreError(
                f"{folder}: written by another version of this program: run the month again"
            )
        return PublishedMonth(
            **made_of,
            findings=tuple(_hotspot(each) for each in findings),
            backtests=tuple(backtest_from(each) for each in backtests),
        )
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
