"""A partnership's hate crime through the product: published, audited, asked for at random.

Run: python -m benchmarks.publication [--years 20] [--pairs 10000]

Simulated incidents like hate in Herefordshire, loaded in a store, published month by month by
``monthly.sensitive`` and read through ``disclosure.release``. Bars: the pattern of 36 months in
under 30 s, the audit of a month in under 5 minutes, at least 40 % of locality x quarter and 35 % of
ward x year shown, no hidden count narrowed after a year, its next month and a revision, and 10,000
random pairs of releases that leave no hidden count.
"""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geo_csp.area_profile import AreaProfile, load_profile
from geo_csp.disclosure.data_set import DataSet, open_data_set
from geo_csp.incidents.manifest import manifest_text
from geo_csp.monthly.disclosure_audit import audit, narrow_cells
from geo_csp.monthly.sensitive import publish_sensitive
from geo_csp.monthly.sensitive_tables import FILE, NOWHERE, SensitiveTable
from geo_csp.months import Month, Span
from geo_csp.roles import ROLES, Viewer
from geo_csp.statistics.published_cells import Rung
from tests.disclosure.conftest import stored
from tests.disclosure.hate_rows import hate_rows
from tests.disclosure.random_pairs import Filters, pairs_that_tell

MONTHS = Span("2023-01", "2025-12").months()
THIRTEEN = MONTHS[:13]
BARS = {Rung.GROUP_QUARTER: 0.40, Rung.UNIT_YEAR: 0.35}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--pairs", type=int, default=10_000)
    given = parser.parse_args()
    profile = load_profile("herefordshire")
    with tempfile.TemporaryDirectory() as folder:
        three_years(Path(folder) / "three-years", profile, given.pairs)
        attacked = [year(Path(folder) / f"year-{n}", profile, n) for n in range(given.years)]
    for name, narrow in zip(
        ("the year", "the next month", "a revision"), zip(*attacked, strict=True), strict=True
    ):
        print(f"{given.years} years, after {name}: {sum(narrow)} hidden counts narrowed")


def three_years(store: Path, profile: AreaProfile, pairs: int) -> None:
    hate = hate_rows(profile, MONTHS)
    others = [{**row, "is_hate": False, "strands": 0} for row in hate_rows(profile, MONTHS, 1)]
    data = loaded(store, profile, MONTHS, [*hate, *others])
    start = time.perf_counter()
    (table,) = publish_sensitive(store, profile, MONTHS[-1])
    print(f"{len(MONTHS)} months published in {time.perf_counter() - start:.1f} s (bar 30 s)")
    start = time.perf_counter()
    found = audit(store, profile, MONTHS[-1])
    print(
        f"{found.hidden} of {found.cells} counts hidden, {len(found.narrow)} narrowed; "
        f"audit in {time.perf_counter() - start:.1f} s (bar 300 s)"
    )
    say_what_is_shown(table)
    again = store.with_name("again")
    loaded(again, profile, MONTHS, [*hate, *others])
    for month in MONTHS:
        publish_sensitive(again, profile, month)
    file = Path("published", profile.name, FILE)
    print("month by month, same bytes:", (store / file).read_bytes() == (again / file).read_bytes())
    for role in ("public", "board"):
        start = time.perf_counter()
        opened = dataclasses.replace(data, published=role)
        left, told = pairs_that_tell(Filters(opened, Viewer(ROLES[role])), 0, pairs)
        print(
            f"{role}: {pairs:,} random pairs, {left} leave a count, {len(told)} a hidden one "
            f"({time.perf_counter() - start:.0f} s)"
        )


def say_what_is_shown(table: SensitiveTable) -> None:
    cells, is_shown = table.pattern.cells, table.pattern.is_shown
    for rung, bar in BARS.items():
        codes = table.areas_of(rung)
        chosen = (cells.rung == rung) & (cells.area != codes.index(NOWHERE))
        print(
            f"{rung.name}: {is_shown[chosen].mean():.0%} shown (bar {bar:.0%}), "
            f"{(cells.count[chosen] >= 5).mean():.0%} have 5 or more"
        )


def year(store: Path, profile: AreaProfile, seed: int) -> tuple[int, int, int]:
    """Hidden counts narrowed after a year, after its next month, and where it was revised."""
    rows = hate_rows(profile, THIRTEEN, seed)
    loaded(store, profile, THIRTEEN, rows)
    after_the_year = publish_sensitive(store, profile, THIRTEEN[11])
    after_the_next = publish_sensitive(store, profile, THIRTEEN[12])
    revised = store.with_name(f"{store.name}-revised")
    loaded(revised, profile, THIRTEEN, rows)
    publish_sensitive(revised, profile, THIRTEEN[11])
    loaded(revised, profile, THIRTEEN, hate_rows(profile, THIRTEEN, seed + 1_000))
    after_a_revision = publish_sensitive(revised, profile, THIRTEEN[12])
    states = (after_the_year, after_the_next, after_a_revision)
    return tuple(len(narrow_cells(state, profile)) for state in states)


def loaded(
    store: Path, profile: AreaProfile, months: Sequence[Month], rows: Sequence[dict[str, Any]]
) -> DataSet:
    entries = [
        stored(store, profile, "extract", month, [row for row in rows if row["month"] == month])
        for month in months
    ]
    (store / "manifest.json").write_text(manifest_text(entries))
    return open_data_set("own", "Your own data", store, profile)


if __name__ == "__main__":
    main()
