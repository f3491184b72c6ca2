"""What must be said beside a released table: what is missing and how it was counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from geo_csp.counts.comparison import SIGNIFICANCE, unrecorded, why_not_compared
from geo_csp.counts.cube import Cube
from geo_csp.disclosure import gate, ladder
from geo_csp.disclosure.data_set import DataSet
from geo_csp.months import Month, Span, spans_in_words
from geo_csp.roles import Viewer
from geo_csp.vocabulary import CATEGORIES, LEVELS, SOURCES, SYNTHETIC, Selection

# Below this share of a force's incidents without a place the areas' figures hardly suffer.
NO_PLACE_SHARE = 0.01
# Fewer tested areas than this leave little to chance.
_MANY_TESTS = 20
LIKELY_RANGE = "A rate's likely range says how far chance alone may move it (95 % interval)"


@dataclass(frozen=True)
class Asked:
    """What was asked for, and the cube that answers it."""

    data: DataSet
    viewer: Viewer
    level: str
    selection: Selection
    span: Span
    cube: Cube


def notices(asked: Asked) -> tuple[str, ...]:
    return tuple(words for each in _NOTICES if (words := each(asked)))


def synthetic(asked: Asked) -> str:
    if asked.data.is_synthetic:
        return f"{SYNTHETIC}: nothing in it happened"
    made_up = asked.data.synthetic_months(asked.span)
    return f"{SYNTHETIC} in {spans_in_words(made_up)}: nothing of it happened" * bool(made_up)


def gaps(asked: Asked) -> str:
    missing = [span.in_words() for span in asked.data.coverage.gaps]
    return f"no figures for {', '.join(missing)}: these months are not loaded" if missing else ""


def to_be_loaded_again(asked: Asked) -> str:
    months = asked.data.coverage.not_placed
    title = asked.data.profile.title
    return f"loaded before {title} was set up, load again: {spans_in_words(months)}" * bool(months)


def breaks(asked: Asked) -> str:
    return "; ".join(found.words for found in asked.data.coverage.breaks)


def not_in_source(asked: Asked) -> str:
    span, selection = asked.span, asked.selection
    absent = unrecorded(asked.data.coverage, selection, span)
    if not absent:
        return ""
    present = [month for month in span.months() if month not in absent]
    kept = f"; it is for {spans_in_words(present)}, which can be chosen alone" if present else ""
    return (
        f"{selection.phrase} is not in the source for {spans_in_words(absent)}: "
        f"no figure, not a figure of zero{kept}"
    )


def incomplete(asked: Asked) -> str:
    found = asked.data.coverage.incomplete
    whys = [found[month] for month in asked.span.months() if month in found]
    return f"incomplete: {'; '.join(whys)}" if whys else ""


def sources(asked: Asked) -> str:
    """Which months come from what, where the span has several kinds."""
    by_kinds: dict[tuple[str, ...], list[Month]] = {}
    for month in asked.span.months():
        by_kinds.setdefault(tuple(asked.data.coverage.sources[month]), []).append(month)
    if len(by_kinds) == 1:
        return ""
    return "; ".join(
        f"{spans_in_words(months)}: {' and '.join(SOURCES[kind] for kind in kinds)}"
        for kinds, months in by_kinds.items()
    )


def not_counted(asked: Asked) -> str:
    unused = asked.data.coverage.not_counted
    months = [month for month in asked.span.months() if unused.get(month)]
    if not months:
        return ""
    kinds = sorted({SOURCES[kind] for month in months for kind in unused[month]})
    return (
        f"one police source counts for one month: {' and '.join(kinds)} of "
        f"{spans_in_words(months)} kept and not counted"
    )


def told_twice(asked: Asked) -> str:
    """To those only whose counts hold partners' records: how many these are is not public."""
    if not asked.viewer.sees_all_counts:
        return ""
    found, months = asked.data.coverage, asked.span.months()
    linked = sum(found.linked.get(month, 0) for month in months)
    unlinked = [month for month in months if month in found.not_linkable]
    changed = [month for month in months if month in found.linked_otherwise]
    said = (
        f"{linked:,} of the partners' records tell of what another source tells too: each incident "
        "counts once" * bool(linked),
        f"partners' records of {spans_in_words(unlinked)} may tell of incidents of the open data, "
        "which gives no day to compare: counts may be too high" * bool(unlinked),
        f"what is told twice in {spans_in_words(changed)} was found by other settings than "
        "area.toml has now: load any file again" * bool(changed),
    )
    return "; ".join(filter(None, said))


def reading_of_asb(asked: Asked) -> str:
    profile, selection = asked.data.profile, asked.selection
    if selection.code not in ("asb", "neighbourhood"):
        return ""
    return f"{CATEGORIES['asb']} {profile.asb_readings[profile.asb_reading].words}"


def hate_not_in_source(asked: Asked) -> str:
    if not asked.selection.or_hate:
        return ""
    absent = [m for m in asked.span.months() if m not in asked.data.coverage.records_hate]
    if not absent:
        return ""
    return f"hate crime is not in the source for {spans_in_words(absent)}, so it is not included"


def left_out(asked: Asked) -> str:
    if asked.viewer.sees_all_counts:
        return ""
    found = gate.left_out(asked.data, asked.selection, asked.span.months())
    if not found:
        return ""
    return f"not included: {', '.join(found)}; the difference would show small numbers"


def how_published(asked: Asked) -> str:
    is_laddered = asked.selection.is_sensitive and not asked.viewer.sees_all_counts
    if not is_laddered or unrecorded(asked.data.coverage, asked.selection, asked.span):
        return ""
    return ladder.in_words(asked.selection)


def no_place(asked: Asked) -> str:
    shares = asked.data.coverage.no_place_share
    share = max((shares.get(month, 0.0) for month in asked.span.months()), default=0.0)
    if share < NO_PLACE_SHARE:
        return ""
    most = f"up to {100 * share:.0f} %"
    return f"{most} of the force's incidents a month have no place and are in no area"


def in_no_area(asked: Asked) -> str:
    """Sensitive counts are not told here: it would be one more figure about few people."""
    if asked.selection.is_sensitive:
        return ""
    chosen = asked.cube.selections.index(asked.selection.code)
    left = int(asked.cube.in_no_area[asked.cube.months_of(asked.span), chosen].sum())
    if not left:
        return ""
    return f"{left:,} of these incidents lie in no {LEVELS[asked.level]} and are not in this table"


def residents(asked: Asked) -> str:
    areas = asked.cube.areas
    if np.isnan(areas.residents).all():
        return "rates: no population given"
    unknown = int(np.isnan(areas.residents).sum())
    some = f"; not known for {unknown} of {len(areas.codes)}" if unknown else ""
    return f"rates: residents of {areas.vintage}{some}. {LIKELY_RANGE}"


def localities(asked: Asked) -> str:
    note = asked.data.profile.localities_are.note
    return f"localities: {note}" if asked.level == "locality" and note else ""


def chance(asked: Asked) -> str:
    """Each area has a test of its own, so that some stand out by chance."""
    areas = len(asked.cube.areas.codes)
    told = why_not_compared(asked.data.coverage, asked.selection, asked.level, asked.span)
    if told or areas < _MANY_TESTS or asked.selection.is_sensitive:
        return ""
    return (
        f"change is tested area by area: of {areas}, up to about {round(areas * SIGNIFICANCE)} "
        "would be marked up or down by chance alone"
    )


_NOTICES: tuple[Callable[[Asked], str], ...] = (
    synthetic,
    not_in_source,
    incomplete,
    gaps,
    to_be_loaded_again,
    breaks,
    sources,
    not_counted,
    told_twice,
    reading_of_asb,
    hate_not_in_source,
    left_out,
    how_published,
    no_place,
    in_no_area,
    residents,
    localities,
    chance,
)
