"""Extracts are read by the mapping of the profile."""

from __future__ import annotations

import datetime

import pytest

from geo_csp.errors import EXIT_FAILED
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_rows
from geo_csp.profile_settings import Extract
from geo_csp.vocabulary import STRAND_BITS

BURGLARY = {"offence": "Burglary", "easting": "351000", "northing": "240000"}


def test_a_file_of_us_dates_fails_as_a_whole(loaded, extract_file):
    """Its other dates would be read with days and months swapped."""
    dates = [f"12/{day:02d}/2025" for day in range(1, 32)]
    path = extract_file([BURGLARY | {"date_from": date} for date in dates])
    report = loaded(path)
    assert (report.months, report.exit_code) == ((), EXIT_FAILED)
    (failure,) = report.failures
    assert failure.startswith(
        f"{path}: 19 of 31 rows have a day in Date from that is none in the order day-month-year:"
        " is the file month-day-year?"
    )


def test_a_single_us_date_is_set_aside_and_the_others_doubted(only_set_aside, loaded, extract_file):
    usual = [BURGLARY | {"date_from": "12/01/2025"}] * 9
    report = loaded(extract_file([BURGLARY | {"date_from": "12/25/2025"}, *usual]))
    assert only_set_aside(report)["reason"] == (
        'Date from "12/25/2025": there is no such day in the order day-month-year;'
        " is the file month-day-year?"
    )
    assert [month.month for month in report.months] == ["2025-01"]
    assert "days and months are swapped" in report.warnings[0]


def test_what_an_extract_row_becomes(loaded, extract_file, store):
    row = {
        "reference": "A1",
        "date_from": "05/01/2025",
        "time_from": "21:30",
        "date_to": "06/01/2025",
        "easting": "351000",
        "northing": "240000",
        "offence": "Anti-social behaviour",
        "asb_type": "Noise",
        "strands": "Race; Disability",
        "markers": "Alcohol",
        "street": "High Town",
    }
    (month,) = loaded(extract_file([row])).months
    assert (month.kind, month.source, month.force) == (
        "extract",
        "west-mercia-extract",
        "west-mercia",
    )
    assert (month.first_date, month.last_date) == ("2025-01-05", "2025-01-05")
    assert month.records_hate
    assert month.records_asb_types
    (stored,) = read_rows(store, month).to_pylist()
    # The degrees that pyproj gives for this point of the National Grid.
    assert (round(stored.pop("longitude"), 6), round(stored.pop("latitude"), 6)) == (
        -2.716051,
        52.056204,
    )
    assert {name: value for name, value in stored.items() if value is not None} == {
        "month": "2025-01",
        "date_from": datetime.datetime(2025, 1, 5, 21, 30),
        "date_to": datetime.datetime(2025, 1, 6),
        "category": "asb",
        "offence": "noise",
        "offence_words": "Anti-social behaviour",
        "is_hate": True,
        "strands": STRAND_BITS["race"] + STRAND_BITS["disability"],
        "markers": "Alcohol",
        "easting": 351000.0,
        "northing": 240000.0,
        "street": "High Town",
        "area": "herefordshire",
        "locality": "hereford",
        "ward": "E05009449",
        "lsoa": "E01014010",
        "reference": "A1",
        "organisation": "West Mercia Police",
        "source_file": month.source_files[0],
        "source_line": 2,
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"offence_code": "028/03", "offence": "Witchcraft"}, ("acquisitive", "burglary")),
        ({"offence_code": "9999", "offence": "Burglary"}, ("acquisitive", "burglary")),
        ({"offence": "anti-social BEHAVIOUR"}, ("asb", None)),
        ({"offence": "Theft from shops and stalls"}, ("acquisitive", "shoplifting")),
        ({"asb_type": "Fireworks"}, ("asb", "fireworks")),
        ({"offence": "Burglary", "asb_type": "Fireworks"}, ("acquisitive", "burglary")),
        ({"offence": "Witchcraft"}, ("other", None)),
    ],
)
def test_the_offence_is_known_by_code_then_by_words_then_by_type(
    loaded, extract_file, store, given, expected
):
    report = loaded(extract_file([{"date_from": "05/01/2025"} | given]))
    (row,) = read_rows(store, report.months[0]).to_pylist()
    assert (row["category"], row["offence"]) == expected
    assert bool(report.warnings) == (expected == ("other", None))


def test_an_offence_that_is_not_given_is_set_aside(loaded, extract_file, only_set_aside):
    report = loaded(extract_file([{"date_from": "05/01/2025"}]))
    assert only_set_aside(report)["reason"] == "the offence is empty"


def test_the_street_level_pair_is_used_where_the_exact_one_is_empty(loaded, extract_file, store):
    row = {"date_from": "05/01/2025", "offence": "Burglary"}
    street = {"fallback_easting": "351000", "fallback_northing": "240000"}
    exact = {"easting": "351010", "northing": "240010"}
    (month,) = loaded(extract_file([row | street | exact, row | street, row])).months
    stored = read_rows(store, month)
    assert stored["easting"].to_pylist() == [351010.0, 351000.0, None]
    assert stored["precision_m"].to_pylist() == [None, 50.0, None]
    assert month.no_place == 1


def test_0_0_is_no_place_where_a_later_pair_is_filled(loaded, extract_file, store, set_aside):
    row = {"date_from": "05/01/2025", "offence": "Burglary", "easting": "0", "northing": "0"}
    street = {"fallback_easting": "351000", "fallback_northing": "240000"}
    report = loaded(extract_file([row | street, row]))
    stored = read_rows(store, report.months[0])
    assert stored["easting"].to_pylist() == [351000.0]
    assert stored["precision_m"].to_pylist() == [50.0]
    assert "0, 0 stands for no place" in set_aside(report)[0]["reason"]


def test_an_unknown_strand_says_which_way_it_was_counted(loaded, extract_file, store):
    row = BURGLARY | {"date_from": "05/01/2025"}
    report = loaded(extract_file([row | {"strands": "Martian"}, row | {"strands": "No hate"}]))
    assert read_rows(store, report.months[0])["is_hate"].to_pylist() == [True, False]
    (warning,) = report.warnings
    assert '"Martian" (1 row) is no known strand of hate: counted as hate, of no strand' in warning


def test_an_end_before_the_start_is_left_out_and_said(loaded, extract_file, store):
    row = {"date_from": "05/01/2025", "date_to": "04/01/2025", "offence": "Burglary"}
    report = loaded(extract_file([row]))
    assert "1 row with a date to before the date from; kept without it" in report.warnings[0]
    assert read_rows(store, report.months[0])["date_to"].to_pylist() == [None]


# How the two real files of partners' shapes would be named in a profile.
CAMDEN = {
    "name": "camden",
    "source": "partner",
    "organisation": "London Borough of Camden",
    "date_order": "month-day-year",
    "columns": {
        "reference": "ID",
        "date_from": "Epoch",
        "easting": "Easting",
        "northing": "Northing",
        "offence": "Category",
        "street": "Street Name",
    },
}
FIRE = {
    "name": "fire",
    "source": "partner",
    "organisation": "London Fire Brigade",
    "date_order": "day-month-year",
    "fallback_precision_m": 50.0,
    "all_are": "other",
    "columns": {
        "reference": "IncidentNumber",
        "date_from": "DateOfCall",
        "time_from": "TimeOfCall",
        "easting": "Easting_m",
        "northing": "Northing_m",
        "fallback_easting": "Easting_rounded",
        "fallback_northing": "Northing_rounded",
        "offence": "StopCodeDescription",
    },
}


def test_real_partner_files_are_read_by_a_mapping_written_for_them(
    shared_data, herefordshire, store
):
    mappings = tuple(Extract.model_validate(mapping) for mapping in (CAMDEN, FIRE))
    profile = herefordshire.model_copy(update={"extracts": mappings})
    names = ("camden_on_street_crime_2019-07.csv", "lfb_incidents_sample.csv")
    report = load([shared_data / "partner" / name for name in names], profile, store)
    camden, fire = report.months
    # COLUMNS.md: 4,075 rows, 852 of them ASB, all of 2019-06; the fire sample has 20 of one day,
    # 6 of which have the rounded coordinates only.
    assert (camden.source, camden.month, camden.rows) == ("camden", "2019-06", 4075)
    assert read_rows(store, camden)["category"].to_pylist().count("asb") == 852
    assert (fire.source, fire.month, fire.rows, fire.no_place) == ("fire", "2009-01", 20, 0)
    assert read_rows(store, fire)["precision_m"].to_pylist().count(50.0) == 6
    assert report.set_aside == 0
