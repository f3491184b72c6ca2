"""No input brings a reader or a filter down, passes for markup or leads out of the store.

``benchmarks/hostile_input.py`` asks the same of 10,000 inputs each.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.hostile.promises import PROMISES, Place, Promise

INPUTS = 300


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.name)
def test_it_holds_whatever_is_given(place: Place, promise: Promise):
    limits = settings(
        max_examples=max(20, int(INPUTS * promise.share)),
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    @limits
    @given(promise.inputs)
    def holds(given: object) -> None:
        promise.holds(place, given)

    holds()
