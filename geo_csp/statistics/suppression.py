"""Which cells of the ladder are shown, decided once, so that no hidden count can be worked out.

In plain words: a count below the threshold is hidden, 0 too. Where the rest would still give a
hidden count away, further cells are hidden until it does not. What was decided when a month was
published stands: later months only add cells, and figures stay as first published.

*Words.* Every hidden cell must wear the same words ("not shown"). "Fewer than 5" on some would say
that the others have 5 or more, and with the totals that would narrow both. A cell's words may say
the rule, never which half of it applies.

*What holds.* ``attack`` proves it for the pattern at hand; publication stops where it fails.

1. To a reader of everything published, every hidden count could be 0 and could be ``width``.
2. To one who besides can tell the small hidden counts from those hidden for their sake, every
   small count still could be each number below the threshold. This is sought by hiding more, and
   may fail where nothing is left to hide (very sparse counts); 1 then still holds.

A hidden year is counted from the sum of its shown quarters, which is public: what is hidden is the
rest. So is the year of a group's only unit. A count below the threshold never holds a shown one.

*What does not hold.* A reader who runs this very algorithm on every possible table and keeps those
that give this pattern may exclude some tables (Wong et al. 2007; Kenthapadi et al. 2005). Promise 2
and the choice below keep that small; ``benchmarks/disclosure_attack.py`` measures it. One who knows
a hidden count already may learn its only partner. What others publish is not known here.

*Choice.* Of the cells that would serve: units before groups, then the area hidden most often
before, then the smallest by public size. That order is public, so that it tells nothing itself,
and the same areas stay visible from one period to the next.

*Revisions.* A figure once published is never changed, and its month is summed as first published in
every later quarter and year. Otherwise old less new would be a count of its own, often 1, and so
would quarter less months.

*Always possible.* To hide every cell above the months that is published at one step adds no
knowledge, so the search cannot fail promise 1 while earlier cells kept it. Not the fewest cells
possible: that is a large integer programme (Fischetti & Salazar 2000; Castro 2012), and
``benchmarks/suppression.py`` shows how little is left to gain.

Hundepool et al. (2012) Statistical Disclosure Control; Willenborg & de Waal (2001) Elements of
Statistical Disclosure Control; Castro (2012) Recent advances in optimization techniques for
statistical tabular data protection, EJOR 216; Wong, Fu, Wang & Pei (2007) Minimality attack in
privacy preserving data publishing, VLDB; Kenthapadi, Mishra & Nissim (2005) Simulatable auditing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from geo_csp.statistics.cell_relations import Relations, relations, relations_among
from geo_csp.statistics.published_cells import (
    Bools,
    Cells,
    Floats,
    Ints,
    Ladder,
    published_cells,
)
from geo_csp.statistics.secondary_suppression import Step, hide_until_wide, hiding_rank


@dataclass(frozen=True)
class Pattern:
    """What is shown of each cell, for all months published so far.

    ``months`` [month] in the order of publication, numbered since January of the year 0;
    ``unit_counts`` [unit, month] and ``mark_counts`` [mark, month] as first published: these, and
    the counts of hidden cells, are not for readers. ``is_shown`` [cell] in the order of ``cells``.
    """

    ladder: Ladder
    months: Ints
    unit_counts: Ints
    mark_counts: Ints
    is_shown: Bools

    @cached_property
    def cells(self) -> Cells:
        return published_cells(self.ladder, self.months, self.unit_counts, self.mark_counts)

    @cached_property
    def relations(self) -> Relations:
        return relations(self.ladder, self.cells)

    @property
    def values(self) -> Floats:
        """[cell] what readers see: the count, NaN where hidden."""
        return np.where(self.is_shown, self.cells.count, np.nan)


def nothing_published(ladder: Ladder) -> Pattern:
    units, nothing = len(ladder.group_of_unit), np.zeros(0, dtype=np.int64)
    return Pattern(
        ladder,
        nothing,
        np.zeros((units, 0), dtype=np.int64),
        np.zeros((ladder.marks, 0), dtype=np.int64),
        nothing.astype(bool),
    )


def extend(
    earlier: Pattern,
    months: Ints,
    unit_counts: Ints,
    mark_counts: Ints,
    *,
    threshold: int = 5,
    width: int = 4,
) -> Pattern:
    """The earlier pattern with further months: all that was decided stands, with its figures.

    ``months`` [month], ``unit_counts`` [unit, month], ``mark_counts`` [mark, month]: counts of
    months already published are not looked at. New months are published one after the other in
    calendar order, so that it makes no difference whether they come singly or together.
    ``width`` is at most ``threshold``, or it could not be kept.
    """
    if not 0 < width <= threshold:
        raise ValueError(f"a width of {width} cannot be kept with a threshold of {threshold}")
    if len(np.unique(months)) < len(months):
        raise ValueError("a month is there twice")
    new = np.flatnonzero(~np.isin(months, earlier.months))
    new = new[np.argsort(months[new])]
    pattern = Pattern(
        earlier.ladder,
        np.concatenate([earlier.months, months[new]]),
        np.hstack([earlier.unit_counts, unit_counts[:, new]]),
        np.hstack([earlier.mark_counts, mark_counts[:, new]]),
        earlier.is_shown,
    )
    is_shown = earlier.is_shown
    for step in range(len(earlier.months), len(pattern.months)):
        is_shown = _decide(pattern, step, is_shown, threshold, width)
    return replace(pattern, is_shown=is_shown)


def _decide(pattern: Pattern, step: int, before: Bools, threshold: int, width: int) -> Bools:
    """What is shown up to this month, given what was shown up to the month before."""
    cells = pattern.cells.first(int((pattern.cells.step <= step).sum()))
    is_new = np.arange(len(cells)) >= len(before)
    step_now = Step(
        relations_among(pattern.relations, len(cells)),
        cells.count,
        is_new,
        hiding_rank(pattern.ladder, cells, before),
        threshold,
        width,
    )
    return hide_until_wide(step_now, np.concatenate([before, cells.count[is_new] >= threshold]))
