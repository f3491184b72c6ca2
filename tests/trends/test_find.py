"""A trend's figures, and what is never added up or compared."""

from __future__ import annotations

import pytest
from scipy import stats

from geo_csp.incidents.breaks import MOVED_POINTS, Break
from geo_csp.months import Span
from geo_csp.trends.find import trends
from geo_csp.trends.trend import CHANGE, EXCEPTIONAL, NOT_COMPARABLE, SYMBOLS, WORDS
from tests.trends.samples import asked_of, months_of

QUARTER = Span("2025-10", "2025-12")
YEARS = months_of("2023-01", "2025-12")


def trend_of(profile, counts, months=YEARS, quarter=QUARTER, **facts):
    return trends(asked_of(profile, [counts], months, **facts), quarter)[0]


def test_the_figures_are_sums_of_their_months(herefordshire):
    counts = list(range(1, 37))
    found = trend_of(herefordshire, counts)
    assert found.quarter.count == 34 + 35 + 36
    assert found.before.count == 22 + 23 + 24
    assert found.year.count == sum(range(25, 37))
    assert found.counts == tuple(counts)
    assert found.quarters[0] == "2023Q1"
    assert found.quarter_counts[:2] == (1 + 2 + 3, 4 + 5 + 6)
    assert found.quarter_counts[-1] == 34 + 35 + 36


def test_the_rate_is_of_the_year_with_byars_or_exact_limits(herefordshire):
    """Garwood's exact limits of 8, by chi-square; Byar's of 366, by its formula."""
    few = trend_of(herefordshire, [0] * 35 + [8], residents=[2000.0])
    assert few.rate == pytest.approx(4.0)
    assert few.lower == pytest.approx(stats.chi2.ppf(0.025, 16) / 2 / 2)
    assert few.upper == pytest.approx(stats.chi2.ppf(0.975, 18) / 2 / 2)
    assert few.rate_span == Span("2025-01", "2025-12")
    many = trend_of(herefordshire, [30] * 35 + [36])
    x, z = 366, stats.norm.ppf(0.975)
    assert many.lower == pytest.approx(x * (1 - 1 / (9 * x) - z / (3 * x**0.5)) ** 3)


def test_of_an_area_whose_residents_are_not_known_there_is_no_rate(herefordshire):
    found = trend_of(herefordshire, [3] * 36, residents=[float("nan")])
    assert found.rate is found.lower is found.residents is None


GAPPY = [m for m in YEARS if m < "2024-05" or m > "2024-12"]


def test_a_gap_gives_no_trend_no_sum_and_no_comparison_across_it(herefordshire):
    found = trend_of(herefordshire, [10] * len(GAPPY), GAPPY, Span("2025-04", "2025-06"))
    assert found.quarter.count == 30
    assert found.change == NOT_COMPARABLE
    assert found.why == "no figures for May 2024 to June 2024"
    assert found.year.count is None
    assert found.year.words == "no figures for July 2024 to December 2024"
    assert found.chart is found.season is None
    assert found.rate_span == Span("2025-04", "2025-06")
    assert found.rate == pytest.approx(4 * 30)
    gap = dict(zip(found.months, found.counts, strict=True))
    assert [gap[m] for m in months_of("2024-04", "2025-01")] == [10, *[None] * 8, 10]
    assert found.quarter_counts[found.quarters.index("2024Q2")] is None


def test_a_quarter_with_the_same_quarter_a_year_before_is_compared_though_a_gap_lies_between(
    herefordshire,
):
    found = trend_of(herefordshire, [10] * len(GAPPY), GAPPY, Span("2025-01", "2025-03"))
    assert found.before.count == 30
    assert found.change != NOT_COMPARABLE


def test_a_month_cut_short_makes_no_figure(herefordshire):
    cut = {"2025-12": "December 2025 goes to 2025-12-10 only"}
    found = trend_of(herefordshire, [10] * 36, incomplete=cut)
    assert found.quarter.count is None
    assert found.why == "December 2025 incomplete"
    assert found.sentence == "No figure: December 2025 incomplete."
    before = {"2024-11": "cut"}
    found = trend_of(herefordshire, [10] * 36, incomplete=before)
    assert found.why == "November 2024 incomplete"


MOVED = Break("2025-06", "2025-07", MOVED_POINTS, f"{MOVED_POINTS} between June and July 2025")


@pytest.mark.parametrize("level", ["ward", "locality"])
def test_below_the_county_nothing_crosses_map_points_issued_anew(herefordshire, level):
    found = trend_of(herefordshire, [10] * 36, level=level, breaks=[MOVED])
    assert found.change == NOT_COMPARABLE
    assert found.why.startswith("the police moved their anonymised map points")
    assert found.why in found.sentence
    assert found.year.words == MOVED.words


def test_the_county_holds_the_same_incidents_wherever_their_points_are(herefordshire):
    found = trend_of(herefordshire, [10] * 36, level="county", breaks=[MOVED])
    assert found.before.count == found.quarter.count == 30
    assert found.year.count == 120


def test_nothing_is_added_up_over_months_of_other_sources(herefordshire):
    found = trend_of(herefordshire, [10] * 36, sources={"2025-03": ("extract",)})
    assert found.year.words == "other sources in March 2025"


def test_exceptional_is_said_first_and_the_comparison_beside_it(herefordshire):
    found = trend_of(herefordshire, [9, 11] * 17 + [30, 10])
    assert (found.change, found.direction, found.symbol) == (EXCEPTIONAL, "up", "▲▲")
    assert found.sentence.startswith("Exceptional: 30 in November 2025, where ")
    assert found.sentence.endswith("19.3; 51 in the quarter, up from 31 a year before.")


def test_a_change_is_said_in_one_sentence(herefordshire):
    months = months_of("2024-10", "2025-12")
    found = trend_of(herefordshire, [20] * 12 + [40] * 3, months)
    assert found.change in (CHANGE, EXCEPTIONAL)
    months = months_of("2024-10", "2024-12") + months_of("2025-10", "2025-12")
    found = trend_of(herefordshire, [20] * 3 + [40] * 3, months)
    assert found.sentence == "Change: up to 120 in the quarter from 60 a year before."


def test_a_count_that_is_not_shown_is_in_no_figure(herefordshire):
    hidden = {"2025-10:2025-12": ["not shown"], "2025-01:2025-12": ["not shown"]}
    found = trend_of(herefordshire, [10] * 36, hidden=hidden)
    assert found.quarter.count is found.year.count is found.rate is None
    assert found.sentence == "No figure: not shown."


def test_every_word_has_a_symbol_of_its_own():
    assert {word for word, _ in SYMBOLS} == set(WORDS)
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)
