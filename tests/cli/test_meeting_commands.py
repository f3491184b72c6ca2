"""Backup and restore, dosage from a file, and the yearly numbers, from the command line."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from geo_csp.register import action_log, actions, audit
from geo_csp.register.agreed import Agreed
from geo_csp.register.case_review_numbers import add_application, take_step
from geo_csp.register.opening import Register, open_register
from tests.cli.conftest import Command


@pytest.fixture
def register(tmp_path: Path):
    opened = open_register(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def action(register: Register) -> int:
    agreed = Agreed("patrol", "Sgt A", date(2026, 1, 5), date(2026, 2, 1), place="high-town")
    return actions.add_action(register, agreed, "an").number


def test_a_backup_put_back_brings_back_what_was_there(
    geo_csp: Command, register: Register, action: int, tmp_path: Path
) -> None:
    copied = geo_csp("register", "backup", tmp_path / "copy.db")
    assert copied.exit_code == 0
    assert "Its key," in copied.out
    action_log.add_note(register, action, "after the backup", "an")
    put_back = geo_csp("register", "restore", tmp_path / "copy.db")
    assert put_back.exit_code == 0
    assert action_log.notes(register, action) == ()
    assert "Next: geo-csp audit verify" in put_back.out
    assert geo_csp("audit", "verify").exit_code == 0
    assert len(list((tmp_path / "store").glob("register-before-*.db"))) == 1


def test_a_backup_never_replaces_a_file_and_says_so(geo_csp: Command, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    answer = geo_csp("register", "backup", tmp_path / "copy.db")
    assert (answer.exit_code, (tmp_path / "copy.db").read_text()) == (2, "mine")
    assert "cannot be written: File exists" in answer.err
    assert geo_csp("register", "restore", tmp_path / "copy.db").exit_code == 2


def test_dosage_imported_twice_counts_once(
    geo_csp: Command, register: Register, action: int, tmp_path: Path
) -> None:
    file = tmp_path / "visits.csv"
    file.write_text(
        "action,day,amount,unit,reference,note\n"
        f"{action},2026-01-06,2,visits,V1,\n{action},2026-01-07,1.5,hours,V2,with the council\n"
    )
    first = geo_csp("actions", "import", file)
    assert first.out == "2 new entries, 0 with a reference that was there already.\n"
    again = geo_csp("actions", "import", file)
    assert again.out == "0 new entries, 2 with a reference that was there already.\n"
    assert action_log.dosage_totals(register) == {action: {"visits": 2.0, "hours": 1.5}}


def test_a_row_of_no_action_leaves_nothing_imported(
    geo_csp: Command, register: Register, action: int, tmp_path: Path
) -> None:
    file = tmp_path / "visits.csv"
    file.write_text(
        "action,day,amount,unit,reference\n"
        f"{action},2026-01-06,2,visits,V1\n99,2026-01-07,1,visits,V2\n"
    )
    answer = geo_csp("actions", "import", file)
    assert answer.exit_code == 2
    assert "there is no action 99" in answer.err
    assert action_log.dosage_totals(register) == {}


@pytest.fixture
def reviewed(register: Register) -> Register:
    """Of the year from April 2025: two applications, one not met, one reviewed."""
    for day in (date(2025, 4, 1), date(2026, 3, 31), date(2026, 4, 1)):
        add_application(register, f"CR {day}", day, "an")
    take_step(register, 1, "threshold_not_met", date(2025, 5, 1), "an")
    take_step(register, 2, "reviewed", date(2026, 3, 31), "an")
    return register


FOUR = {
    "Applications": 2,
    "Threshold not met": 1,
    "Reviews carried out": 1,
    "Reviews that resulted in recommendations": 0,
}


def test_the_four_numbers_of_a_year_are_printed_and_noted(
    geo_csp: Command, reviewed: Register
) -> None:
    asked = ("case-review", "--year", "2025", "--format")
    assert geo_csp(*asked, "table").out.splitlines() == [
        "OFFICIAL",
        "ASB case reviews from 2025-04-01 to 2026-03-31",
        *(f"     {number}  {what}" for what, number in FOUR.items()),
    ]
    as_json = json.loads(geo_csp(*asked, "json").out)
    days = {"from": "2025-04-01", "to": "2026-03-31", "marking": "OFFICIAL"}
    assert as_json == {"numbers": FOUR, **days}
    as_csv = list(csv.DictReader(io.StringIO(geo_csp(*asked, "csv").out)))
    assert as_csv == [{"what": what, "number": str(n), **days} for what, n in FOUR.items()]
    kinds = [line.entry.kind for line in audit.lines(reviewed) if "case-review" in line.entry.about]
    assert sorted(kinds) == ["consultation", "disclosure", "disclosure"]


def test_a_role_that_reads_no_reports_gets_no_numbers(geo_csp: Command, reviewed: Register) -> None:
    answer = geo_csp("case-review", "--year", "2025", "--role", "board")
    assert (answer.exit_code, answer.out) == (2, "")
    assert "is shown to MATAC members and analysts" in answer.err
