"""Writes a month whole: into a folder of another name, which then takes the month's."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from geo_csp.geography.places import Place
from geo_csp.incidents.store import write_for_good, writing
from geo_csp.monthly.published import (
    BACKTEST,
    FINDINGS,
    FORM,
    MADE_OF,
    PLACES,
    PublishedMonth,
    folder_of,
)


def publish(store: Path, made: PublishedMonth, places: Sequence[Place]) -> None:
    """A crash leaves the month's old run or the new one. Raises StoreError."""
    folder = folder_of(store, made.area, made.month)
    with writing(store):
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder.parent))
        try:
            for name, content in _files(made, places).items():
                write_for_good(work / name, json.dumps(content, ensure_ascii=False).encode())
            _take_the_place(work, folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _files(made: PublishedMonth, places: Sequence[Place]) -> dict[str, Any]:
    head = {**vars(made), "form": FORM}
    findings, backtests = head.pop("findings"), head.pop("backtests")
    return {
        FINDINGS: [asdict(each) for each in findings],
        BACKTEST: [asdict(each) for each in backtests],
        PLACES: [asdict(each) for each in places],
        MADE_OF: head,
    }


def _take_the_place(work: Path, folder: Path) -> None:
    """A folder cannot be replaced in one step where it holds files: the old one steps aside."""
    if folder.exists():
        aside = Path(tempfile.mkdtemp(prefix=".replaced-", dir=folder.parent))
        folder.rename(aside / folder.name)
        work.rename(folder)
        shutil.rmtree(aside, ignore_errors=True)
    else:
        work.rename(folder)
