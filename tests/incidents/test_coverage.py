"""Which months count, which are missing, and what status says of them."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys

import pytest

from geo_csp.incidents.coverage import counted, coverage, status
from geo_csp.incidents.manifest import StoredMonth
from geo_csp.months import Span, shift


def stored(month: str = "2025-01", **given: object) -> StoredMonth:
    """Open data of West Mercia with 1,000 rows, 100 of them in Herefordshire, unless said."""
    usual = {
        "kind": "open",
        "source": "west-mercia",
        "organisation": "West Mercia Police",
        "force": "west-mercia",
        "month": month,
        "file": f"{month}.parquet",
        "sha256": "",
        "rows": 1000,
        "areas": ("herefordshire",),
        "rows_by_area": {"herefordshire": 100},
        "no_place": 20,
        "set_aside": 0,
        "is_synthetic": False,
        "records_hate": False,
        "records_asb_types": False,
        "lsoa_agreement": {"herefordshire": (97, 100)},
        "retired_lsoas": {"herefordshire": ()},
        "loaded_at": "2025-02-01T00:00:00+00:00",
        "source_files": (),
        "snap_sketch": tuple(range(100)),
    }
    return StoredMonth(**usual | given)


def extract(month: str = "2025-01", **given: object) -> StoredMonth:
    own = {"kind": "extract", "source": "west-mercia-extract", "records_hate": True}
    return stored(month, **own | {"snap_sketch": ()} | given)


def partner(month: str = "2025-01", **given: object) -> StoredMonth:
    return extract(month, **{"kind": "partner", "source": "council"} | given)


def months(count: int, first: str = "2025-01") -> list[StoredMonth]:
    return [stored(shift(first, n)) for n in range(count)]


def test_one_police_source_counts_for_a_month_whatever_the_order(herefordshire):
    for manifest in ([stored(), extract()], [extract(), stored()]):
        found = coverage(manifest, herefordshire)
        assert found.months == ("2025-01",)
        assert found.sources == {"2025-01": ("extract",)}
        assert found.not_counted == {"2025-01": ("open",)}
        assert found.records_hate == {"2025-01"}


def test_the_profile_may_prefer_open_data(herefordshire):
    reverse = herefordshire.model_copy(update={"police_sources": ("open", "extract")})
    found = coverage([extract(), stored()], reverse)
    assert found.sources == {"2025-01": ("open",)}
    assert found.records_hate == frozenset()


def test_partners_count_beside_the_police_and_make_no_month(herefordshire):
    found = coverage([stored(), partner(), partner("2025-02")], herefordshire)
    assert found.months == ("2025-01",)
    assert found.sources == {"2025-01": ("open", "partner"), "2025-02": ("partner",)}
    assert found.records_hate == frozenset()  # the council's strands say nothing of the police's


def test_an_extract_cut_to_another_area_does_not_hide_the_open_data(herefordshire):
    elsewhere = extract(rows_by_area={"herefordshire": 0})
    assert [entry.kind for entry in counted([elsewhere, stored()], herefordshire)] == ["open"]


def test_another_force_is_not_the_areas(herefordshire):
    assert coverage([stored(force="gloucestershire")], herefordshire).months == ()


def test_a_month_loaded_before_the_area_was_known_must_be_loaded_again(herefordshire):
    old = stored(areas=("worcester",), rows_by_area={"worcester": 5})
    found = coverage([old, stored("2025-02")], herefordshire)
    assert found.months == ("2025-02",)
    assert found.not_placed == ("2025-01",)


def test_missing_months_are_gaps(herefordshire):
    found = coverage([stored("2025-01"), stored("2025-04"), stored("2025-05")], herefordshire)
    assert found.gaps == (Span("2025-02", "2025-03"),)


@pytest.mark.parametrize(("rows", "is_incomplete"), [(599, True), (600, False)])
def test_a_month_below_60_percent_of_its_neighbours_is_incomplete(
    herefordshire, rows, is_incomplete
):
    manifest = [*months(6), stored("2025-07", rows=rows)]
    found = coverage(manifest, herefordshire)
    assert ("2025-07" in found.incomplete) == is_incomplete
    assert found.newest_complete == ("2025-06" if is_incomplete else "2025-07")
    if is_incomplete:
        assert found.incomplete["2025-07"] == (
            "July 2025 has less than 60 % of the rows that the months around it have"
        )


def test_two_neighbours_are_too_few_to_call_a_month_incomplete(herefordshire):
    assert coverage([*months(2), stored("2025-03", rows=1)], herefordshire).incomplete == {}


def test_an_extract_that_stops_before_the_months_end_is_incomplete(herefordshire):
    manifest = [
        extract("2025-01", last_date="2025-01-31"),
        extract("2025-02", last_date="2025-02-24"),
    ]
    found = coverage(manifest, herefordshire)
    assert found.incomplete == {"2025-02": "February 2025 goes to 2025-02-24 only"}


def test_three_quiet_days_at_the_end_are_no_sign(herefordshire):
    manifest = [
        extract("2025-01", last_date="2025-01-31"),
        extract("2025-02", last_date="2025-02-25"),
    ]
    assert coverage(manifest, herefordshire).incomplete == {}


def test_snap_points_issued_anew_are_a_break_across_a_gap_too(herefordshire):
    manifest = [stored("2024-01"), stored("2025-01", snap_sketch=tuple(range(1000, 1100)))]
    (found,) = coverage(manifest, herefordshire).breaks
    assert (found.before, found.after, found.what) == (
        "2024-01",
        "2025-01",
        "the police moved their anonymised map points",
    )
    assert found.words == (
        "the police moved their anonymised map points between January 2024 and January 2025, "
        "so streets and points before and after cannot be compared"
    )


def test_few_points_say_nothing_of_a_new_issue(herefordshire):
    manifest = [stored("2024-01"), stored("2025-01", snap_sketch=tuple(range(1000, 1040)))]
    assert coverage(manifest, herefordshire).breaks == ()


@pytest.mark.parametrize(
    ("with_retired", "breaks"),
    [
        ((1, 1, 0, 0), [("2025-02", "2025-03")]),
        ((0, 0, 1, 1), [("2025-02", "2025-03")]),
        ((1, 0, 1, 1), []),  # a month in which nothing happened there
        ((0, 0, 0, 0), []),
        ((1, 1, 1, 1), []),
    ],
)
def test_a_change_of_lsoa_vintage_is_a_break(herefordshire, with_retired, breaks):
    manifest = [
        dataclasses.replace(
            entry, retired_lsoas={"herefordshire": ("E01014007",) if retired else ()}
        )
        for entry, retired in zip(months(4), with_retired, strict=True)
    ]
    found = coverage(manifest, herefordshire).breaks
    assert [(b.before, b.after) for b in found] == breaks
    assert {b.what for b in found} <= {"the police's files changed to redrawn small areas (LSOAs)"}


def test_the_share_without_a_place_is_the_police_sources(herefordshire):
    assert coverage([stored(), partner(no_place=900)], herefordshire).no_place_share == {
        "2025-01": 20 / 1000
    }


def test_status_is_ready_for_json_and_says_what_counts(loaded, street_file, extract_file, store):
    from geo_csp.area_profile import load_profile

    burglary = {"offence": "Burglary", "easting": "351000", "northing": "240000"}
    loaded(street_file([{}, {}]), extract_file([burglary | {"date_from": "31/01/2025"}]))
    found = status(store, load_profile("herefordshire"))
    assert json.loads(json.dumps(found)) == found
    assert found["rows"] == found["rows_in_area"] == 1
    assert [(m["kind"], m["is_counted"]) for m in found["months"]] == [
        ("extract", True),
        ("open", False),
    ]


def test_status_of_no_store_is_empty(tmp_path, herefordshire):
    found = status(tmp_path / "none", herefordshire)
    assert (found["months"], found["newest_complete"]) == ([], None)


def test_status_imports_no_data_library():
    """So that it answers at once; see benchmarks/load.py for times."""
    script = (
        "import sys; from geo_csp.incidents.coverage import status;"
        "heavy = ('numpy', 'pyarrow', 'pandas', 'duckdb', 'shapely');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
