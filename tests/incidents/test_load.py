"""A month loaded again replaces its source's month, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geo_csp.area_profile import load_profile, read_profile
from geo_csp.errors import EXIT_FAILED, ProfileError
from geo_csp.incidents.coverage import coverage
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_incidents, read_manifest, read_rows

FEBRUARY = "2025-02-west-mercia-street.csv"
# Guildhall, Worcester, and the middle of Birmingham.
WORCESTER, BIRMINGHAM = ("-2.221000", "52.192000"), ("-1.898600", "52.479900")


def test_a_month_loaded_again_replaces_it_and_leaves_the_others(loaded, street_file, store):
    loaded(street_file([{}]), street_file([{"month": "2025-02"}], name=FEBRUARY))
    loaded(street_file([{}, {}, {}]))
    assert [(m.month, m.rows) for m in read_manifest(store)] == [("2025-01", 3), ("2025-02", 1)]


def test_a_file_of_several_months_is_split(loaded, street_file, store):
    rows = [{"month": m} for m in ("2025-01", "2025-02", "2025-02")]
    report = loaded(street_file([*rows, {"month": "2025-02", "point": ("0", "0")}], name="all.csv"))
    assert [(m.month, m.rows, m.set_aside) for m in report.months] == [
        ("2025-01", 1, 0),
        ("2025-02", 2, 1),
    ]
    assert read_rows(store, report.months[1])["source_line"].to_pylist() == [3, 4]


def test_the_same_file_twice_is_read_once_and_said(loaded, street_file):
    first = street_file([{}], name="a/2025-01-west-mercia-street.csv")
    again = street_file([{}], name="b/2025-01-west-mercia-street.csv")
    report = loaded(first, again)
    assert report.warnings == (f"{again}: the same as {first}; not read again",)
    assert report.months[0].source_files == (str(first),)


def test_of_two_different_files_for_a_month_the_later_counts_and_both_are_named(
    loaded, street_file
):
    first = street_file([{}], name="a/2025-01-west-mercia-street.csv")
    later = street_file([{}, {}], name="b/2025-01-west-mercia-street.csv")
    report = loaded(first, later)
    assert report.months[0].source_files == (str(later),)
    assert f"{later} and {first} both hold January 2025 of West Mercia Police" in report.warnings[0]


@pytest.mark.parametrize("extract_first", [True, False])
def test_both_police_sources_in_either_order_give_the_same_total(
    loaded, street_file, extract_file, store, extract_first
):
    burglary = {"offence": "Burglary", "easting": "351000", "northing": "240000"}
    files = [street_file([{}, {}]), extract_file([burglary | {"date_from": "31/01/2025"}])]
    for path in reversed(files) if extract_first else files:
        loaded(path)
    found = coverage(read_manifest(store), load_profile("herefordshire"))
    assert found.sources == {"2025-01": ("extract",)}
    assert found.not_counted == {"2025-01": ("open",)}


def test_rows_outside_the_area_are_kept_without_one(loaded, street_file, store):
    birmingham = {"point": BIRMINGHAM, "lsoa": ("E01033620", "Birmingham 138A")}
    (month,) = loaded(street_file([{}, birmingham])).months
    assert (month.rows, month.rows_by_area) == (2, {"herefordshire": 1})
    assert read_rows(store, month)["area"].to_pylist() == ["herefordshire", None]
    only = read_incidents(store, [month], "herefordshire", ["ward", "lsoa", "locality"])
    assert only.to_pylist() == [{"ward": "E05009449", "lsoa": "E01014010", "locality": "hereford"}]


def test_what_an_open_row_becomes(loaded, street_file, store):
    (month,) = loaded(street_file([{"reference": "abc"}])).months
    (row,) = read_rows(store, month).to_pylist()
    # High Town's degrees in conftest.py stand for this point of the National Grid.
    assert (round(row.pop("easting")), round(row.pop("northing"))) == (351000, 240000)
    assert {name: value for name, value in row.items() if value is not None} == {
        "month": "2025-01",
        "category": "acquisitive",
        "offence": "burglary",
        "offence_words": "Burglary",
        "is_hate": False,
        "strands": 0,
        "longitude": -2.716051,
        "latitude": 52.056204,
        "street": "High Town",
        "lsoa_given": "E01014010",
        "area": "herefordshire",
        "locality": "hereford",
        "ward": "E05009449",
        "lsoa": "E01014010",
        "reference": "abc",
        "organisation": "West Mercia Police",
        "source_file": month.source_files[0],
        "source_line": 2,
    }


def test_an_unknown_crime_type_is_other_crime_and_said(loaded, street_file, store):
    report = loaded(street_file([{"crime_type": "Witchcraft"}, {"crime_type": ""}]))
    assert 'the crime type "Witchcraft" (1 row) is not known' in report.warnings[0]
    assert read_rows(store, report.months[0])["category"].to_pylist() == ["other"]
    assert report.set_aside == 1


def test_progress_goes_from_the_first_byte_to_the_last(street_file, herefordshire, store):
    seen = []
    paths = [street_file([{}]), street_file([{"month": "2025-02"}], name=FEBRUARY)]
    load(paths, herefordshire, store, lambda done, total: seen.append((done, total)))
    total = sum(path.stat().st_size for path in paths)
    assert seen == [(paths[0].stat().st_size, total), (total, total)]


def test_nothing_usable_is_failure_and_changes_nothing(loaded, street_file, tmp_path, store):
    loaded(street_file([{}]))
    before = read_manifest(store)
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n")
    assert loaded(bad).exit_code == EXIT_FAILED
    assert read_manifest(store) == before


@pytest.fixture
def second_area(tmp_path, monkeypatch, shared_data, herefordshire):
    """Worcester as a folder of its own, in a working directory of its own."""
    boundaries = tmp_path / "elsewhere" / "boundaries"
    folder = boundaries / "worcester"
    folder.mkdir(parents=True)
    shutil.copy(shared_data / "geography_other" / "worcester_wards_bgc.geojson", folder)
    (folder / "area.toml").write_text(
        'title = "Worcester"\npartnership = "Worcester"\ncode = "E07000237"\n'
        '[force]\nname = "West Mercia Police"\nslug = "west-mercia"\n'
        '[wards]\nfile = "worcester_wards_bgc.geojson"\ncode = "ward_code"\nname = "ward_name"\n'
    )
    shutil.copytree(herefordshire.folder, boundaries / "herefordshire")
    monkeypatch.chdir(boundaries.parent)
    return read_profile(folder)


def test_each_area_of_the_force_gets_its_own_rows(second_area, street_file, herefordshire, store):
    rows = [{}, {"point": WORCESTER, "lsoa": ("E01032300", "Worcester 005A")}]
    (month,) = load([street_file(rows)], herefordshire, store).months
    assert month.rows_by_area == {"herefordshire": 1, "worcester": 1}
    assert read_incidents(store, [month], "worcester", ["source_line"]).to_pylist() == [
        {"source_line": 3}
    ]


def test_two_areas_of_a_force_may_not_share_a_ward(second_area, street_file, herefordshire, store):
    twin = second_area.folder.with_name("twin")
    shutil.copytree(second_area.folder, twin)
    with pytest.raises(ProfileError, match="the areas twin and worcester both hold the ward"):
        load([street_file([{}])], herefordshire, store)


def test_another_areas_broken_profile_is_left_out_and_said(
    second_area, street_file, herefordshire, store
):
    Path(second_area.folder / "area.toml").write_text("title =")
    report = load([street_file([{}])], herefordshire, store)
    assert "the area worcester is left out, its profile is not usable" in report.warnings[0]
    assert report.months[0].rows_by_area == {"herefordshire": 1}


def test_an_empty_folder_is_failure_in_words(loaded, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    report = loaded(empty)
    assert report.exit_code == EXIT_FAILED
    assert report.failures == (
        f"{empty}: there is nothing to read in it: expected CSV or XLSX files",
    )
