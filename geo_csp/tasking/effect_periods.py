"""Which months an action is judged by: whole, comparable ones, a year apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from geo_csp.counts.space_time import why_it_begins
from geo_csp.hotspots.scene import Scene
from geo_csp.months import Span, in_words, shift

# Months before an action by which its comparison areas are chosen.
HISTORY = 12


@dataclass(frozen=True)
class Acted:
    """What of an action of the register is needed. ``theme``: of the priority it answers, or ""."""

    number: int
    what: str
    place: str
    area: Mapping[str, Any] | None
    partner: str
    starts: date
    ends: date | None
    theme: str
    dosage: tuple[tuple[str, float], ...]


class CannotTellError(Exception):
    """Why, in words."""


@dataclass(frozen=True)
class Periods:
    before: Span
    after: Span
    history: Span


def months_after(scene: Scene, acted: Acted) -> Span | None:
    """From the first whole month on: the action's months, at least the shortest, at most the
    longest. None where no such month is over.
    """
    settings = scene.profile.tasking.effect
    start = f"{acted.starts:%Y-%m}"
    first = start if acted.starts.day == 1 else shift(start, 1)
    last = scene.month if scene.month not in scene.coverage.incomplete else shift(scene.month, -1)
    last = min(last, shift(first, settings.longest - 1))
    if acted.ends:
        last = min(last, max(f"{acted.ends:%Y-%m}", shift(first, settings.shortest - 1)))
    return Span(first, last) if first <= last else None


def periods_of(scene: Scene, after: Span | None) -> Periods:
    shortest = scene.profile.tasking.effect.shortest
    if after is None or len(after) < shortest:
        whole = len(after) if after else 0
        months = "month" if whole == 1 else "months"
        raise CannotTellError(f"{whole} whole {months} of it so far: {shortest} are needed")
    before = after.a_year_before()
    history = Span(shift(after.first, -HISTORY), shift(after.first, -1))
    if min(before.first, history.first) < scene.span.first:
        why = why_it_begins(scene.coverage, scene.span, scene.profile.hotspots.history)
        raise CannotTellError(
            f"nothing to compare with: comparable months begin in {in_words(scene.span.first)}"
            f"{f' ({why})' if why else ''}"
        )
    return Periods(before, after, history)
