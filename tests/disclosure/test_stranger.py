"""A stranger who knows the code of nothing: the files that the board may take away, read as text,
and linear programmes over all that may have happened. No hidden count comes out.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
import math
from dataclasses import dataclass, field

import numpy as np
import pytest
from scipy import optimize, sparse

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure import release
from geo_csp.disclosure.data_set import DataSet, as_now_published
from geo_csp.disclosure.export import csv_bytes
from geo_csp.geography.areas import areas
from geo_csp.monthly.sensitive_tables import read_tables, write_tables
from geo_csp.months import Span, ordinal
from geo_csp.roles import ROLES, Viewer
from geo_csp.vocabulary import STRANDS
from tests.disclosure.conftest import published
from tests.disclosure.hate_rows import hate_rows

BOARD = Viewer(ROLES["board"])
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)] + ["2026-01"]
LENGTHS = (1, 3, 6, 12)
# The published tables: level, and how many months; other spans are made of nothing less.
TABLES = {("county", 1), ("county", 3), ("county", 12), ("locality", 3), ("ward", 12)}
# Of hate and its strands alike: what a hidden row may still say.
SAID_OF_A_HIDDEN_ROW = {
    "area_code",
    "area_name",
    "category",
    "months",
    "population",
    "suppressed",
    "marking",
}


@dataclass
class Reader:
    """Unknown are hate by ward and month, and each strand by month for the county; the county's
    hate is the sum of the wards'. ``equal``: what the files told, one row of ones each.
    """

    wards: tuple[str, ...]
    locality_of: dict[str, str]
    equal: list[tuple[list[int], int]] = field(default_factory=list)

    def unknown(self, row: dict[str, str], span: Span) -> list[int]:
        """The unknowns that a row of a file counts."""
        months = [MONTHS.index(month) for month in span.months()]
        code = row["area_code"]
        if row["category"] != "hate":
            strand = list(STRANDS).index(row["category"].removeprefix("hate-"))
            lines = [len(self.wards) + strand]
        else:
            is_in = (lambda ward: True) if code.startswith("E06") else self._is_in(code)
            lines = [number for number, ward in enumerate(self.wards) if is_in(ward)]
        return [line * len(MONTHS) + month for line, month in itertools.product(lines, months)]

    def _is_in(self, code: str):
        return lambda ward: code in (ward, self.locality_of[ward])

    def interval(self, counted: list[int]) -> tuple[int, float]:
        """The least and the most that the counted may add up to."""
        size = (len(self.wards) + len(STRANDS)) * len(MONTHS)
        cost = np.zeros(size)
        cost[counted] = 1
        least, most = (
            optimize.linprog(
                sign * cost,
                A_eq=_rows([told for told, _ in self.equal], size),
                b_eq=[count for _, count in self.equal],
                A_ub=self._strands(size),
                b_ub=np.zeros((len(STRANDS) + 1) * len(MONTHS)),
            )
            for sign in (1, -1)
        )
        return math.ceil(least.fun - 1e-6), math.inf if most.status == 3 else -most.fun

    def _strands(self, size: int) -> sparse.csr_array:
        """Each month: no strand has more than hate, and hate no more than all strands."""
        lines, months, strands = len(self.wards), len(MONTHS), len(STRANDS)
        found = sparse.lil_array(((strands + 1) * months, size))
        for month in range(months):
            hate = [ward * months + month for ward in range(lines)]
            of_strand = [(lines + strand) * months + month for strand in range(strands)]
            for strand, place in enumerate(of_strand):
                found[strand * months + month, hate] = -1
                found[strand * months + month, place] = 1
            found[strands * months + month, hate] = 1
            found[strands * months + month, of_strand] = -1
        return found.tocsr()


def _rows(told: list[list[int]], size: int) -> sparse.csr_array:
    row = np.repeat(np.arange(len(told)), [len(each) for each in told])
    column = np.concatenate(told)
    return sparse.csr_array((np.ones(len(column)), (row, column)), shape=(len(told), size))


def asked() -> list[tuple[str, str, Span]]:
    spans = [
        Span(MONTHS[start], MONTHS[start + length - 1])
        for length in LENGTHS
        for start in range(len(MONTHS) - length + 1)
    ]
    of_hate = itertools.product(("county", "locality", "ward"), ["hate"], spans)
    strands = [f"hate-{strand}" for strand in STRANDS]
    return [*of_hate, *itertools.product(["county"], strands, spans)]


@pytest.fixture
def data(data_set, herefordshire):
    return published(data_set(MONTHS, hate_rows(herefordshire, MONTHS, seed=4)))


def narrow(data: DataSet, profile: AreaProfile) -> list[tuple[str, int, float]]:
    """The hidden counts of the published tables that the board's files narrow below 0 to 4."""
    reader = Reader(areas(profile, "ward").codes, profile.locality_of_ward)
    hidden: dict[str, list[int]] = {}
    for level, code, span in asked():
        content = csv_bytes(release.figures(data, BOARD, level, code, span)).decode()
        for row in csv.DictReader(io.StringIO(content)):
            counted = reader.unknown(row, span)
            if not row["suppressed"]:
                reader.equal.append((counted, int(row["count"])))
                continue
            assert {name for name, cell in row.items() if cell} <= SAID_OF_A_HIDDEN_ROW
            if (level, len(span)) in TABLES and ordinal(span.first) % len(span) == 0:
                hidden[f"{row['area_name']}, {code}, {span}"] = counted
    assert len(reader.equal) > 100
    assert len(hidden) > 20
    found = [(name, *reader.interval(counted)) for name, counted in hidden.items()]
    return [(name, least, most) for name, least, most in found if most - least < 4]


def test_no_hidden_count_can_be_worked_out_of_all_files_taken_away(data, herefordshire):
    assert narrow(data, herefordshire) == []


def test_the_stranger_finds_what_only_the_small_hidden_would_give_away(data, herefordshire):
    """No secondary suppression: each count of 5 or more is shown."""
    (table,) = read_tables(data.store, "herefordshire")
    naive = dataclasses.replace(table.pattern, is_shown=table.pattern.cells.count >= 5)
    write_tables(data.store, "herefordshire", [dataclasses.replace(table, pattern=naive)])
    assert narrow(as_now_published(data), herefordshire)
