"""How well hotspots have held: what a backtest found. See ``backtest`` for how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo_csp.months import Month
from geo_csp.statistics.prediction_accuracy import MeanOverSteps


@dataclass(frozen=True)
class Score:
    """One method at one area over the months. ``method``: "hotspots", "counts of 3 months", "kernel
    density". None where no month can be judged.
    """

    method: str
    at_km2: float
    hit_rate: MeanOverSteps | None
    efficiency: MeanOverSteps | None
    reliability: MeanOverSteps | None
    index: MeanOverSteps | None


@dataclass(frozen=True)
class Backtest:
    """``months``: those scored. ``words``: what it comes to, also where nothing could be tested."""

    category: str
    months: tuple[Month, ...]
    scores: tuple[Score, ...]
    words: str


def backtest_from(entry: dict[str, Any]) -> Backtest:
    """As it was written."""
    return Backtest(
        category=entry["category"],
        months=tuple(entry["months"]),
        scores=tuple(_score_from(score) for score in entry["scores"]),
        words=entry["words"],
    )


def _score_from(entry: dict[str, Any]) -> Score:
    means = ("hit_rate", "efficiency", "reliability", "index")
    return Score(**entry | {name: entry[name] and MeanOverSteps(**entry[name]) for name in means})
