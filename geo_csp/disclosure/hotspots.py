"""A published month's hotspots and how well they have held, as this viewer may see them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo_csp.disclosure import gate
from geo_csp.disclosure.data_set import DataSet, has_only_open_data
from geo_csp.errors import NotReleasedError
from geo_csp.hotspots.hotspot import KINDS, Hotspot
from geo_csp.hotspots.score import Backtest
from geo_csp.monthly.published import PublishedMonth, published_months, read_published
from geo_csp.monthly.version import why_stale
from geo_csp.months import Month, Span, in_words
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL, OFFICIAL_SENSITIVE, SYNTHETIC

__all__ = [
    "KINDS",
    "Backtest",
    "Hotspot",
    "ReleasedBacktest",
    "ReleasedHotspots",
    "backtest",
    "hotspots",
    "months_run",
]

COLUMNS = (
    "place",
    "ward_code",
    "category",
    "kind",
    "since",
    "observed",
    "expected",
    "ratio",
    "lower",
    "upper",
    "p",
    "recurrence_months",
    "stability",
    "sentence",
)


@dataclass(frozen=True)
class ReleasedHotspots:
    """``findings`` and the rows of ``table`` are the same, in the same order: emerging first.

    ``notices``: what must be said beside them. ``forms``: those in which they may be taken away.
    """

    area: str
    month: Month
    category: str | None
    findings: tuple[Hotspot, ...]
    table: pd.DataFrame
    notices: tuple[str, ...]
    sentence: str
    marking: str
    is_synthetic: bool
    forms: frozenset[str]


@dataclass(frozen=True)
class ReleasedBacktest:
    area: str
    month: Month
    backtests: tuple[Backtest, ...]
    notices: tuple[str, ...]
    marking: str
    is_synthetic: bool


def months_run(data: DataSet) -> tuple[Month, ...]:
    """The months whose hotspots can be asked for, oldest first."""
    return published_months(data.store, data.profile.name)


def hotspots(
    data: DataSet, viewer: Viewer, month: Month, category: str | None = None
) -> ReleasedHotspots:
    """The month's hotspots of a category (a selection's code), of all categories without one.

    Raises NotReleasedError for roles that do not send people to places, NotLoadedError where the
    month was not run, GeoCspError for a category that does not exist.
    """
    phrase = gate.selection_of(data, category).phrase if category else "All categories"
    _check_tasks(viewer)
    published = read_published(data.store, data.profile.name, month)
    findings = tuple(
        found
        for found in published.findings
        if category in (None, found.category) and viewer.sees_points_of(found.ward_code or "")
    )
    return ReleasedHotspots(
        area=data.profile.name,
        month=month,
        category=category,
        findings=findings,
        table=_table(findings),
        notices=_notices(data, viewer, published, category),
        sentence=_sentence(phrase, month, findings),
        marking=_marking(data, published, category),
        is_synthetic=published.is_synthetic,
        forms=viewer.role.takes_away,
    )


def backtest(data: DataSet, viewer: Viewer, month: Month) -> ReleasedBacktest:
    """How well hotspots of the months before the month have held, by category.

    It names no place, so it is for all who see the county's figures. Of counts that not all may
    see, such as hate crime, it is for those who see them in every ward: a share of few tells their
    number. Raises NotReleasedError and NotLoadedError.
    """
    gate.check_level(viewer, "county")
    published = read_published(data.store, data.profile.name, month)
    for_all = tuple(each for each in published.backtests if _is_for_all(data, each))
    return ReleasedBacktest(
        area=data.profile.name,
        month=month,
        backtests=published.backtests if viewer.sees_all_counts else for_all,
        notices=tuple(filter(None, (_synthetic(published), _stale(data, published)))),
        marking=_marking(data, published, None) if viewer.sees_all_counts else OFFICIAL,
        is_synthetic=published.is_synthetic,
    )


def _is_for_all(data: DataSet, tested: Backtest) -> bool:
    selection = gate.selection_of(data, tested.category)
    left_out = gate.left_out(data, selection, data.coverage.months)
    return not selection.is_sensitive and not left_out


def _check_tasks(viewer: Viewer) -> None:
    if not viewer.role.tasks:
        raise NotReleasedError(
            "hotspots are found each month and are released to those who send people to places "
            f"(MATAC members, neighbourhood teams, analysts): as {viewer.role.phrase}, see the "
            "wards' counts"
        )


def _table(findings: tuple[Hotspot, ...]) -> pd.DataFrame:
    table = pd.DataFrame(
        [[getattr(found, column) for column in COLUMNS] for found in findings], columns=COLUMNS
    )
    whole = {"observed": "Int64"}
    parts = ("expected", "ratio", "lower", "upper", "p", "recurrence_months", "stability")
    return table.astype(whole | dict.fromkeys(parts, "Float64"))


def _sentence(phrase: str, month: Month, findings: tuple[Hotspot, ...]) -> str:
    where = f"{phrase} in {in_words(month)}"
    emerging = [found for found in findings if found.kind == "emerging"]
    watched = [found for found in findings if found.kind == "watch"]
    if not findings:
        return f"{where}: no hotspot stands out."
    return (
        f"{where}: {_number(len(emerging), 'emerging hotspot')}, {len(watched)} to watch, "
        f"{len(findings) - len(emerging) - len(watched)} that lasted or faded."
    )


def _number(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


def _notices(
    data: DataSet, viewer: Viewer, published: PublishedMonth, category: str | None
) -> tuple[str, ...]:
    span = Span(min(published.scanned.values(), default=published.month), published.month)
    asked = [category] if category else [*published.scanned, *published.not_scanned]
    skipped = [published.not_scanned[each] for each in asked if each in published.not_scanned]
    too_short = sorted({published.no_history[c] for c in asked if c in published.no_history})
    return tuple(
        filter(
            None,
            (
                _synthetic(published),
                _stale(data, published),
                f"{_looked_at(published)} in {span.in_words()}" if published.scanned else "",
                *skipped,
                *too_short,
                data.coverage.incomplete.get(published.month, ""),
                "your own wards only" if viewer.role.ward_bound else "",
            ),
        )
    )


def _looked_at(published: PublishedMonth) -> str:
    """Each category is one more chance for something to look emerging."""
    number = len(published.scanned)
    every = published.settings["emerging_months"] / number
    months = "month" if round(every) <= 1 else f"{every:.0f} months"
    categories = "category was" if number == 1 else "categories were"
    return (
        f"{number} {categories} looked at: by chance alone an emerging hotspot shows in one of "
        f"them about every {months}; counted"
    )


def _synthetic(published: PublishedMonth) -> str:
    return f"{SYNTHETIC}: nothing in it happened" if published.is_synthetic else ""


def _stale(data: DataSet, published: PublishedMonth) -> str:
    return why_stale(published, data.store, data.profile)


def _marking(data: DataSet, published: PublishedMonth, category: str | None) -> str:
    """Of an extract places are addresses, and hate is sensitive in any case."""
    is_open = has_only_open_data(data.coverage, data.coverage.months)
    shown = [category] if category else list(published.scanned)
    is_sensitive = any(
        gate.selection_of(data, each).is_sensitive for each in shown if each in published.scanned
    )
    return OFFICIAL if is_open and not is_sensitive else OFFICIAL_SENSITIVE
