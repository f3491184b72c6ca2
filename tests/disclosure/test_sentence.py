"""What a released table says in words."""

from __future__ import annotations

import pandas as pd
import pytest

from geo_csp.disclosure.sentence import sentence
from geo_csp.months import parse_span
from geo_csp.vocabulary import NOT_PUBLISHED

JUNE = parse_span("2025-06")
SUBJECT = "Robbery in Herefordshire"


def table(*rows):
    """Rows of name, count, rate, change, change words, words in place of the figures."""
    columns = ["area_name", "count", "rate_per_1000", "change_count", "change_words", "suppressed"]
    frame = pd.DataFrame(rows, columns=columns)
    for column in ("count", "change_count"):
        frame[column] = frame[column].astype("Int64")
    frame["rate_per_1000"] = frame["rate_per_1000"].astype(float)
    return frame.assign(lower=frame["rate_per_1000"] / 2, upper=frame["rate_per_1000"] * 2)


def area(name, count, rate=None):
    return (name, count, rate, None, "", "" if count is not None else "not shown")


COUNTY = table(("Herefordshire", 180, 11.0, 8, "no evidence of change", ""))


def say(county, level="county", rows=(), span=JUNE):
    return sentence(SUBJECT, level, span, table(*rows), county)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((180, 8, "no evidence of change", ""), "180 incidents, no evidence of change from June"),
        ((180, 8, "no evidence of change", ""), "from June 2024 (172)."),
        ((1, 0, "no evidence of change", ""), "1 incident, no evidence of change from June"),
        ((0, 0, "no evidence of change", ""), "0 incidents, no evidence of change from June"),
        ((1200, 400, "up from 800", ""), "1,200 incidents, up from 800 in June 2024."),
        ((30, -30, "down from 60", ""), "30 incidents, down from 60 in June 2024."),
        (
            (30, None, "no figures for June 2024", ""),
            "30 incidents, not compared with the year before: no figures for June 2024.",
        ),
        (
            (30, None, "not compared: June 2024 incomplete", ""),
            "30 incidents, not compared with the year before: June 2024 incomplete.",
        ),
        ((None, None, "", NOT_PUBLISHED), ": total not shown: not published yet."),
        ((None, None, "", "not shown"), ": total not shown."),
        ((None, None, "", "not in the source"), "not in the source. That is no figure, not a figu"),
    ],
)
def test_the_county_is_told_with_its_change_or_why_there_is_none(row, words):
    count, change, change_words, suppressed = row
    said = say(table(("Herefordshire", count, None, change, change_words, suppressed)))
    assert said.startswith("Robbery in Herefordshire, June 2025: ")
    assert words in said


def test_a_span_is_told_from_month_to_month():
    said = say(COUNTY, span=parse_span("2025-04:2025-06"))
    assert said == (
        "Robbery in Herefordshire, April 2025 to June 2025: 180 incidents, "
        "no evidence of change from April 2024 to June 2024 (172)."
    )


@pytest.mark.parametrize(
    ("level", "rows", "words"),
    [
        (
            "ward",
            [area("Arrow", 3, 9.5), area("Central", 12, 41.26)],
            "Most incidents and highest rate: Central ward (12), "
            "41.3 per 1,000 residents a year (likely range 20.6 to 82.5).",
        ),
        (
            "ward",
            [area("Arrow", 9, 9.5), area("Hope", 3, 12.0)],
            "Most incidents: Arrow ward (9). Highest rate: Hope ward, 12.0 per 1,000 residents a "
            "year (likely range 6.0 to 24.0).",
        ),
        (
            "locality",
            [area("Hereford", 3, 9.5), area("Ledbury", 1, 1)],
            "Most incidents and highest rate: Hereford (3), 9.5 per",
        ),
        (
            "lsoa",
            [area("Herefordshire 001A", 3, 9.5)],
            "Most incidents and highest rate: LSOA Herefordshire 001A (3), ",
        ),
        (
            "ward",
            [area("Arrow", 2, 8.0), area("Birch", 2, 8.0), area("Castle", 1, 4.0)],
            "Most incidents and highest rate: Arrow and Birch wards (2 each), "
            "8.0 per 1,000 residents a year each.",
        ),
        (
            "ward",
            [area("Arrow", 2), area("Birch", 5), area("Castle", 5), area("Hope", 5)],
            "Most incidents: Birch, Castle and Hope wards (5 each).",
        ),
        ("ward", [area("Arrow", 7), area("Birch", 5)], "Most incidents: Arrow ward (7)."),
        ("ward", [area(n, 1) for n in "ABCD"], "Most incidents: 4 wards alike (1 each)."),
        ("ward", [area("Arrow", 0, 0.0), area("Birch", 0, 0.0)], "None in any ward."),
        ("ward", [area("Arrow", None), area("Birch", None)], "No ward's figure is shown."),
        (
            "ward",
            [area("Arrow", None), area("Birch", 6, 2.0)],
            "One of 2 wards is shown: Birch ward (6), 2.0 per 1,000 residents a year",
        ),
        (
            "ward",
            [area("Arrow", None), area("Birch", 6, 2.0), area("Hope", 7, 3.0)],
            "Most incidents and highest rate among the 2 of 3 shown: Hope ward (7), 3.0 per",
        ),
        (
            "ward",
            [area("Arrow", 9), area("Birch", 6, 2.0)],
            "Most incidents: Arrow ward (9). Highest rate: Birch ward, 2.0",
        ),
    ],
)
def test_where_it_is_highest_is_told_in_every_case(level, rows, words):
    said = say(COUNTY, level, rows)
    assert said.split("(172). ")[1].startswith(words)


def test_areas_are_not_told_where_the_source_does_not_record_it():
    county = table(("Herefordshire", None, None, None, "", "not in the source"))
    assert "ward" not in say(county, "ward", [area("Arrow", None)])
