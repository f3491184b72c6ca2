"""Hostile input to every reader and filter: how many inputs each promise withstood.

python -m benchmarks.hostile_input [INPUTS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from geo_csp.area_profile import load_profile
from tests.hostile.place import made_place
from tests.hostile.promises import PROMISES, Place, Promise

INPUTS = 10_000


def withstood(place: Place, promise: Promise, inputs: int) -> int:
    """How many inputs were given; raises what the first that broke the promise raised."""
    asked = 0

    @settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(promise.inputs)
    def holds(given: object) -> None:
        nonlocal asked
        asked += 1
        promise.holds(place, given)

    holds()
    return asked


def main(inputs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = made_place(Path(folder), load_profile("herefordshire"))
        for promise in PROMISES:
            began = time.perf_counter()
            asked = withstood(place, promise, int(inputs * promise.share))
            taken = time.perf_counter() - began
            print(f"{promise.name}: {asked:,} inputs, none broke it ({taken:.0f} s)", flush=True)
        place.register.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else INPUTS)
