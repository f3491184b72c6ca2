"""The estimate from sketches is the share that the sets have in common."""

from __future__ import annotations

import math
import random

import pytest

from geo_csp.incidents.snap_points import SKETCH_SIZE, likeness


@pytest.mark.parametrize("shared", [0, 300, 1500, 3000])
def test_the_estimate_is_within_three_standard_errors_of_the_jaccard_index(shared):
    numbers = random.Random(shared).sample(range(1 << 62), 6000 - shared)
    one, other = set(numbers[:3000]), set(numbers[3000 - shared :])
    exact = len(one & other) / len(one | other)  # shared / (6000 - shared)
    sketches = [sorted(values)[:SKETCH_SIZE] for values in (one, other)]
    error = math.sqrt(exact * (1 - exact) / SKETCH_SIZE)
    assert abs(likeness(*sketches) - exact) <= 3 * error


def test_nothing_is_like_nothing():
    assert math.isnan(likeness((), (1, 2)))
