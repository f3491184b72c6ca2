"""Random pairs of released filters, and what their difference counts.

A filter counts a box: some wards, some months, some kinds of incident, each a set of bits. If one
box holds another and they differ in one of the three alone, what is left is a box again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from random import Random

from geo_csp.disclosure import release
from geo_csp.disclosure.data_set import DataSet
from geo_csp.geography.areas import areas
from geo_csp.monthly.sensitive_tables import SensitiveTable, read_tables
from geo_csp.months import Month, Span, from_ordinal, ordinal
from geo_csp.roles import Viewer
from geo_csp.statistics.published_cells import MONTHS_IN, Rung
from geo_csp.vocabulary import ACQUISITIVE_OFFENCES, CATEGORIES, STRANDS, Selection

_NO_HATE = -1
LEVELS = ("county", "locality", "ward")


@dataclass(frozen=True)
class Filter:
    level: str
    area: str
    selection: str
    span: Span


@dataclass(frozen=True)
class Box:
    wards: int
    months: int
    kinds: int

    def is_inside(self, other: Box) -> bool:
        return not (
            self.wards & ~other.wards or self.months & ~other.months or self.kinds & ~other.kinds
        )

    def less(self, other: Box) -> Box | None:
        """What the first counts and the second does not, where that is a box."""
        sides = ("wards", "months", "kinds")
        differ = [side for side in sides if getattr(self, side) != getattr(other, side)]
        if len(differ) != 1 or not other.is_inside(self):
            return None
        (side,) = differ
        return replace(self, **{side: getattr(self, side) & ~getattr(other, side)})


@dataclass(frozen=True, eq=False)
class Filters:
    """Everything that a viewer can ask for of a data set whose every incident lies in a ward."""

    data: DataSet
    viewer: Viewer

    def count(self, asked: Filter) -> int | None:
        """As released: None where it is not shown."""
        released = release.figures(
            self.data, self.viewer, asked.level, asked.selection, asked.span
        ).table
        row = released.set_index("area_code").loc[asked.area]
        return int(row["count"]) if row["suppressed"] == "" else None

    def box(self, asked: Filter) -> Box:
        return Box(
            self._wards[asked.level, asked.area],
            _bits(self._months, asked.span.months()),
            self._kinds[asked.selection],
        )

    def box_of(self, row: dict[str, object]) -> Box:
        """Of one incident."""
        mask = row["strands"] if row["is_hate"] else _NO_HATE
        kind = (row["category"], row.get("offence"), mask)
        return Box(
            _bits(self._ward_codes, [row["ward"]]),
            _bits(self._months, [row["month"]]),
            _bits(_kinds(), [kind]),
        )

    def asking_for(self, box: Box) -> Filter | None:
        """A filter that counts just this."""
        area = next((each for each, wards in self._wards.items() if wards == box.wards), None)
        selection = next((each for each, k in self._kinds.items() if k == box.kinds), None)
        months = [m for number, m in enumerate(self._months) if box.months >> number & 1]
        span = Span(months[0], months[-1])
        if area is None or selection is None or len(span) != len(months):
            return None
        return Filter(*area, selection, span)

    def hidden(self) -> list[Box]:
        """The published cells that are not shown."""
        return [
            box
            for table in read_tables(self.data.store, self.data.profile.name)
            for box in self._hidden(table)
        ]

    def _hidden(self, table: SensitiveTable) -> Iterator[Box]:
        cells = table.pattern.cells
        for cell in (~table.pattern.is_shown).nonzero()[0].tolist():
            rung, months = Rung(cells.rung[cell]), MONTHS_IN[Rung(cells.rung[cell])]
            code = table.areas_of(rung)[cells.area[cell]]
            level = {Rung.GROUP_QUARTER: "locality", Rung.UNIT_YEAR: "ward"}.get(rung, "county")
            if level != "county" and not code:
                continue  # incidents in no ward: there are none
            first = int(cells.period[cell]) * months
            span = Span(from_ordinal(first), from_ordinal(first + months - 1))
            area = self.data.profile.code if level == "county" else code
            strand = f"-{code}" if rung >= Rung.MARK_QUARTER else ""
            yield self.box(Filter(level, area, f"{table.category}{strand}", span))

    @cached_property
    def _months(self) -> tuple[Month, ...]:
        return self.data.coverage.months

    @cached_property
    def _ward_codes(self) -> tuple[str, ...]:
        return areas(self.data.profile, "ward").codes

    @cached_property
    def _wards(self) -> dict[tuple[str, str], int]:
        profile = self.data.profile
        return (
            {("county", profile.code): _bits(self._ward_codes, self._ward_codes)}
            | {
                ("locality", loc.code): _bits(self._ward_codes, loc.wards)
                for loc in profile.localities
            }
            | {("ward", ward): _bits(self._ward_codes, [ward]) for ward in self._ward_codes}
        )

    @cached_property
    def _kinds(self) -> dict[str, int]:
        profile = self.data.profile
        return {
            code: sum(
                1 << number
                for number, kind in enumerate(_kinds())
                if _holds(selection, kind, profile.sensitive_incident_categories)
            )
            for code, selection in profile.selections.items()
            if selection.offence is None or "acquisitive" in (selection.categories or ())
        }

    def draw(self, rng: Random) -> tuple[Filter, Filter]:
        """Two filters: most differ in one thing, as those of someone who subtracts."""
        first, other = self._one(rng), self._one(rng)
        changed = rng.choice(["area", "span", "span", "selection", "all"])
        if changed == "area":
            return first, replace(first, level=other.level, area=other.area)
        if changed == "span":
            return first, replace(first, span=_a_part(first.span, rng))
        if changed == "selection":
            return first, replace(first, selection=other.selection)
        return first, other

    def _one(self, rng: Random) -> Filter:
        level = rng.choice(LEVELS)
        area = rng.choice([code for of_level, code in self._wards if of_level == level])
        hate = [code for code in self._kinds if code.startswith("hate")]
        selection = rng.choice(hate if rng.random() < 0.7 else list(self._kinds))
        return Filter(level, area, selection, self._span(rng))

    def _span(self, rng: Random) -> Span:
        """Half of them whole calendar years, most others of whole quarters."""
        length = min(rng.choice([1, 3, 6, 9, 12, 12, 12, 12, 24]), len(self._months))
        starts = range(len(self._months) - length + 1)
        calendar = [n for n in starts if ordinal(self._months[n]) % min(length, 12) == 0]
        start = rng.choice(calendar if calendar and rng.random() < 0.9 else list(starts))
        return Span(self._months[start], self._months[start + length - 1])


def _a_part(span: Span, rng: Random) -> Span:
    """The beginning or the end of a span, most often whole quarters."""
    months = span.months()
    cut = rng.randint(1, len(months))
    if len(months) > 3 and rng.random() < 0.8:
        cut = 3 * rng.randint(1, len(months) // 3)
    return Span(months[0], months[cut - 1]) if rng.random() < 0.5 else Span(months[-cut], span.last)


def pairs_that_tell(filters: Filters, seed: int, pairs: int) -> tuple[int, list[str]]:
    """How many random pairs leave a count by subtraction, and those that tell a hidden one.

    A pair tells where what is left lies wholly in a hidden cell and is not answered itself.
    """
    rng, hidden = Random(seed), filters.hidden()
    left, found = 0, []
    for _ in range(pairs):
        one, other = filters.draw(rng)
        for whole, part in ((one, other), (other, one)):
            rest = filters.box(whole).less(filters.box(part))
            if rest is None or filters.count(whole) is None or filters.count(part) is None:
                continue
            left += 1
            asked = filters.asking_for(rest)
            is_answered = asked is not None and filters.count(asked) is not None
            if not is_answered and any(rest.is_inside(cell) for cell in hidden):
                found.append(f"{whole} less {part}")
    return left, found


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, str | None, int], ...]:
    """Category, offence and strands of every kind of incident."""
    masks = (_NO_HATE, *range(1 << len(STRANDS)))
    offences = {"acquisitive": (None, *ACQUISITIVE_OFFENCES)}
    return tuple(
        (category, offence, mask)
        for category, mask in itertools.product(CATEGORIES, masks)
        for offence in offences.get(category, (None,))
    )


def _holds(
    selection: Selection, kind: tuple[str, str | None, int], sensitive: frozenset[str]
) -> bool:
    """As the public counts it: hate of other categories is in neighbourhood crime nowhere."""
    category, offence, mask = kind
    is_hate = mask != _NO_HATE
    return (
        (selection.categories is None or category in selection.categories)
        and selection.offence in (None, offence)
        and (is_hate or not selection.is_hate)
        and (selection.strand_bit is None or bool(is_hate and mask & selection.strand_bit))
        and (selection.is_sensitive or category not in sensitive)
    )


def _bits(among: tuple, chosen) -> int:
    place = {each: number for number, each in enumerate(among)}
    return sum(1 << place[each] for each in chosen)
