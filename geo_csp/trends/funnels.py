"""Areas against what all of them together lead one to expect. A funnel judges each, ranks none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo_csp.months import Span
from geo_csp.statistics.funnel import (
    ALARM,
    WARNING,
    expected_at_limits,
    funnel_bands,
    funnel_dispersion,
)
from geo_csp.trends.measures import BANDS, Funnel, FunnelLine, FunnelPoint
from geo_csp.vocabulary import Selection

FEWEST_AREAS = 3
# Below this many areas their scatter is known so roughly that the limits are rough too.
ENOUGH_AREAS = 20
_LINE_STEPS = 40
_LINE_COUNTS = 2_000


@dataclass(frozen=True)
class Counted:
    """One area of a funnel; ``count`` None where it is not shown or not there."""

    code: str
    name: str
    residents: float
    count: int | None
    is_own: bool = False


def funnel(
    title: str,
    selection: Selection,
    span: Span,
    areas: Sequence[Counted],
    *,
    why: str = "",
    notes: Sequence[str] = (),
    note_of: Mapping[str, str] | None = None,
) -> Funnel:
    """``why``: why there can be none. ``note_of``: why the rate of an area misleads, by code."""
    used = [each for each in areas if each.count is not None and each.residents > 0]
    if not why and len(used) < FEWEST_AREAS:
        why = f"{len(used)} of {len(areas)} have a figure: too few for a funnel"
    if not why and not sum(each.count or 0 for each in used):
        why = "no incident in any of them"
    if why:
        return _none(title, selection, span, why)
    counts = np.array([each.count for each in used], dtype=np.float64)
    years = np.array([each.residents for each in used]) * len(span) / 12
    overall = float(counts.sum() / years.sum())
    scatter = funnel_dispersion(counts, years * overall)
    bands = funnel_bands(counts, years * overall, scatter).tolist()
    points = tuple(
        FunnelPoint(
            code=each.code,
            name=each.name,
            residents=each.residents,
            count=int(each.count or 0),
            rate=1000 * float(count / year),
            band=band,
            note=(note_of or {}).get(each.code, ""),
            is_own=each.is_own,
        )
        for each, count, year, band in zip(used, counts, years, bands, strict=True)
    )
    return Funnel(
        title=title,
        category=selection.code,
        phrase=selection.phrase,
        span=span,
        points=tuple(sorted(points, key=lambda point: point.name)),
        line=_line(points, overall, scatter, span),
        overall=1000 * overall,
        dispersion=scatter,
        why="",
        notes=tuple(notes) + _notes(len(used), len(areas), scatter),
        sentence=_sentence(points, 1000 * overall),
    )


def _none(title: str, selection: Selection, span: Span, why: str) -> Funnel:
    return Funnel(
        title=title,
        category=selection.code,
        phrase=selection.phrase,
        span=span,
        points=(),
        line=(),
        overall=None,
        dispersion=1.0,
        why=why,
        notes=(),
        sentence=f"No funnel: {why}.",
    )


def _line(
    points: Sequence[FunnelPoint], overall: float, scatter: float, span: Span
) -> tuple[FunnelLine, ...]:
    """A point lies beyond these lines exactly when its band says so."""
    sizes = [point.residents for point in points]
    residents = np.linspace(0.6 * min(sizes), 1.05 * max(sizes), _LINE_STEPS)
    years = residents * len(span) / 12
    counts = np.linspace(0, 3 * overall * years[-1] + 100 * scatter, _LINE_COUNTS)
    limits = {}
    for confidence in (WARNING, ALARM):
        lower, upper = expected_at_limits(counts, confidence, scatter)
        limits[confidence, "low"] = np.interp(overall * years, lower, counts)
        limits[confidence, "high"] = np.interp(overall * years, upper, counts)
    order = ((ALARM, "low"), (WARNING, "low"), (WARNING, "high"), (ALARM, "high"))
    columns = [(1000 * limits[key] / years).tolist() for key in order]
    return tuple(FunnelLine(*row) for row in zip(residents.tolist(), *columns, strict=True))


def _notes(used: int, areas: int, scatter: float) -> tuple[str, ...]:
    wider = (
        f"the areas scatter {scatter:.1f} times as much as chance alone would make them, and the "
        "limits are that much wider"
        if scatter > 1
        else ""
    )
    few = f"of {used} areas only, so its limits are rough" if used < ENOUGH_AREAS else ""
    left = f"{areas - used} of {areas} have no figure that is shown" if used < areas else ""
    return tuple(note for note in (wider, few, left) if note)


def _sentence(points: Sequence[FunnelPoint], overall: float) -> str:
    own = [point for point in points if point.is_own]
    if own:
        return (
            f"{own[0].name} has {own[0].rate:,.1f} per 1,000 residents a year, "
            f"{BANDS[own[0].band]} round the {overall:,.1f} of all {len(points)} together."
        )
    parts = [
        f"{BANDS[band]}: {', '.join(names)}"
        for band in (2, 1, -1, -2)
        if (names := sorted(point.name for point in points if point.band == band))
    ]
    if not parts:
        return f"All {len(points)} are within the limits."
    words = "; ".join(parts)
    return f"{words[:1].upper()}{words[1:]}. The others are within the limits."
