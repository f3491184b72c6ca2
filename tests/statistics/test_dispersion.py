"""More scatter than chance: estimates and the limits that allow for it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from benchmarks.dispersed_counts import dispersed_counts
from geo_csp.statistics.dispersion import (
    dispersed_limits,
    dispersion_of_change,
    pearson_dispersion,
    winsorised_dispersion,
)


def test_the_published_test_of_dispersion_comes_out_to_the_printed_digits(
    golden_json, equals_printed
):
    """spc.json: Wetherill & Brown 1991, pp. 216-218."""
    case = golden_json("spc.json")["overdispersion"]
    found = pearson_dispersion(case["poisson_x"])
    assert equals_printed(found.ratio, case["published"]["obs_var_over_theor_var"])
    assert equals_printed(found.statistic, case["published"]["statistic"])
    assert equals_printed(found.p, case["published"]["p"])


def test_counts_in_proportion_to_their_exposure_do_not_scatter():
    assert float(pearson_dispersion([28, 31, 30], [28, 31, 30]).ratio) == pytest.approx(0)


def test_a_series_without_events_tells_nothing_and_changes_no_variance():
    found = pearson_dispersion([[0, 0, 0], [1, 1, 1]])
    assert np.isnan(found.ratio[0])
    assert found.applied.tolist() == [1.0, 1.0]


@pytest.mark.parametrize("dispersion", [1.0, 1.5, 2.5])
def test_estimates_centre_on_the_true_dispersion(dispersion):
    chance = np.random.default_rng(2)
    series = dispersed_counts(chance, 10.0, dispersion, (4000, 24))
    # A ratio has a standard deviation of about dispersion * sqrt(2 / 23): 0.3 of it.
    assert pearson_dispersion(series).ratio.mean() == pytest.approx(dispersion, rel=0.02)


def test_areas_that_change_alike_have_no_dispersion_of_change():
    # All double: nobody's change is his own.
    assert dispersion_of_change([10, 40, 0], [20, 80, 0]).tolist() == [1, 1, 1]
    assert dispersion_of_change([0, 0], [0, 0]).tolist() == [1, 1]


@pytest.mark.parametrize("drift", [0.0, 0.1, 0.2])
def test_rates_that_move_by_themselves_show_in_the_change_for_each_size(drift):
    """Variance of a count whose rate has a coefficient of variation c: m + c^2 m^2."""
    chance = np.random.default_rng(13)
    means = np.repeat([20.0, 200.0], 3000)
    rates = means * (chance.gamma(drift**-2, drift**2, (2, 6000)) if drift else np.ones((2, 6000)))
    found = dispersion_of_change(*chance.poisson(rates))
    for mean in (20.0, 200.0):
        expected = 1 + drift**2 * mean
        assert found[means == mean].mean() == pytest.approx(expected, rel=0.08)


@pytest.mark.parametrize("dispersion", [1.0, 2.0])
def test_the_winsorised_estimate_ignores_a_few_exceptions(dispersion):
    chance = np.random.default_rng(2)
    scores = np.sqrt(dispersion) * chance.standard_normal(4000)
    scores[:40] = 30.0
    assert winsorised_dispersion(scores) == pytest.approx(dispersion, rel=0.1)
    assert np.mean(scores**2) > 9


@pytest.mark.parametrize("count", [0, 1, 4, 30])
def test_at_dispersion_one_the_limits_are_the_exact_poisson_ones(count):
    lower, upper = dispersed_limits(count)
    assert stats.poisson.cdf(count, upper) == pytest.approx(0.025)
    assert stats.poisson.sf(count - 1, lower) == pytest.approx(0.025 if count else 1.0)


@pytest.mark.parametrize("mean", [0.5, 3.0, 10.0, 50.0])
def test_exact_limits_hold_the_mean_at_least_as_often_as_stated(mean):
    """No simulation: the probabilities of all counts whose limits hold the mean."""
    counts = np.arange(400)
    lower, upper = dispersed_limits(counts)
    held = (lower <= mean) & (mean <= upper)
    assert stats.poisson.pmf(counts[held], mean).sum() >= 0.95


@pytest.mark.parametrize("mean", [10, 50])
@pytest.mark.parametrize("dispersion", [1.0, 1.5, 2.5])
def test_limits_with_an_estimated_dispersion_hold_the_mean_in_93_of_100(mean, dispersion):
    """The full table: benchmarks/rates_coverage.py. 10,000 draws: standard error 0.25 points."""
    chance = np.random.default_rng(4)
    history = dispersed_counts(chance, mean, dispersion, (10_000, 24))
    newest = dispersed_counts(chance, mean, dispersion, (10_000,))
    lower, upper = dispersed_limits(newest, pearson_dispersion(history).applied)
    assert np.mean((lower <= mean) & (mean <= upper)) >= 0.93
