"""A month that was cut says so, however it was cut."""

from __future__ import annotations

import pytest

from geo_csp.incidents.coverage import coverage, status

FEBRUARY = "2025-02-west-mercia-street.csv"
BIRMINGHAM = {"point": ("-1.898600", "52.479900"), "lsoa": ("E01033620", "Birmingham 138A")}
NO_PLACE = {"point": ("0", "0")}
ROW = {"date_from": "05/01/2025", "offence": "Burglary"}


@pytest.mark.parametrize(("good", "is_incomplete"), [(19, False), (18, True)])
def test_a_month_with_more_than_5_percent_set_aside_is_incomplete(
    loaded, street_file, herefordshire, good, is_incomplete
):
    report = loaded(street_file([*[{}] * good, NO_PLACE]))
    words = {"2025-01": "more than 5 % of the rows of January 2025 were set aside"}
    assert coverage(report.months, herefordshire).incomplete == (words if is_incomplete else {})


def test_a_month_cut_to_another_district_is_incomplete_not_zero(loaded, street_file, herefordshire):
    elsewhere = street_file([BIRMINGHAM | {"month": "2025-02"}], name=FEBRUARY)
    found = coverage(loaded(street_file([{}]), elsewhere).months, herefordshire)
    assert found.newest_complete == "2025-01"
    assert found.incomplete == {
        "2025-02": "the file of February 2025 has no row of Herefordshire, those of other months"
        " have: it does not cover the area"
    }


def test_a_force_without_any_row_of_the_area_says_nothing_of_a_single_month(
    loaded, street_file, herefordshire
):
    assert coverage(loaded(street_file([BIRMINGHAM])).months, herefordshire).incomplete == {}


def test_a_partners_month_without_a_police_source_is_not_counted(
    loaded, street_file, extract_file, herefordshire, store
):
    from geo_csp.incidents.load import load

    partner = herefordshire.extracts[0].model_copy(update={"source": "partner", "name": "council"})
    profile = herefordshire.model_copy(update={"extracts": (partner,)})
    february = ROW | {"date_from": "05/02/2025"}
    load([street_file([{}]), extract_file([ROW, february, february])], profile, store)
    found = status(store, profile)
    assert {(m["kind"], m["month"]): m["is_counted"] for m in found["months"]} == {
        ("open", "2025-01"): True,
        ("partner", "2025-01"): True,
        ("partner", "2025-02"): False,
    }
    assert (found["rows"], found["newest_complete"]) == (2, "2025-01")
    assert found["marking"] == "OFFICIAL-SENSITIVE"
