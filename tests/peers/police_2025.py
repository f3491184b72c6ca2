"""The county's incidents of 2025 by location as SaTScan was given them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

OPEN_DATA = Path(__file__).resolve().parents[2] / "data" / "open" / "herefordshire.zip"
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]


def counts_2025(shared_data: Callable[[], Path]) -> dict[str, np.ndarray]:
    """Counts [location, month] by category; a location's index is the number in its id.

    ``shared_data`` is asked only where the open data do not lie with the project.
    """
    files = _from_zip() if OPEN_DATA.is_file() else _from_folder(shared_data() / "police")
    rows = [
        ((row["Longitude"], row["Latitude"]), month, row["Crime type"])
        for month, file in enumerate(files)
        for row in csv.DictReader(file)
        if row["LSOA name"].startswith("Herefordshire")
    ]
    locations = {place: index for index, place in enumerate(sorted({row[0] for row in rows}))}
    counts = {category: np.zeros((len(locations), 12), np.int64) for _, _, category in rows}
    for (place, month, category), count in Counter(rows).items():
        counts[category][locations[place], month] = count
    return counts


def _from_zip() -> Iterator[io.TextIOBase]:
    with zipfile.ZipFile(OPEN_DATA) as archive:
        for month in MONTHS:
            with archive.open(f"{month}/{month}-west-mercia-street.csv") as file:
                yield io.TextIOWrapper(file, encoding="utf-8", newline="")


def _from_folder(folder: Path) -> Iterator[io.TextIOBase]:
    for month in MONTHS:
        file = folder / month / f"{month}-west-mercia-street.csv"
        with file.open(encoding="utf-8", newline="") as opened:
            yield opened
