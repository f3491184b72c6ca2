"""Random years attacked: can a hidden count be narrowed, and by whom?

Run: python -m benchmarks.disclosure_attack [--years 20]

Simulated counts like hate in Herefordshire. Each year is attacked when it is published, after the
next month, and after a revision. Besides every reader of what is published, three who know more.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass

import numpy as np

from geo_csp.statistics.disclosure_attack import (
    UNBOUNDED,
    attack,
    known_to_all,
    known_with_the_small,
)
from geo_csp.statistics.published_cells import Ints, Ladder, Rung
from geo_csp.statistics.suppression import Pattern, extend, nothing_published
from tests.statistics.simulated_counts import (
    JANUARY_2023,
    herefordshire_ladder,
    simulated_counts,
)

THRESHOLD, WIDTH = 5, 4


@dataclass
class Tally:
    """Hidden cells attacked, those found narrow, the least room found, and seconds for each."""

    hidden: int = 0
    narrow: int = 0
    above_zero: int = 0
    least_room: int = UNBOUNDED
    longest: float = 0.0

    def add(self, pattern: Pattern) -> None:
        start = time.perf_counter()
        found = attack(pattern.relations, pattern.values, WIDTH)
        self.longest = max(self.longest, time.perf_counter() - start)
        full = attack(pattern.relations, pattern.values, UNBOUNDED)
        hidden = ~pattern.is_shown
        self.hidden += int(hidden.sum())
        self.narrow += len(found.narrow)
        self.above_zero += int((full.lower[hidden] > 0).sum())
        self.least_room = min(self.least_room, int((full.upper - full.lower)[hidden].min()))

    def line(self, what: str) -> str:
        return (
            f"{what:<24}{self.hidden:>8}{self.narrow:>8}{self.least_room:>12}"
            f"{self.above_zero:>12}{self.longest:>12.2f} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=20)
    years = parser.parse_args().years
    ladder = herefordshire_ladder()
    tallies = {name: Tally() for name in ("the year", "the next month", "a revision")}
    patterns = [published(ladder, seed, tallies) for seed in range(years)]
    print(
        f"{'after':<24}{'hidden':>8}{'narrow':>8}{'least room':>12}{'above 0':>12}{'longest':>14}"
    )
    for name, tally in tallies.items():
        print(tally.line(name))
    print("above 0: hidden years of a mark or of a group's only unit that hold shown quarters")
    one_who_tells_the_small(patterns)
    other_words(patterns)
    one_who_runs_the_algorithm(patterns)
    three_years(ladder)


def published(ladder: Ladder, seed: int, tallies: dict[str, Tally]) -> Pattern:
    units, marks = simulated_counts(ladder, seed, 13)
    months = JANUARY_2023 + np.arange(13)
    year = extend(nothing_published(ladder), months[:12], units[:, :12], marks[:, :12])
    tallies["the year"].add(year)
    tallies["the next month"].add(extend(year, months, units, marks))
    revised = np.random.default_rng(seed).poisson(units + 0.05)
    after_revision = extend(year, months, revised, marks)
    assert np.array_equal(after_revision.values[: len(year.cells)], year.values, equal_nan=True)
    tallies["a revision"].add(after_revision)
    return year


def one_who_tells_the_small(patterns: list[Pattern]) -> None:
    """Common sense tells which hidden counts are small. Each small one still is 0 to 4 to him."""
    small = [~p.is_shown & (p.cells.count < THRESHOLD) for p in patterns]
    narrow = [
        len(
            attack(
                p.relations,
                p.values,
                WIDTH,
                known_with_the_small(p.values, s, THRESHOLD),
                suspects=np.flatnonzero(s),
            ).narrow
        )
        for p, s in zip(patterns, small, strict=True)
    ]
    print(f"one who tells the small: {sum(narrow)} of {sum(map(np.sum, small))} small are narrow")


def other_words(patterns: list[Pattern]) -> None:
    """Had the words told the small from the others: hidden counts that could not be 0 to 4."""
    narrow = others = 0
    for p in patterns:
        small = ~p.is_shown & (p.cells.count < THRESHOLD)
        others += int((~p.is_shown & ~small).sum())
        known = known_to_all(p.values)
        known.most[small] = THRESHOLD - 1
        narrow += len(attack(p.relations, p.values, WIDTH, known).narrow)
    print(f'"fewer than 5" on the small alone would narrow {narrow} of {others} others')


def one_who_runs_the_algorithm(patterns: list[Pattern]) -> None:
    """First quarters: can each small hidden group's count be each of 0 to 4 and give this pattern?

    Tables of the same sums are drawn by lot, and the algorithm run on each. What is not found may
    still be possible, so the number of counts that were narrowed is at most what is printed.
    """
    narrowed = counts = 0
    for seed, pattern in enumerate(patterns):
        quarter = np.flatnonzero(
            (pattern.cells.rung == Rung.GROUP_QUARTER) & (pattern.cells.step == 2)
        )
        hidden = quarter[~pattern.is_shown[quarter]]
        small = pattern.cells.count[hidden] < THRESHOLD
        possible = possible_counts(pattern, quarter, hidden, np.random.default_rng(seed))
        counts += int(small.sum())
        narrowed += int((~possible[small]).any(axis=1).sum())
    print(f"one who runs the algorithm: at most {narrowed} of {counts} small quarters are narrowed")


def possible_counts(
    pattern: Pattern, quarter: Ints, hidden: Ints, rng: np.random.Generator
) -> np.ndarray:
    """[hidden, count 0 to 4] whether a table with that count gives the same pattern."""
    groups = Ladder(
        np.arange(len(quarter)),
        np.bincount(pattern.ladder.group_of_unit, pattern.ladder.unit_size),
        marks=0,
    )
    months = pattern.months[:3]
    of_whole = pattern.cells.count[:3]
    is_hidden = np.isin(quarter, hidden)
    possible = np.zeros((len(hidden), THRESHOLD), dtype=bool)
    for _ in range(400):
        if possible.all():
            break
        counts = pattern.cells.count[quarter].copy()
        weights = rng.dirichlet(np.full(len(hidden), 0.7))
        counts[is_hidden] = rng.multinomial(counts[is_hidden].sum(), weights)
        drawn = in_months(counts, of_whole)
        none = np.zeros((0, 3), dtype=np.int64)
        other = extend(nothing_published(groups), months, drawn, none)
        shown = other.is_shown[other.cells.rung == Rung.GROUP_QUARTER]
        if np.array_equal(shown, ~is_hidden):
            value = counts[is_hidden]
            at = np.flatnonzero(value < THRESHOLD)
            possible[at, value[at]] = True
    return possible


def in_months(of_group: Ints, of_whole: Ints) -> Ints:
    """[group, month] one table with these sums."""
    things = np.repeat(np.arange(len(of_group)), of_group)
    month = np.repeat(np.arange(len(of_whole)), of_whole)
    table = np.zeros((len(of_group), len(of_whole)), dtype=np.int64)
    np.add.at(table, (things, month), 1)
    return table


def three_years(ladder: Ladder) -> None:
    months = JANUARY_2023 + np.arange(36)
    pattern = extend(nothing_published(ladder), months, *simulated_counts(ladder, 0, 36))
    start = time.perf_counter()
    found = attack(pattern.relations, pattern.values, WIDTH)
    seconds = time.perf_counter() - start
    hidden = int((~pattern.is_shown).sum())
    print(f"36 months at once: {len(found.narrow)} of {hidden} narrow, audit in {seconds:.1f} s")


if __name__ == "__main__":
    main()
