"""The board on the police's own files: every figure held against csv, and what gaps do."""

from __future__ import annotations

from collections import Counter

import pytest

from geo_csp.disclosure.data_set import open_data_set
from geo_csp.disclosure.trends import board, newest_quarter, quarters
from geo_csp.incidents.load import load
from geo_csp.months import Span, parse_quarter, shift
from geo_csp.roles import ROLES, Viewer
from tests.csv_counts import TYPES, Counted, rows_of_folder

BOARD = Viewer(ROLES["board"])
QUARTERS = (
    *("2021Q1", "2021Q2", "2021Q3", "2021Q4", "2022Q1", "2024Q1", "2024Q2"),
    *("2025Q1", "2025Q2", "2025Q3", "2025Q4"),
)
WHOLE = set(QUARTERS) - {"2021Q1", "2024Q2"}


@pytest.fixture(scope="module")
def data(shared_data, herefordshire, tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    load([shared_data / "police"], herefordshire, store)
    return open_data_set("own", "Your own data", store, herefordshire)


@pytest.fixture(scope="module")
def rows(shared_data):
    return rows_of_folder(shared_data / "police")


@pytest.fixture(scope="module")
def counted(rows, herefordshire):
    return Counted(rows, herefordshire.folder, herefordshire.locality_of_ward)


def key_of(trend):
    return "county" if trend.level == "county" else trend.area_code


def of_open_data(released):
    return [t for t in (*released.rows, *released.wards) if t.category != "hate"]


def test_the_quarters_are_those_with_a_loaded_month(data):
    assert quarters(data) == QUARTERS
    assert newest_quarter(data) == "2025Q4"


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_count_is_that_of_the_files(data, counted, quarter):
    released = board(data, BOARD, quarter)
    span = parse_quarter(quarter)
    loaded = set(data.coverage.months)
    trends = of_open_data(released)
    assert len(trends) == 3 * (1 + 9 + 53)
    for trend in trends:
        key = key_of(trend)
        expected = counted.of(key, trend.category, span.months())
        assert trend.quarter.count == (expected if quarter in WHOLE else None)
        if trend.before.count is not None:
            before = span.a_year_before().months()
            assert trend.before.count == counted.of(key, trend.category, before)
        for month, count in zip(trend.months, trend.counts, strict=True):
            here = counted.of(key, trend.category, [month])
            assert count == (here if month in loaded else None)
        for name, count in zip(trend.quarters, trend.quarter_counts, strict=True):
            here = counted.of(key, trend.category, parse_quarter(name).months())
            assert count == (here if name in WHOLE else None)


def test_2025q1_is_the_only_quarter_with_the_same_quarter_a_year_before(data):
    for quarter in QUARTERS:
        trends = of_open_data(board(data, BOARD, quarter))
        compared = {trend.before.count is not None for trend in trends}
        assert compared == {quarter == "2025Q1"}
        if quarter != "2025Q1":
            assert {trend.change for trend in trends} == {"not comparable"}
            assert all("no figures for " in trend.why for trend in trends)


def test_12_months_are_added_up_where_they_are_there_and_never_across_a_gap(data, counted):
    with_year = set()
    for quarter in QUARTERS:
        last = parse_quarter(quarter).last
        for trend in of_open_data(board(data, BOARD, quarter)):
            if trend.year.count is not None:
                with_year.add(quarter)
                year = Span(shift(last, -11), last).months()
                assert trend.year.count == counted.of(key_of(trend), trend.category, year)
                assert trend.rate == pytest.approx(1000 * trend.year.count / trend.residents)
            else:
                assert "no figures for " in trend.year.words
    assert with_year == {"2022Q1", "2025Q4"}


def test_no_chart_has_a_year_of_months_before_it(data):
    """13 months and 12 are the longest runs: 9 or 10 months before a quarter at most."""
    for quarter in QUARTERS:
        for trend in of_open_data(board(data, BOARD, quarter)):
            assert trend.chart is trend.season is None


def test_the_change_of_map_points_between_the_runs_is_said(data):
    for quarter in QUARTERS:
        notices = board(data, BOARD, quarter).notices
        assert any(n.startswith("the police moved their anonymised map points") for n in notices)


def test_hate_crime_is_not_in_the_source_and_never_zero(data):
    for trend in board(data, BOARD, "2025Q4").rows:
        if trend.category == "hate":
            assert trend.quarter.count is trend.rate is None
            assert trend.why == "not in the source for October 2025 to December 2025"


DISTRICTS = {
    "Bromsgrove": "North Worcestershire",
    "Redditch": "North Worcestershire",
    "Wyre Forest": "North Worcestershire",
    "Malvern Hills": "South Worcestershire",
    "Worcester": "South Worcestershire",
    "Wychavon": "South Worcestershire",
    "Shropshire": "Shropshire",
    "Telford and Wrekin": "Telford and Wrekin",
    "Herefordshire": "Herefordshire",
}


def test_other_partnerships_are_counted_by_the_lsoa_names_of_the_files(data, rows):
    released = board(data, BOARD, "2025Q4")
    group = [f for f in released.comparisons if f.title == "Partnerships of West Mercia Police"]
    assert [funnel.category for funnel in group] == ["all", "asb", "acquisitive"]
    for funnel in group:
        assert funnel.span == Span("2025-01", "2025-12")
        expected = Counter(
            DISTRICTS[row["LSOA name"][:-5]]
            for row in rows
            if row["Month"][:4] == "2025"
            and row["LSOA name"][:-5] in DISTRICTS
            and (funnel.category == "all" or row["Crime type"] in TYPES[funnel.category])
        )
        assert {point.name: point.count for point in funnel.points} == expected
        assert [point.name for point in funnel.points] == sorted(expected)
        assert [point.name for point in funnel.points if point.is_own] == ["Herefordshire"]
        for point in funnel.points:
            assert point.rate == pytest.approx(1000 * point.count / point.residents)


def test_a_group_that_is_not_named_has_no_funnel_and_says_so(data):
    released = board(data, BOARD, "2025Q4")
    assert {f.why for f in released.comparisons if f.title == "Most similar group"} == {
        "the partnership has not named its most similar group yet"
    }


def test_themes_and_baselines_are_the_files_counts_for_the_county(data, counted, rows):
    released = board(data, BOARD, "2022Q1")
    year = Span("2021-04", "2022-03").months()
    for total in released.themes:
        if total.code in TYPES:
            months = parse_quarter("2022Q1").months()
            assert total.quarter.count == counted.of("county", total.code, months)
            assert total.year.count == counted.of("county", total.code, year)
        else:
            assert total.quarter.words.startswith("not in the source for January 2022")
    acquisitive = {str(b.span): b for b in released.baselines if b.phrase == "Acquisitive crime"}
    same = acquisitive["2021-04:2022-03"]
    assert (same.value, same.counted.count) == (2397, counted.of("county", "acquisitive", year))
    assert acquisitive["2020-04:2021-03"].counted.count is None
    crime = next(b for b in released.baselines if b.phrase.startswith("All crime"))
    assert (crime.value, crime.counted.count) == (11060, None)
    assert crime.now.count == sum(
        row["LSOA name"].startswith("Herefordshire ")
        and row["Month"] in year
        and row["Crime type"] != "Anti-social behaviour"
        for row in rows
    )
