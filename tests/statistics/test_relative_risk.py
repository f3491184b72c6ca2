"""The posterior of a ratio of two levels, against draws from the two posteriors."""

from __future__ import annotations

import numpy as np
import pytest

from geo_csp.statistics.relative_risk import relative_risk


@pytest.mark.parametrize(
    ("cases", "before", "around", "around_before"), [(6, 2, 30, 90), (0, 5, 10, 40), (3, 0, 12, 50)]
)
def test_it_is_the_ratio_of_two_gamma_posteriors(cases, before, around, around_before) -> None:
    random = np.random.default_rng(3)
    now = random.gamma(cases + 0.5, 1 / around, 400_000)
    past = random.gamma(before + 0.5, 1 / around_before, 400_000)
    drawn = np.quantile(now / past, [0.5, 0.025, 0.975])
    assert relative_risk(cases, before, around, around_before) == pytest.approx(drawn, rel=0.08)


def test_seen_from_the_other_side_it_is_turned_over() -> None:
    one, other = relative_risk(6, 2, 30, 90), relative_risk(2, 6, 90, 30)
    assert one.median == pytest.approx(1 / other.median)
    assert one.lower == pytest.approx(1 / other.upper)


def test_surroundings_that_rose_as_much_leave_no_rise() -> None:
    assert relative_risk(6, 2, 90, 30).median < 1.2


def test_surroundings_without_anything_are_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        relative_risk(1, 1, 0, 5)
