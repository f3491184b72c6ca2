"""The quarter's months against limits that the months before it set."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from geo_csp.months import Span
from geo_csp.trends.charts import Months, charts, days_of, false_signal, seasons, signals
from geo_csp.trends.charts import unbroken_months as unbroken
from tests.trends.samples import asked_of, months_of

QUARTER = Span("2025-10", "2025-12")
YEARS = months_of("2023-01", "2025-12")


def chart_of(profile, counts, months=YEARS, quarter=QUARTER, **facts):
    found = unbroken(asked_of(profile, [counts], months, **facts), quarter)
    return charts(found, quarter, 24)[0] if found else None


def test_limits_are_three_standard_deviations_of_the_24_months_before(herefordshire):
    counts = [9, 11] * 18
    chart = chart_of(herefordshire, counts)
    assert chart.baseline == Span("2023-10", "2025-09")
    days = days_of(Span("2023-10", "2025-12"))
    centre = sum(counts[9:33]) / days[:24].sum() * 31
    assert chart.centre[-1] == pytest.approx(centre)
    assert chart.upper[-1] == pytest.approx(centre + 3 * math.sqrt(centre))
    assert chart.lower[-1] == pytest.approx(centre - 3 * math.sqrt(centre))
    assert chart.dispersion == 1.0


def test_a_month_outside_is_marked_and_said(herefordshire):
    counts = [9, 11] * 17 + [30, 10]
    chart = chart_of(herefordshire, counts)
    assert chart.outside[-3:] == (False, True, False)
    words, direction = signals(chart)
    assert direction == "up"
    assert words[0].startswith("30 in November 2025, where the 24 months before the quarter lead ")


def test_the_eighth_month_on_one_side_is_marked_and_the_seventh_not(herefordshire):
    """An average of about 10: eleven a month from May 2025 on makes December the eighth."""
    from_may = [10, 9] * 14 + [11] * 8
    chart = chart_of(herefordshire, from_may)
    assert chart.in_run[-3:] == (False, False, True)
    assert "December 2025 is at least the eighth month in a row above" in signals(chart)[0][0]
    from_june = [10, 9] * 14 + [8] + [11] * 7
    assert not any(chart_of(herefordshire, from_june).in_run)


def test_months_before_the_quarter_are_never_marked(herefordshire):
    counts = [10] * 24 + [60] + [10] * 11
    chart = chart_of(herefordshire, counts)
    assert not any(chart.outside[:-3])


def test_no_chart_crosses_a_gap_or_a_month_cut_short(herefordshire):
    gappy = [month for month in YEARS if month not in months_of("2024-05", "2024-12")]
    assert chart_of(herefordshire, [10] * len(gappy), gappy) is None  # 9 months before
    cut = {"2024-06": "June 2024 goes to 2024-06-10 only"}
    chart = chart_of(herefordshire, [10, 9] * 18, incomplete=cut)
    assert chart.baseline == Span("2024-07", "2025-09")
    assert chart_of(herefordshire, [10] * 36, incomplete={"2025-12": "cut"}) is None


def test_no_chart_where_a_month_is_not_shown(herefordshire):
    hidden = {"2024-06": ["not shown", ""]}
    asked = asked_of(herefordshire, [[10, 9] * 18] * 2, YEARS, hidden=hidden)
    first, second = charts(unbroken(asked, QUARTER), QUARTER, 24)
    assert first is None
    assert second is not None


def test_false_signals_are_those_of_exact_poisson_chances():
    """Mean 10: outside are 0 and 20 or more; a run is eight above or eight below."""
    outside = stats.poisson.pmf(0, 10) + stats.poisson.sf(19, 10)
    run = stats.poisson.sf(10, 10) ** 8 + stats.poisson.cdf(9, 10) ** 8
    assert false_signal(10, 1.0) == pytest.approx(1 - (1 - outside - run) ** 3)


@pytest.mark.parametrize(("mean", "scatter"), [(10, 1), (30, 1), (150, 1), (30, 2)])
def test_quarters_in_which_nothing_changed_signal_about_as_often_as_stated(mean, scatter):
    """10,000 series. The stated rate is of a known centre; a baseline of 24 months adds to it and
    limits that are never narrowed take away: from half of it to once more a third was seen.
    """
    span = Span("2023-10", "2025-12")
    days = days_of(span)
    rng = np.random.default_rng(3)
    law = np.outer(np.ones(10_000), mean * days / days.mean())
    if scatter == 1:
        counts = rng.poisson(law)
    else:
        counts = rng.negative_binomial(law / (scatter - 1), 1 / scatter)
    found = charts(Months(span, counts, np.ones(len(counts), dtype=bool)), QUARTER, 24)
    share = np.mean([bool(signals(chart)[0]) for chart in found])
    assert 0.5 * false_signal(mean, scatter) < share < 1.4 * false_signal(mean, scatter)


def test_a_season_is_told_of_whole_years_only(herefordshire):
    year = [10, 10, 10, 10, 10, 30, 30, 10, 10, 10, 10, 10]
    asked = asked_of(herefordshire, [year * 3], YEARS)
    (season,) = seasons(unbroken(asked, QUARTER))
    assert season.words == "more than average in June, July"
    assert season.index[5] == pytest.approx(30 / (sum(year) / 12))
    assert season.p < 0.001
    short = YEARS[14:]
    asked = asked_of(herefordshire, [(year * 3)[14:]], short)
    assert seasons(unbroken(asked, QUARTER)) == [None]


def test_two_years_are_too_few_to_plan_by_and_an_even_year_has_no_season(herefordshire):
    months = YEARS[12:]
    asked = asked_of(herefordshire, [[10] * 24], months)
    (season,) = seasons(unbroken(asked, QUARTER))
    assert season.words == "no month of the year stands out (two years only: too few to plan by)"


def test_days_are_those_of_the_calendar():
    assert days_of(Span("2024-01", "2024-03")).tolist() == [31, 29, 31]
    assert all(after > before for before, after in pairwise(np.cumsum(days_of(QUARTER))))
