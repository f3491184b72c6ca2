"""A pattern that gives a hidden count away: a locality shown that was hidden for another's sake."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np

from geo_csp.monthly.sensitive_tables import SensitiveTable, read_tables, write_tables
from geo_csp.statistics.published_cells import Rung


def plant_a_leak(store: Path, area: str) -> SensitiveTable:
    """In the first quarter with its months shown, all localities but one small one are shown."""
    (table,) = read_tables(store, area)
    cells, is_shown = table.pattern.cells, table.pattern.is_shown.copy()
    quarters = cells.rung == Rung.GROUP_QUARTER
    first = np.flatnonzero(quarters & (cells.period == cells.period[quarters].min()))
    small = first[:-1][np.argmin(cells.count[first[:-1]])]
    is_shown[first] = True
    is_shown[small] = False
    leaky = dataclasses.replace(
        table, pattern=dataclasses.replace(table.pattern, is_shown=is_shown)
    )
    write_tables(store, area, [leaky])
    return leaky
