"""Each month is foreseen from the months before it alone, and scored beside plain counts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from geo_csp.hotspots.backtest import AT_KM2, COUNTS_OF, HOTSPOTS, TOO_FEW, backtest
from geo_csp.hotspots.counted import Counted
from geo_csp.hotspots.score import Backtest, Score
from tests.hotspots.conftest import HERE, spots

CountedOf = Callable[..., Counted]


def score(found: Backtest, method: str, at_km2: float) -> Score:
    (each,) = [s for s in found.scores if (s.method, s.at_km2) == (method, at_km2)]
    return each


@pytest.fixture
def steady(counted_of: CountedOf) -> Counted:
    """Four streets hold 10 a month each, forty others 1: the best 4 cells hold 40 of 80."""
    counts = {spot: [10 if n < 4 else 1] * 12 for n, spot in enumerate(spots(44))}
    return counted_of(counts)


def test_every_method_is_scored_at_both_areas_over_the_months(steady: Counted) -> None:
    found = backtest(steady)
    assert found.months == tuple(f"2025-{month:02d}" for month in range(7, 13))
    assert len(found.scores) == len(AT_KM2) * (len(COUNTS_OF) + 2)
    assert all(s.hit_rate and s.hit_rate.steps == 6 for s in found.scores)


def test_plain_counts_hold_what_steady_streets_hold(steady: Counted) -> None:
    found = score(backtest(steady), "counts of the last 3 months", 1.0)
    area = steady.scene.lattice.area_km2
    assert found.hit_rate is not None
    assert found.efficiency is not None
    assert found.reliability is not None
    assert found.index is not None
    # The four busy cells, and of the 1 km2 what is left over the forty others, evenly.
    left = (1.0 - 4 * area) / area
    assert found.hit_rate.mean == pytest.approx((40 + left) / 80)
    assert found.efficiency.mean == pytest.approx(1.0)
    assert found.reliability.mean == pytest.approx(1.0)
    # Only the 44 cells with incidents count as area.
    assert found.index.mean == pytest.approx((40 + left) / 80 / ((4 + left) / 44))


def test_it_says_when_plain_counts_do_as_well(counted_of: CountedOf) -> None:
    """Where all is on four streets, every ranking takes these."""
    found = backtest(counted_of({spot: [10] * 12 for spot in spots(4)}))
    assert found.words.startswith("Plain ways do as well: counts of the last")
    hotspots = score(found, HOTSPOTS, 2.0)
    assert hotspots.hit_rate is not None
    assert f"Chosen by hotspots, 2 km² held {hotspots.hit_rate.mean:.0%} of" in found.words


def test_the_month_scored_is_not_looked_at_before(counted_of: CountedOf) -> None:
    """What happens in the last month at a place without a past is foreseen by nobody."""
    counts = {spot: [3] * 11 + [0] for spot in spots(44)[20:]} | {HERE: [0] * 11 + [50]}
    found = backtest(counted_of(counts))
    last = [s for s in found.scores if s.at_km2 == 1.0]
    for each in last:
        assert each.hit_rate
        # Five months that can be foreseen at most, and one that cannot.
        assert each.hit_rate.mean <= 5 / 6


def test_under_seven_months_nothing_is_tested(counted_of: CountedOf) -> None:
    found = backtest(counted_of({spot: [2] * 6 for spot in spots(12)}))
    assert (found.months, found.scores, found.words) == ((), (), TOO_FEW)


def test_no_incident_is_nothing_to_test(counted_of: CountedOf) -> None:
    found = backtest(counted_of({HERE: [1] * 12}, category="drugs"))
    assert (found.scores, found.words) == ((), TOO_FEW)


def test_no_score_is_without_a_number(counted_of: CountedOf) -> None:
    rng = np.random.default_rng(3)
    counts = {spot: rng.poisson(0.1, 12).tolist() for spot in spots(30)}
    for each in backtest(counted_of(counts | {HERE: [1] * 12})).scores:
        for mean in (each.hit_rate, each.efficiency, each.index):
            assert mean is not None
            assert np.isfinite(mean.mean)
