from __future__ import annotations

import numpy as np
import pytest

from geo_csp.geography.place_names import first_free, nearest_streets, possible_names, street_name


@pytest.mark.parametrize(
    ("location", "street"),
    [
        ("On or near High Street", "High Street"),
        ("High Street", "High Street"),
        ("On or near St Peter'S Street", "St Peter's Street"),
        ("On or near Supermarket", None),
        ("On or near Parking Area", None),
        ("On or near Petrol Station", None),
        ("On or near Nightclub", None),
        ("On or near Shopping Area", None),
        ("On or near Sports/Recreation Area", None),
        ("On or near Further/Higher Educational Building", None),
        ("No Location", None),
        ("On or near ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_kind_of_spot_is_no_street(location, street):
    assert street_name(location) == street


def test_streets_come_nearest_first_and_none_twice():
    points = np.array([[0.0, 0], [10, 0], [20, 0], [50, 0]])
    near = nearest_streets(points, ["Mill Lane", None, "Church Road", "Mill Lane"])
    assert near[0] == ("Mill Lane", "Church Road")
    assert near[2] == ("Church Road", "Mill Lane")
    assert nearest_streets(points, [None] * 4) == [()] * 4


def names(own, near, weight, ward="Central"):
    return list(possible_names(own, near, weight, ward))


def test_the_two_streets_with_most_incidents_name_the_place():
    own = ["Commercial Street", "High Street", "Mill Lane"]
    near = [(street,) for street in own]
    found = names(own, near, [5, 9, 1])
    assert found[0] == "High Street and Commercial Street, Central"
    assert found[1] == "High Street, Commercial Street and Mill Lane, Central"


def test_a_supermarket_counts_for_the_street_nearest_to_it():
    own, near = [None, "Mill Lane"], [("High Street", "Mill Lane"), ("Mill Lane",)]
    assert names(own, near, [30, 1])[0] == "High Street and Mill Lane, Central"


def test_a_place_with_no_street_of_its_own_is_near_one():
    found = names([None], [("High Street", "Mill Lane")], [30])
    assert found == ["near High Street, Central", "near High Street by Mill Lane, Central"]


def test_without_any_street_the_ward_has_to_do():
    assert names([None], [()], [1]) == ["Central"]
    assert names([None], [()], [1], ward=None) == ["no street named"]
    assert names(["A49"], [("A49",)], [1], ward=None) == ["A49"]


def test_a_second_place_on_one_street_is_told_by_the_next_street():
    found = names(["A49"], [("A49", "Mill Lane")], [4], ward="Bircher")
    assert first_free(found, {"A49, Bircher"}, "350000 240000") == "A49 near Mill Lane, Bircher"
    assert first_free(found, set(found), "350000 240000").endswith("Bircher (350000 240000)")
