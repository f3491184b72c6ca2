"""Hotspots and a published month made by hand, for tests of what shows them."""

from __future__ import annotations

from geo_csp.disclosure.hotspots import Backtest, Hotspot
from geo_csp.hotspots.score import Score
from geo_csp.months import Span
from geo_csp.statistics.prediction_accuracy import MeanOverSteps

MONTH = "2025-12"
CENTRAL, COLLEGE = "E05009449", "E05009450"


def hotspot(code: str, **changes: object) -> Hotspot:
    """An emerging hotspot of anti-social behaviour in Central: 20 incidents where 4 are usual."""
    months = Span("2025-01", MONTH).months()
    made: dict[str, object] = {
        "code": code,
        "place": "High Street and Bewell Street, Central",
        "place_code": code.split("-", 1)[1],
        "ward_code": CENTRAL,
        "category": "asb",
        "kind": "emerging",
        "history": "sporadic",
        "since": "2025-11",
        "months": months,
        "observed_by_month": (2,) * 10 + (9, 11),
        "observed": 20,
        "expected": 4.04,
        "ratio": 4.95,
        "lower": 3.02,
        "upper": 7.64,
        "p": 0.0002,
        "recurrence_months": 108.0,
        "stability": 1.0,
        "settings": 8,
        "streets": (("High Street", 13), ("Bewell Street", 7)),
        "outline": {
            "type": "Polygon",
            "coordinates": [[[-2.72, 52.05], [-2.71, 52.05], [-2.71, 52.06], [-2.72, 52.05]]],
        },
        "cells": ("1.2",),
        "break_words": "",
        "near_repeat": "One incident here tends to bring others.",
        "sentence": f"{code} rose: 20 incidents where 4 would be usual.",
    }
    return Hotspot(**made | changes)  # type: ignore[arg-type]


WATCHED = hotspot(
    "weapons-2",
    category="weapons",
    kind="watch",
    ward_code=COLLEGE,
    stability=0.25,
    break_words="snap points were issued anew in November 2025",
)
PERSISTENT = hotspot(
    "violence-3", category="violence", kind="persistent", since="2025-01", recurrence_months=None
)
# In the order in which a month is published.
FINDINGS = (hotspot("asb-1"), WATCHED, PERSISTENT)

PLAIN = Score(
    method="counts of the last 12 months",
    at_km2=2.0,
    hit_rate=MeanOverSteps(0.37, 0.34, 0.41, 12),
    efficiency=MeanOverSteps(0.9, 0.88, 0.93, 12),
    reliability=None,
    index=MeanOverSteps(18.1, None, None, 1),
)
TESTED = Backtest("asb", ("2025-11", MONTH), (PLAIN,), "Plain ways do as well: counts.")
