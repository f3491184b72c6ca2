"""How well hotspots have held, as tables of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from geo_csp.disclosure.hotspots import Backtest

NOT_KNOWN = "not known"
# Heading, the measure of a score, and how its figure is written.
_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("Share held", "hit_rate", "{:.0%}"),
    ("Of the best (PEI)", "efficiency", "{:.0%}"),
    ("Foreseen for each that came (RRI)", "reliability", "{:.2f}"),
    ("Times the density (PAI)", "index", "{:.1f}"),
)
WHAT_IS_SHOWN = (
    "Share held: how many of the next month's incidents lay on the ground chosen from "
    "the months before. Of the best: that share against the best that as much ground "
    "could have held. Foreseen for each that came: 1.00 is right, more is too many. Times the "
    "density: against all ground that had any incident, not the empty county. In brackets the "
    "95 % interval over the months."
)


def overview(tested: tuple[Backtest, ...], phrases: Mapping[str, str]) -> dict[str, list[str]]:
    return {
        "Category": [phrases[each.category] for each in tested],
        "What came of it": [each.words for each in tested],
    }


def areas_scored(tested: Backtest) -> tuple[float, ...]:
    """In km2."""
    return tuple(sorted({score.at_km2 for score in tested.scores}))


def scores_table(tested: Backtest, at_km2: float) -> dict[str, list[str]]:
    scores = [score for score in tested.scores if score.at_km2 == at_km2]
    methods = {"Ground chosen by": [_first_upper(score.method) for score in scores]}
    return methods | {
        heading: [_figure(getattr(score, measure), form.format) for score in scores]
        for heading, measure, form in _COLUMNS
    }


def _figure(found: Any, written: Callable[[float], str]) -> str:  # noqa: ANN401 - a mean or None
    if found is None:
        return NOT_KNOWN
    if found.lower is None:
        return f"{written(found.mean)} (one month only)"
    return f"{written(found.mean)} ({written(found.lower)} to {written(found.upper)})"


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
