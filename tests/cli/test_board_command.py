"""``geo-csp board`` from its arguments to its exit code."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from geo_csp.months import Span
from tests.cli.conftest import Command
from tests.cli.test_commands import ROW, street_file

MONTHS = (*Span("2024-01", "2024-03").months(), *Span("2025-01", "2025-03").months())


@pytest.fixture
def loaded(geo_csp: Command, tmp_path: Path) -> Command:
    files = [
        street_file(tmp_path, month, [ROW.format(month=month)] * (40 if month > "2025" else 25))
        for month in MONTHS
    ]
    assert geo_csp("load", *files).exit_code == 0
    return geo_csp


def test_it_says_what_changed_and_how_it_was_judged(loaded: Command) -> None:
    answer = loaded("board", "--quarter", "2025Q1")
    assert answer.exit_code == 0
    assert answer.out.startswith("OFFICIAL\nJanuary to March 2025. Change: ")
    assert "Change: up to 120 in the quarter from 75 a year before." in answer.out
    assert "Note: rates are per 1,000 residents a year" in answer.out
    assert "Most similar group" in answer.out


def test_every_format_says_the_same(loaded: Command) -> None:
    asked = ("board", "--quarter", "2025Q1", "--format")
    rows = list(csv.DictReader(io.StringIO(loaded(*asked, "csv").out)))
    objects = json.loads(loaded(*asked, "json").out)
    assert [row["sentence"] for row in rows] == [told["sentence"] for told in objects]
    collection = json.loads(loaded(*asked, "geojson").out)
    hereford = collection["features"][0]["properties"]
    assert (hereford["area_name"], hereford["asb_count"]) == ("Hereford", 120)
    assert "Note: rates are per" in loaded(*asked, "csv").err


def test_what_is_no_quarter_or_not_loaded_is_one_line_and_exit_code_2(loaded: Command) -> None:
    wrong = loaded("board", "--quarter", "2025-Q1")
    assert (wrong.exit_code, wrong.out) == (2, "")
    assert wrong.err == 'geo-csp: "2025-Q1" is not a quarter: expected for example 2025Q4\n'
    missing = loaded("board", "--quarter", "2023Q1")
    assert missing.exit_code == 2
    assert "no figures for January 2023 to March 2023: choose one of 2024Q1, 2025Q1" in missing.err
