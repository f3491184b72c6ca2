"""Linked records, side by side, from the command line: for those who task, and noted."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.release import open_data_set
from geo_csp.disclosure.told_twice import told_twice
from geo_csp.errors import NotReleasedError
from geo_csp.register import audit
from geo_csp.register.opening import open_register
from geo_csp.roles import ROLES, Viewer
from tests.cli.conftest import Command

SPOT = {"easting": "351000", "northing": "239800", "date_from": "10/06/2025", "street": "High Town"}
POLICE = SPOT | {
    "reference": "P1",
    "time_from": "20:00",
    "offence": "Anti-social behaviour",
    "asb_type": "Noise",
}
COUNCIL = SPOT | {
    "reference": "=C1",
    "northing": "239830",
    "time_from": "20:30",
    "asb_type": "Noise nuisance",
}


@pytest.fixture
def loaded(geo_csp: Command, tmp_path: Path, herefordshire: AreaProfile) -> Path:
    other = COUNCIL | {"reference": "C2", "easting": "352000"}
    for mapping, rows in zip(herefordshire.extracts, ([POLICE], [COUNCIL, other]), strict=True):
        columns = mapping.columns.named()
        with (tmp_path / f"{mapping.name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns.values())
            writer.writerows([row.get(field, "") for field in columns] for row in rows)
        assert geo_csp("load", tmp_path / f"{mapping.name}.csv").exit_code == 0
    return tmp_path / "store"


def test_each_linked_record_stands_beside_the_one_that_counts(
    geo_csp: Command, loaded: Path
) -> None:
    lines = geo_csp("told-twice", "--month", "2025-06").out.splitlines()
    assert lines == [
        "OFFICIAL-SENSITIVE",
        "1 of 2 partners' records of June 2025 tell of what another source tells too: each "
        "incident counts once.",
        "2025-06-10 20:30  Herefordshire Council =C1: noise, High Town",
        "  = 2025-06-10 20:00  West Mercia Police P1: noise, Anti-social behaviour, High Town; "
        "30 m apart",
    ]


def test_as_a_file_it_leaves_with_its_reason_and_no_formula(geo_csp: Command, loaded: Path) -> None:
    asked = ("told-twice", "--month", "2025-06", "--format", "csv")
    refused = geo_csp(*asked)
    assert (refused.exit_code, refused.out) == (2, "")
    assert "say why it leaves the service" in refused.err
    given = geo_csp(*asked, "--justification", "to check the rules")
    (row,) = csv.DictReader(io.StringIO(given.out))
    assert row["partner_reference"] == "'=C1"
    assert (row["reference"], row["metres_apart"]) == ("P1", "30")
    assert row["marking"] == "OFFICIAL-SENSITIVE"
    register = open_register(loaded)
    (line,) = audit.lines(register, kind="disclosure")
    register.close()
    assert line.entry.justification == "to check the rules"


def test_single_records_are_for_those_who_task_everywhere(
    loaded: Path, herefordshire: AreaProfile
) -> None:
    data = open_data_set("own", "Yours", loaded, herefordshire)
    for role in ("public", "board", "neighbourhood"):
        with pytest.raises(NotReleasedError, match="single records are shown to"):
            told_twice(data, Viewer(ROLES[role]), "2025-06")
    assert len(told_twice(data, Viewer(ROLES["partner"]), "2025-06").table) == 1


def test_a_month_without_a_partners_records_is_said(geo_csp: Command, loaded: Path) -> None:
    answer = geo_csp("told-twice", "--month", "2025-05")
    assert answer.exit_code == 2
    assert "no partner's records for May 2025: load their files" in answer.err
