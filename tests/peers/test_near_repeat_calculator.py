"""The Near Repeat Calculator 1.3 on arsons in Chicago: 200 m x 3, 1 day x 3, 99 runs."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from geo_csp.statistics.near_repeat import NearRepeats, near_repeats

ROWS, COLUMNS, RUNS = 5, 4, 99


@pytest.fixture(scope="module")
def reference(shared_data: Path) -> Path:
    return shared_data / "reference" / "near_repeat"


@pytest.fixture(scope="module")
def own(reference: Path) -> NearRepeats:
    rows = list(csv.reader((reference / "chicago_arson.csv").read_text().splitlines()))
    x, y = (np.array([float(row[i]) for row in rows]) for i in (0, 1))
    days = np.array([row[2] for row in rows], dtype="datetime64[D]").astype(np.int64)
    return near_repeats(
        x, y, days, band_m=200, distance_bands=3, band_days=1, day_bands=3, replications=999
    )


@pytest.fixture(scope="module")
def peer(reference: Path) -> dict[tuple[int, int], tuple[int, np.ndarray]]:
    """Of each cell of its table: observed, and the pairs of each simulated run."""
    (file,) = reference.glob("chicago_arson_NRverbose_*.csv")
    blocks = re.split(r"Row (\d) Column (\d)\n", file.read_text(encoding="latin-1"))[1:]
    cells = {}
    for row, column, text in zip(blocks[::3], blocks[1::3], blocks[2::3], strict=True):
        runs, _, rest = text.removeprefix("Expected,").partition("Observed,")
        simulated = np.array([int(value) for value in re.findall(r"\d+", runs)])
        assert simulated.size == RUNS
        cells[int(row) - 1, int(column) - 1] = (int(rest.split()[0]), simulated)
    return cells


def test_the_observed_table_is_equal_in_every_cell(own, peer):
    assert len(peer) == ROWS * COLUMNS == own.observed.size
    observed = [[peer[row, column][0] for column in range(COLUMNS)] for row in range(ROWS)]
    assert own.observed.tolist() == observed


def test_its_simulated_means_are_within_four_standard_errors_of_the_exact_expectation(own, peer):
    for cell, (_, simulated) in peer.items():
        # Where few are expected the runs are Poisson's, and their own spread may be 0 by chance.
        spread = max(
            simulated.std(ddof=1), np.sqrt(own.expected[cell]) if simulated.max() < 5 else 0
        )
        assert abs(simulated.mean() - own.expected[cell]) <= 4 * spread / np.sqrt(RUNS), cell


def test_p_agrees_within_monte_carlo_error(own, peer):
    for cell, (observed, simulated) in peer.items():
        peers_p = (1 + (simulated >= observed).sum()) / (1 + RUNS)
        error = np.sqrt(own.p[cell] * (1 - own.p[cell]) * (1 / RUNS + 1 / 999))
        assert abs(peers_p - own.p[cell]) <= 4 * error + 1 / RUNS, cell
