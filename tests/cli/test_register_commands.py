"""Roles, the audit and erasure from the command line, and the lines that commands leave."""

from __future__ import annotations

import csv
import getpass
import io
import json
from pathlib import Path

import pytest

from geo_csp.register import audit
from geo_csp.register.opening import open_register
from tests.cli.conftest import Command
from tests.cli.test_commands import ROW, street_file
from tests.pages.protected import load_extract

FIGURES = ("figures", "--category", "asb", "--months", "2025-06")
HATE = ("figures", "--category", "hate", "--months", "2025-06", "--role", "analyst")
RAN = {"date_from": "05/06/2025", "offence": "Harassment", "strands": "Race"}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def protected(store: Path, tmp_path: Path, herefordshire) -> Path:
    load_extract(store, herefordshire, [RAN, RAN], tmp_path)
    return store


def lines_of(store: Path, kind: str = "") -> list[audit.Entry]:
    register = open_register(store)
    try:
        return [line.entry for line in reversed(audit.lines(register, kind=kind))]
    finally:
        register.close()


def test_open_data_need_no_register_and_leave_no_line(geo_csp: Command, store, tmp_path):
    geo_csp("load", street_file(tmp_path, "2025-06", [ROW.format(month="2025-06")]))
    assert geo_csp(*FIGURES, "--format", "csv").exit_code == 0
    assert not (store / "register.db").exists()


def test_a_loaded_extract_is_a_collection_and_loaded_again_an_alteration(
    geo_csp: Command, protected, store, tmp_path
):
    for _ in range(2):
        assert geo_csp("load", tmp_path / "extract-0.csv").exit_code == 0
    assert [entry.kind for entry in lines_of(store)] == ["alteration", "alteration"]
    (store / "manifest.json").unlink()
    geo_csp("load", tmp_path / "extract-0.csv")
    newest = lines_of(store)[-1]
    assert (newest.kind, newest.who) == ("collection", getpass.getuser())
    assert newest.filter["rows"] == 2
    (month,) = newest.filter["months"]
    assert (month.split()[0], month.split()[-1]) == ("extract", "2025-06")


def test_a_look_is_a_consultation_and_a_file_a_disclosure(geo_csp: Command, protected):
    assert geo_csp(*FIGURES).exit_code == 0
    assert geo_csp(*FIGURES, "--format", "csv").exit_code == 0
    look, file = lines_of(protected)
    assert (look.kind, file.kind) == ("consultation", "disclosure")
    assert file.justification == "published figures, OFFICIAL"
    assert file.filter["format"] == "csv"


def test_what_is_official_sensitive_leaves_with_its_reason_only(geo_csp: Command, protected):
    refused = geo_csp(*HATE, "--format", "csv")
    assert (refused.exit_code, refused.out) == (2, "")
    assert "say why it leaves the service" in refused.err
    assert lines_of(protected, "disclosure") == []
    given = geo_csp(*HATE, "--format", "csv", "--justification", "MATAC of 12 January")
    assert "OFFICIAL-SENSITIVE" in given.out
    (line,) = lines_of(protected, "disclosure")
    assert line.justification == "MATAC of 12 January"


def test_a_role_is_granted_listed_and_revoked(geo_csp: Command, store):
    store.mkdir()
    assert "Nobody holds a role" in geo_csp("roles", "list").out
    assert geo_csp("roles", "grant", "ann", "analyst").exit_code == 0
    team = ("roles", "grant", "nell", "neighbourhood", "--ward", "E05009449")
    assert geo_csp(*team).exit_code == 0
    listed = geo_csp("roles", "list").out.splitlines()
    assert listed[0].startswith("ann  analyst  since ")
    assert listed[1].startswith("nell  neighbourhood  E05009449  since ")
    assert geo_csp("roles", "revoke", "ann").exit_code == 0
    assert "ann" not in geo_csp("roles", "list").out
    assert [entry.filter["role"] for entry in lines_of(store)] == [
        "analyst",
        "neighbourhood",
        None,
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("revoke", "nobody"), '"nobody" has no role'),
        (("grant", "nell", "neighbourhood"), "bound to wards"),
        (("grant", "ann", "analyst", "--ward", "E05009449"), "not bound to wards"),
        (("grant", "nell", "neighbourhood", "--ward", "E0"), "no ward of Herefordshire"),
    ],
)
def test_a_mistake_with_a_role_changes_nothing(geo_csp: Command, store, arguments, words):
    store.mkdir()
    answer = geo_csp("roles", *arguments)
    assert (answer.exit_code, lines_of(store)) == (2, [])
    assert words in answer.err


def test_a_whole_chain_gives_the_seal_to_note(geo_csp: Command, store):
    store.mkdir()
    geo_csp("roles", "grant", "ann", "analyst")
    answer = geo_csp("audit", "verify")
    assert "All 1 lines are whole." in answer.out
    seal = answer.out.split()[-1]
    geo_csp("roles", "revoke", "ann")
    assert geo_csp("audit", "verify", "--noted", seal).exit_code == 0
    assert geo_csp("audit", "verify", "--noted", "0" * 64).exit_code == 2


def test_a_line_that_was_changed_is_named(geo_csp: Command, store):
    store.mkdir()
    geo_csp("roles", "grant", "ann", "analyst")
    register = open_register(store)
    with register.writing() as connection:
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE audit_line SET who = 'somebody else'")
    register.close()
    answer = geo_csp("audit", "verify")
    assert answer.exit_code == 2
    assert "line 1 was changed or inserted" in answer.err


def test_the_audit_is_listed_by_filter_and_the_look_is_noted(geo_csp: Command, store):
    store.mkdir()
    geo_csp("roles", "grant", "ann", "analyst")
    geo_csp("roles", "revoke", "ann")
    listed = geo_csp("audit", "list", "--kind", "alteration", "--newest", "1").out.splitlines()
    assert listed[0] == "OFFICIAL-SENSITIVE"
    assert len(listed) == 2
    assert listed[1].startswith("2  ")
    assert geo_csp("audit", "list", "--to", "2020-01-01").out == "OFFICIAL-SENSITIVE\n"
    assert [entry.about for entry in lines_of(store, "consultation")] == ["audit", "audit"]


def test_the_audit_leaves_with_its_reason_only(geo_csp: Command, store):
    store.mkdir()
    geo_csp("roles", "grant", "=1+1", "analyst")
    assert geo_csp("audit", "list", "--format", "csv").exit_code == 2
    why = ("--justification", "Yearly check")
    (row,) = csv.DictReader(io.StringIO(geo_csp("audit", "list", "--format", "csv", *why).out))
    assert row["about"] == "roles"
    rows = json.loads(geo_csp("audit", "list", "--format", "json", *why).out)
    assert [each["kind"] for each in rows] == ["disclosure", "alteration"]


def test_erasure_names_the_retention_says_what_goes_and_is_noted(geo_csp: Command, protected):
    geo_csp("roles", "list")
    answer = geo_csp("erase", "--before", "2025-07", "--yes")
    assert answer.exit_code == 0, answer
    assert "Retention by the profile: 84 months" in answer.out
    assert "2025-06  extract" in answer.out
    assert "2 incidents" in answer.out
    assert list(protected.rglob("*.parquet")) == []
    line, reports = lines_of(protected, "erasure")
    assert line.filter["rows"] == 2
    assert reports.about == "reports"
    assert json.loads(geo_csp("status", "--json").out)["rows"] == 0


def test_nothing_goes_unless_it_is_confirmed(geo_csp: Command, protected, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert geo_csp("erase", "--before", "2025-07").exit_code != 0
    assert len(list(protected.rglob("*.parquet"))) == 1


def test_by_the_profile_alone_only_what_is_too_old_goes(geo_csp: Command, protected):
    """84 months before today is later than none of 2025 until 2032."""
    answer = geo_csp("erase", "--yes")
    assert answer.exit_code == 0
    assert "Nothing is held of the months before" in answer.out
    assert len(list(protected.rglob("*.parquet"))) == 1
