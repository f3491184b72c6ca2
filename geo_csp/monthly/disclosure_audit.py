"""Can a count that is not shown be worked out from the published tables? The attack, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import NotLoadedError
from geo_csp.geography.areas import areas
from geo_csp.monthly.sensitive_tables import NOWHERE, SensitiveTable, read_tables
from geo_csp.months import Month, Span, from_ordinal, ordinal
from geo_csp.statistics.disclosure_attack import UNBOUNDED, attack
from geo_csp.statistics.published_cells import MONTHS_IN, Rung
from geo_csp.vocabulary import STRANDS


@dataclass(frozen=True)
class NarrowCell:
    """A count that is not shown and can be narrowed to ``lower`` to ``upper``; None: no limit."""

    category: str
    area: str
    period: Span
    lower: int
    upper: int | None

    def in_words(self) -> str:
        upper = "or more" if self.upper is None else f"to {self.upper}"
        return f"{self.category}, {self.area}, {self.period.in_words()}: {self.lower} {upper}"


@dataclass(frozen=True)
class Audit:
    """``width``: each hidden count is to be as uncertain as 0 to this."""

    tables: int
    cells: int
    hidden: int
    width: int
    narrow: tuple[NarrowCell, ...]


def audit(store: Path, profile: AreaProfile, month: Month | None = None) -> Audit:
    """Attacks all that is published, or all that was once ``month`` had been published.

    Raises NotLoadedError where it is not published.
    """
    tables = read_tables(store, profile.name)
    if month is not None:
        tables = tuple(_up_to(table, month) for table in tables if month in table.months)
    if not tables:
        which = f" --month {month}" if month else " --month with the newest complete month"
        raise NotLoadedError(
            f"no sensitive category is published{f' for {month}' if month else ' yet'}: "
            f"publish first: geo-csp run{which}"
        )
    return Audit(
        tables=len(tables),
        cells=sum(len(table.pattern.cells) for table in tables),
        hidden=sum(int((~table.pattern.is_shown).sum()) for table in tables),
        width=profile.suppression_width,
        narrow=narrow_cells(tables, profile),
    )


def narrow_cells(tables: Sequence[SensitiveTable], profile: AreaProfile) -> tuple[NarrowCell, ...]:
    """The counts that a reader of the tables could narrow to less than the profile's width."""
    return tuple(cell for table in tables for cell in _narrow(table, profile))


def _narrow(table: SensitiveTable, profile: AreaProfile) -> Iterator[NarrowCell]:
    cells = table.pattern.cells
    found = attack(table.pattern.relations, table.pattern.values, profile.suppression_width)
    names = _names(profile)
    for cell in found.narrow.tolist():
        rung, period = Rung(cells.rung[cell]), int(cells.period[cell])
        code, months = table.areas_of(rung)[cells.area[cell]], MONTHS_IN[rung]
        first = from_ordinal(period * months)
        upper = int(found.upper[cell])
        yield NarrowCell(
            category=_phrase(table, rung, code, profile),
            area=_area(rung, code, names, profile),
            period=Span(first, from_ordinal(period * months + months - 1)),
            lower=int(found.lower[cell]),
            upper=None if upper >= UNBOUNDED else upper,
        )


def _phrase(table: SensitiveTable, rung: Rung, code: str, profile: AreaProfile) -> str:
    phrase = profile.selections[table.category].phrase
    return f"{phrase}: {STRANDS[code].lower()}" if rung >= Rung.MARK_QUARTER else phrase


def _area(rung: Rung, code: str, names: dict[str, str], profile: AreaProfile) -> str:
    if rung in (Rung.GROUP_QUARTER, Rung.UNIT_YEAR):
        kind = "locality" if rung == Rung.GROUP_QUARTER else "ward"
        return f"in no {kind}" if code == NOWHERE else f"{names.get(code, code)} {kind}"
    return profile.title


def _names(profile: AreaProfile) -> dict[str, str]:
    wards = areas(profile, "ward")
    localities = {locality.code: locality.name for locality in profile.localities}
    return localities | dict(zip(wards.codes, wards.names, strict=True))


def _up_to(table: SensitiveTable, month: Month) -> SensitiveTable:
    """The table as it stood once the month had been published."""
    pattern = table.pattern
    size = pattern.months.tolist().index(ordinal(month)) + 1
    cells = int((pattern.cells.step < size).sum())
    as_it_was = replace(
        pattern,
        months=pattern.months[:size],
        unit_counts=pattern.unit_counts[:, :size],
        mark_counts=pattern.mark_counts[:, :size],
        is_shown=pattern.is_shown[:cells],
    )
    return replace(table, pattern=as_it_was)
