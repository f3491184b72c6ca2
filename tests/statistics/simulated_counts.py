"""Counts like hate in Herefordshire: its wards and localities, 30 a month, overlapping strands."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import numpy as np

from geo_csp.statistics.published_cells import Floats, Ints, Ladder

_FOLDER = Path(__file__).resolve().parents[2] / "boundaries" / "herefordshire"

# Shares of the strands in what is recorded, commonest first: about those of police recorded hate
# crime in England and Wales. The last is rare everywhere.
STRAND_SHARES = np.array([0.66, 0.17, 0.09, 0.08, 0.035, 0.01])
A_MONTH = 30
JANUARY_2023 = 2023 * 12


def herefordshire_ladder(marks: int = len(STRAND_SHARES)) -> Ladder:
    profile = tomllib.loads((_FOLDER / "area.toml").read_text(encoding="utf-8"))
    with (_FOLDER / "population_ward_mid2020.csv").open(encoding="utf-8") as file:
        residents = {row["ward_code"]: float(row["population"]) for row in csv.DictReader(file)}
    wards = sorted((w, n) for n, loc in enumerate(profile["localities"]) for w in loc["wards"])
    group_of_unit = np.array([locality for _, locality in wards])
    return Ladder(group_of_unit, np.array([residents[w] for w, _ in wards]), marks)


def simulated_counts(ladder: Ladder, seed: int, months: int) -> tuple[Ints, Ints]:
    """[unit, month] and [mark, month].

    Concentrated in few wards of each locality, so that as in the county about 58 % of locality x
    quarter and 52 % of ward x year reach 5. A counted thing has one strand, one in eight a second.
    """
    rng = np.random.default_rng(seed)
    counts = rng.poisson(_share_of_unit(ladder, rng)[:, None] * A_MONTH, (53, months))
    marks = np.array([_marks(rng, total, ladder.marks) for total in counts.sum(axis=0)])
    return counts, marks.T


def _share_of_unit(ladder: Ladder, rng: np.random.Generator) -> Floats:
    residents = np.bincount(ladder.group_of_unit, ladder.unit_size) ** 0.95
    draw = ladder.unit_size * rng.lognormal(0.0, 1.05, len(ladder.unit_size))
    within = draw / np.bincount(ladder.group_of_unit, draw)[ladder.group_of_unit]
    share = within * residents[ladder.group_of_unit]
    return share / share.sum()


def _marks(rng: np.random.Generator, total: int, marks: int) -> Ints:
    shares = STRAND_SHARES[:marks] / STRAND_SHARES[:marks].sum()
    first = rng.choice(marks, total, p=shares)
    second = np.where(rng.random(total) < 1 / 8, rng.choice(marks, total, p=shares), first)
    carried = np.zeros((total, marks), dtype=bool)
    carried[np.arange(total), first] = carried[np.arange(total), second] = True
    return carried.sum(axis=0)
