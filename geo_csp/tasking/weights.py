"""The weights of a list's five factors: the profile's, or those tried with the sliders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo_csp.errors import GeoCspError
from geo_csp.tasking.priority import FACTORS


@dataclass(frozen=True)
class Weights:
    """Points for a value of 1 of each factor; at least 0."""

    harm: float
    likelihood: float
    confidence: float
    capacity: float
    voice: float

    def of(self, factor: str) -> float:
        weight: float = getattr(self, factor)
        return weight


def weights_of(given: Mapping[Any, float]) -> Weights:
    """Raises GeoCspError naming the factor that is missing, unknown or below 0."""
    for name in {*given, *FACTORS}:
        if name not in FACTORS or not 0 <= given.get(name, -1.0) < float("inf"):
            raise GeoCspError(
                f"weight of {name}: expected a number from 0 up for each of {', '.join(FACTORS)}"
            )
    return Weights(**{name: float(given[name]) for name in FACTORS})
