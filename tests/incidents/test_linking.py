"""A partner's file through the loader: linked, kept, counted once, and said."""

from __future__ import annotations

import csv

import pytest

from geo_csp.cli.said import load_report, status_report
from geo_csp.incidents.coverage import coverage, status
from geo_csp.incidents.erase import erase
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_incidents, read_manifest
from geo_csp.profile_settings import Duplicates

SPOT = {"easting": "351000.0", "northing": "239800.0"}
POLICE = {
    **SPOT,
    "reference": "P1",
    "date_from": "10/06/2025",
    "time_from": "20:00",
    "offence": "Anti-social behaviour",
    "asb_type": "Noise",
}
COUNCIL = {
    **SPOT,
    "reference": "C1",
    "date_from": "10/06/2025",
    "time_from": "20:30",
    "asb_type": "Noise nuisance",
}


@pytest.fixture
def council_file(tmp_path, herefordshire):
    """Writes rows given as {field of the mapping: value} in the council's shape."""

    def write(rows, name="council.csv", mapping=herefordshire.extracts[1]):
        columns = mapping.columns.named()
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns.values())
            writer.writerows([row.get(field, "") for field in columns] for row in rows)
        return path

    return write


def rows_counted(store, area="herefordshire"):
    return read_incidents(store, read_manifest(store), area, ["reference"])["reference"].to_pylist()


def test_a_partners_record_is_linked_kept_and_counts_once(
    extract_file, council_file, loaded, store, herefordshire
):
    other = {**COUNCIL, "reference": "C2", "easting": "351500.0"}
    report = loaded(extract_file([POLICE]), council_file([COUNCIL, other]))
    assert rows_counted(store) == rows_counted(store, None) == ["P1", "C2"]
    (council,) = (month for month in report.months if month.kind == "partner")
    assert (council.rows, council.organisation) == (2, "Herefordshire Council")
    (police,) = (month for month in report.months if month.kind == "extract")
    assert council.linked == {"herefordshire": ((0, police.file, 0),)}
    assert "1 row told by another source too; each incident counts once" in load_report(
        report, herefordshire
    )


def test_the_records_of_the_police_are_never_left_out(extract_file, council_file, loaded, store):
    loaded(council_file([COUNCIL]), extract_file([POLICE, {**POLICE, "reference": "P2"}]))
    assert rows_counted(store) == ["P1", "P2"]


def test_of_two_partners_that_one_counts_whose_mapping_stands_first(
    extract_file, council_file, store, herefordshire
):
    council = herefordshire.extracts[1]
    columns = council.columns.model_copy(update={"reference": "Job"})
    housing = council.model_copy(update={"name": "a-landlord", "columns": columns})
    mappings = (*herefordshire.extracts, housing)
    profile = herefordshire.model_copy(update={"extracts": mappings})
    far = {"easting": "352000.0", "northing": "239800.0"}
    files = [
        extract_file([{**POLICE, **far}]),
        council_file([{**COUNCIL, **far}, COUNCIL]),
        council_file(
            [{**COUNCIL, **far, "reference": "H1"}, {**COUNCIL, "reference": "H2"}],
            "housing.csv",
            housing,
        ),
    ]
    load(files, profile, store)
    assert rows_counted(store) == ["P1", "C1"]
    assert coverage(read_manifest(store), profile).linked == {"2025-06": 3}


@pytest.mark.parametrize("police_first", [True, False])
def test_a_record_across_the_end_of_a_month_is_found(
    extract_file, council_file, loaded, store, police_first
):
    before = {"date_from": "30/06/2025", "time_from": "23:00"}
    after = {"date_from": "01/07/2025", "time_from": "00:30"}
    theirs, ours = (before, after) if police_first else (after, before)
    elsewhere = {"easting": "352000.0", "reference": "P2"}
    loaded(extract_file([POLICE | theirs, POLICE | ours | elsewhere]))
    loaded(council_file([COUNCIL | ours]))
    assert sorted(rows_counted(store)) == ["P1", "P2"]


def test_a_month_of_the_police_loaded_later_or_replaced_is_looked_through_anew(
    extract_file, council_file, loaded, store
):
    loaded(council_file([COUNCIL]))
    assert rows_counted(store) == ["C1"]
    loaded(extract_file([POLICE]))
    assert rows_counted(store) == ["P1"]
    loaded(extract_file([{**POLICE, "easting": "352000.0"}]))
    assert sorted(rows_counted(store)) == ["C1", "P1"]


def test_what_was_linked_to_an_erased_month_counts_again(extract_file, council_file, loaded, store):
    loaded(extract_file([{**POLICE, "date_from": "30/06/2025", "time_from": "23:00"}]))
    loaded(council_file([{**COUNCIL, "date_from": "01/07/2025", "time_from": "00:30"}]))
    assert rows_counted(store) == ["P1"]
    erase(store, "2025-07")
    assert rows_counted(store) == ["C1"]


def test_other_settings_are_said_until_something_is_loaded(
    extract_file, council_file, store, herefordshire
):
    files = [extract_file([POLICE]), council_file([COUNCIL])]
    load(files, herefordshire, store)
    stricter = herefordshire.model_copy(update={"duplicates": Duplicates(hours=0.25)})
    assert coverage(read_manifest(store), herefordshire).linked_otherwise == ()
    assert coverage(read_manifest(store), stricter).linked_otherwise == ("2025-06",)
    assert "loading any file looks anew" in status_report(status(store, stricter))
    load(files[:1], stricter, store)
    assert coverage(read_manifest(store), stricter).linked_otherwise == ()
    assert sorted(rows_counted(store)) == ["C1", "P1"]


def test_status_says_how_many_are_told_twice(
    extract_file, council_file, loaded, store, herefordshire
):
    loaded(extract_file([POLICE]), council_file([COUNCIL, {**COUNCIL, "reference": "C2"}]))
    said = status(store, herefordshire)
    assert (said["rows_in_area"], said["linked"]) == (2, 1)
    assert [(m["kind"], m["linked"]) for m in said["months"]] == [("extract", 0), ("partner", 1)]
    text = status_report(said)
    assert "1 row told by another source too" in text
    assert "Counted once: 1 row of partners that another source tells too" in text


def test_open_data_gives_no_day_so_nothing_is_linked_and_that_is_said(
    street_file, council_file, loaded, store, herefordshire
):
    row = {"month": "2025-06", "crime_type": "Anti-social behaviour"}
    loaded(street_file([row], "2025-06-west-mercia-street.csv"), council_file([COUNCIL]))
    assert len(rows_counted(store)) == 2
    assert status(store, herefordshire)["not_linkable"] == ["2025-06"]
    assert "May count twice: open data gives no day" in status_report(status(store, herefordshire))


@pytest.mark.parametrize("missing", [{"easting": "", "northing": ""}, {"easting": "700000.0"}])
def test_what_lies_nowhere_or_in_no_area_is_not_linked(
    extract_file, council_file, loaded, store, missing
):
    loaded(extract_file([{**POLICE, **missing}]), council_file([{**COUNCIL, **missing}]))
    assert len(rows_counted(store, None)) == 2
