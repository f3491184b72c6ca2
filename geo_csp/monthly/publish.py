"""Writes a published month so that a crash leaves its old run or the new one, never half.

Each file has the start of its checksum in its name, and ``made_of.json``, which says which files
belong to the run, is replaced last. Files of an older run are removed by the next one, so that
whoever is reading meanwhile is not disturbed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import filelock

from geo_csp.errors import StoreError
from geo_csp.geography.places import Place
from geo_csp.incidents.store import (
    PRIVATE_FILE,
    make_private_folder,
    write_for_good,
    writing,
)
from geo_csp.monthly.published import FORM, MADE_OF, PublishedMonth, folder_of, made_of, part_name


def publish(
    store: Path, made: PublishedMonth, places: Sequence[Place], sensitive: Sequence[str]
) -> None:
    """``sensitive``: the categories whose tables are published, so that their loss is noticed.

    Raises StoreError where the store cannot be written; the month is then as it was.
    """
    folder = folder_of(store, made.area, made.month)
    head = dict(vars(made))
    listed = ("findings", "backtests", "leads", "ended_leads", "priorities", "effects")
    parts = {name: [asdict(each) for each in head.pop(name)] for name in listed}
    parts["places"] = [asdict(each) for each in places]
    with writing(store), filelock.FileLock(store / ".published.lock", mode=PRIVATE_FILE):
        make_private_folder(folder)
        _remove_left_over(folder)
        files = {name: _written(folder, name, content) for name, content in parts.items()}
        whole = {"form": FORM, "files": files, "head": head, "sensitive": list(sensitive)}
        write_for_good(folder / MADE_OF, _text(whole))


def _written(folder: Path, name: str, content: list[dict[str, Any]]) -> str:
    text = _text(content)
    file = part_name(name, text)
    write_for_good(folder / file, text)
    return file


def _text(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode()


def _remove_left_over(folder: Path) -> None:
    listed = {MADE_OF}
    with suppress(StoreError):  # a damaged month is written anew
        listed |= set(made_of(folder)["files"].values())
    for path in folder.iterdir():
        if path.name not in listed:
            path.unlink()
