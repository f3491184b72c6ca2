"""Publishes the tables of sensitive categories: suppressed, attacked, written if they hold.

A month's tables are fixed when it is first published. Running it again, a revision of its data, or
a later month changes none of them: the difference of two answers would be a count of its own.

*Partners' records.* Hate that a partner recorded is in the table of hate, which nobody else
publishes. In the tables of other categories the police's incidents alone are counted: the police
publish theirs month by month, and what the table held beyond them would be the partners' count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import filelock
import numpy as np

from geo_csp.area_profile import AreaProfile
from geo_csp.counts.comparison import recorded
from geo_csp.counts.cube import COUNTED_COLUMNS, Cube, count_cube
from geo_csp.errors import DisclosureError, StoreError
from geo_csp.incidents.coverage import Coverage, counted, coverage
from geo_csp.incidents.store import PRIVATE_FILE, read_incidents, read_manifest, writing
from geo_csp.monthly.disclosure_audit import NarrowCell, narrow_cells
from geo_csp.monthly.published import folder_of, made_of, published_months
from geo_csp.monthly.sensitive_tables import (
    FILE,
    NOWHERE,
    SensitiveTable,
    read_tables,
    write_tables,
)
from geo_csp.months import Month, ordinal
from geo_csp.statistics.published_cells import Ints, Ladder
from geo_csp.statistics.suppression import extend, nothing_published
from geo_csp.vocabulary import HATE, STRANDS


@dataclass(frozen=True)
class _Counted:
    """Of one category, all months in the store: what the tables are made from.

    ``wards`` [ward, month], the last those in no ward; ``strands`` [strand, month].
    """

    months: tuple[Month, ...]
    wards: Ints
    strands: Ints


def publish_sensitive(
    store: Path, profile: AreaProfile, month: Month
) -> tuple[SensitiveTable, ...]:
    """Publishes every complete month up to ``month`` that is not published yet, oldest first.

    Returns all tables as they now stand. Raises DisclosureError where a reader could narrow a count
    that is not shown, StoreError where earlier tables are lost or made for other wards. Nothing is
    written then.
    """
    manifest = read_manifest(store)
    found = coverage(manifest, profile)
    with writing(store), filelock.FileLock(store / ".published.lock", mode=PRIVATE_FILE):
        tables = {table.category: table for table in read_tables(store, profile.name)}
        _check_none_is_lost(store, profile.name, tables)
        further = [
            _extended(tables.get(category), category, months, store, profile)
            for category in (HATE, *profile.sensitive_categories)
            if (months := _unpublished(tables.get(category), category, month, found, profile))
        ]
        if narrow := narrow_cells(further, profile):
            raise DisclosureError(_why_stopped(month, narrow))
        tables |= {table.category: table for table in further}
        if further:
            write_tables(store, profile.name, tuple(tables.values()))
    return tuple(tables.values())


def _unpublished(
    earlier: SensitiveTable | None,
    category: str,
    month: Month,
    found: Coverage,
    profile: AreaProfile,
) -> list[Month]:
    known = recorded(found, profile.selections[category])
    return [
        each
        for each in found.months
        if each <= month
        and each in known
        and each not in found.incomplete
        and not (earlier and each in earlier.months)
    ]


def _extended(
    earlier: SensitiveTable | None,
    category: str,
    months: Sequence[Month],
    store: Path,
    profile: AreaProfile,
) -> SensitiveTable:
    cube = _cube(store, profile, with_partners=category == HATE)
    empty = _nothing_published(category, cube, profile)
    if earlier is not None:
        _check_areas(earlier, empty)
    before = earlier or empty
    counts = _counted(cube, category, before)
    chosen = [counts.months.index(month) for month in months]
    pattern = extend(
        before.pattern,
        np.array([ordinal(month) for month in months], dtype=np.int64),
        counts.wards[:, chosen],
        counts.strands[:, chosen],
        threshold=profile.suppression_threshold,
        width=profile.suppression_width,
    )
    return replace(before, pattern=pattern)


def _cube(store: Path, profile: AreaProfile, *, with_partners: bool) -> Cube:
    manifest = read_manifest(store)
    used = [e for e in counted(manifest, profile) if with_partners or e.kind != "partner"]
    incidents = read_incidents(store, used, profile.name, (*COUNTED_COLUMNS, "ward"))
    return count_cube(incidents, profile, coverage(manifest, profile), "ward")


def _counted(cube: Cube, category: str, table: SensitiveTable) -> _Counted:
    chosen = cube.selections.index(category)
    whole = cube.counts.sum(axis=0) + cube.in_no_area
    strands = [cube.selections.index(f"{HATE}-{strand}") for strand in table.strands]
    return _Counted(
        cube.months,
        np.vstack([cube.counts[:, :, chosen], cube.in_no_area[None, :, chosen]]),
        whole[:, strands].T,
    )


def _nothing_published(category: str, cube: Cube, profile: AreaProfile) -> SensitiveTable:
    wards = cube.areas.codes
    # Without localities no table is shown by them: the wards are then one group.
    localities = tuple(locality.code for locality in profile.localities) or ("all",)
    group = [localities.index(profile.locality_of_ward.get(ward, "all")) for ward in wards]
    residents = np.nan_to_num(np.append(cube.areas.residents, 0.0))
    strands = tuple(STRANDS) if category == HATE else ()
    ladder = Ladder(np.array([*group, len(localities)]), residents, len(strands))
    return SensitiveTable(
        category,
        (*wards, NOWHERE),
        (*localities, NOWHERE),
        strands,
        nothing_published(ladder),
    )


def _check_areas(earlier: SensitiveTable, now: SensitiveTable) -> None:
    """Residents may be counted anew; the areas stay, or the old tables less the new would tell."""
    same = (
        earlier.wards == now.wards
        and earlier.localities == now.localities
        and earlier.strands == now.strands
        and np.array_equal(earlier.pattern.ladder.group_of_unit, now.pattern.ladder.group_of_unit)
    )
    if not same:
        raise StoreError(
            f"{earlier.category}: the wards or localities of area.toml are not those that earlier "
            "months were published by: put them back. Tables by other areas could be subtracted "
            "from those that are published"
        )


def _check_none_is_lost(store: Path, area: str, tables: Iterable[str]) -> None:
    """Months that were run say which tables they were published with."""
    for month in published_months(store, area):
        said: set[str] = set()
        with suppress(StoreError):  # a damaged month says so where it is read
            said = set(made_of(folder_of(store, area, month)).get("sensitive", ()))
        if lost := said - set(tables):
            raise StoreError(
                f"{store}: the published tables of {', '.join(sorted(lost))} are gone: put back "
                f"{FILE} of {area} from a backup. Do not publish anew what was published: "
                "what differs would show small counts"
            )


def _why_stopped(month: Month, narrow: Sequence[NarrowCell]) -> str:
    listed = "".join(f"\n  {cell.in_words()}" for cell in narrow)
    return (
        f"{month} is not published: from all that is published a reader could work out{listed}\n"
        f"Nothing was written. If {FILE} was changed by hand, put it back from a backup. If "
        "suppression_width or suppression_threshold of area.toml was raised since the first "
        "month was published, set it back: what is published cannot be taken back"
    )
