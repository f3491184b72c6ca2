"""Control charts: published limits, the two rules, and what they signal by chance."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from benchmarks.control_chart_rate import simulated_signals
from geo_csp.statistics.control_chart import control_chart, ends_run, false_signals


def _is_kept(count, left_out_1based):
    return ~np.isin(np.arange(1, count + 1), left_out_1based)


def test_the_published_chart_of_counts_comes_out_to_the_printed_digits(golden_json, equals_printed):
    """spc.json: Montgomery, table 7.7, with the limits that qcc prints."""
    case = golden_json("spc.json")["c_chart"]
    chart = control_chart(case["x"])
    published = case["published"]
    assert equals_printed(chart.centre[0], published["center"])
    assert equals_printed(np.sqrt(chart.centre[0]), published["std_dev"])
    assert equals_printed(chart.lower[0], published["lcl"])
    assert equals_printed(chart.upper[0], published["ucl"])
    outside = (np.flatnonzero(chart.is_outside) + 1).tolist()
    assert outside == published["out_of_control_samples_1based"]


def test_the_published_limits_without_what_was_explained_come_out_too(golden_json, equals_printed):
    case = golden_json("spc.json")["c_chart"]
    kept = _is_kept(len(case["x"]), [6, 20])
    chart = control_chart(case["x"], in_baseline=kept)
    revised = case["revised_without_6_and_20"]
    assert equals_printed(chart.centre[0], revised["center"])
    assert equals_printed(chart.lower[0], revised["lcl"])
    assert equals_printed(chart.upper[0], revised["ucl"])
    # Phase 2: limits of the first 26, judged on 20 more.
    later = np.concatenate([kept, np.zeros(len(case["phase2"]), dtype=bool)])
    both = control_chart(case["x"] + case["phase2"], in_baseline=later)
    assert both.upper.tolist() == pytest.approx([chart.upper[0]] * 46)
    assert not both.is_outside[26:].any()


def test_the_published_chart_of_rates_comes_out_to_the_printed_digits(golden_json, equals_printed):
    case = golden_json("spc.json")["c_chart"]
    published = case["u_chart_without_6_and_20"]
    chart = control_chart(case["x"], published["size"], _is_kept(len(case["x"]), [6, 20]))
    assert equals_printed(chart.centre[0], published["center"])
    assert equals_printed(chart.lower[0], published["lcl"])
    assert equals_printed(chart.upper[0], published["ucl"])


def test_the_published_series_break_the_rules_where_they_should(golden_json):
    rules = golden_json("spc.json")["western_electric_rules"]
    for name, length in (("wer4_8_one_side", 8), ("nelson2_9_one_side", 9)):
        marked = ends_run([float(x) for x in rules[name]["x"]], 0.0, length)
        assert (np.flatnonzero(marked) + 1).tolist() == rules[name]["at"]
    # Centre 0 and sd 1 as a chart of counts: mean 100, sd 10.
    points = 100 + 10 * np.array([float(x) for x in rules["wer1"]["x"]])
    is_baseline = np.r_[True, np.zeros(points.size, dtype=bool)]
    chart = control_chart(np.r_[100.0, points], in_baseline=is_baseline)
    assert np.flatnonzero(chart.is_outside).tolist() == rules["wer1"]["at"]


def test_seven_on_one_side_are_no_run_and_a_point_on_the_centre_ends_one():
    assert not ends_run([1] * 7, 0).any()
    assert np.flatnonzero(ends_run([1] * 4 + [0] + [1] * 8, 0)).tolist() == [12]


def test_dispersion_widens_the_limits_by_its_root():
    plain, wide = control_chart([100.0] * 10), control_chart([100.0] * 10, dispersion=4.0)
    assert plain.upper[0] - 100 == pytest.approx(30)
    assert wide.upper[0] - 100 == pytest.approx(60)


def test_many_series_are_charted_at_once():
    counts = np.array([[4.0] * 9, [9.0] * 9])
    chart = control_chart(counts, dispersion=np.array([1.0, 2.0]))
    assert chart.upper[:, 0].tolist() == pytest.approx([4 + 3 * 2, 9 + 3 * 18**0.5])


def test_a_point_outside_has_its_exact_poisson_probability():
    # Mean 10: limits 0.51 and 19.49, so 0 and 20 or more are outside.
    expected = stats.poisson.pmf(0, 10) + stats.poisson.sf(19, 10)
    assert false_signals(10, 24).outside_per_point == pytest.approx(expected)


def test_a_run_has_its_exact_poisson_probability():
    above, below = stats.poisson.sf(10, 10), stats.poisson.cdf(9, 10)
    assert false_signals(10, 24).run_per_point == pytest.approx(above**8 + below**8)


def test_dispersed_counts_have_their_negative_binomial_probability():
    # Mean 20, variance 40: limits 20 -/+ 18.97.
    law = stats.nbinom(20, 0.5)
    assert law.var() == pytest.approx(40)
    expected = law.cdf(1) + law.sf(38)
    assert false_signals(20, 24, 2.0).outside_per_point == pytest.approx(expected)


def test_a_series_of_one_can_only_lie_outside_and_of_eight_can_be_a_run():
    one, eight = false_signals(10.4, 1), false_signals(10.4, 8)
    assert one.any_in_series == pytest.approx(one.outside_per_point)
    no_run = 1 - (1 - one.outside_per_point) ** 8
    assert no_run < eight.any_in_series < no_run + eight.run_per_point


@pytest.mark.parametrize(("mean", "dispersion"), [(4.3, 1.0), (20.0, 1.0), (20.0, 2.0)])
def test_charts_in_control_signal_as_often_as_theory_says(mean, dispersion):
    """Within four standard errors; 10,000 series in benchmarks/control_chart_rate.py."""
    series, points = 3000, 24
    theory = false_signals(mean, points, dispersion)
    chance = np.random.default_rng(6)
    outside, _, anywhere = simulated_signals(chance, mean, dispersion, points, series)
    for found, expected, draws in (
        (outside, theory.outside_per_point, series * points),
        (anywhere, theory.any_in_series, series),
    ):
        assert abs(found - expected) < 4 * np.sqrt(expected / draws)
