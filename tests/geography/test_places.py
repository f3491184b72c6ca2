from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo_csp.geography.place_names import street_name
from geo_csp.geography.places import Place, place_of, places
from tests.real_incidents import herefordshire_2025, herefordshire_wards


def rows_of(*points):
    """Each point: easting, northing, weight, location, ward."""
    easting, northing, weight, location, ward = zip(*points, strict=True)
    return (
        np.array(easting, float),
        np.array(northing, float),
        np.array(weight, float),
        location,
        ward,
    )


TOWN = rows_of(
    (350_000, 240_000, 9, "On or near High Street", "Central"),
    (350_060, 240_010, 4, "On or near Commercial Street", "Central"),
    (350_030, 240_080, 12, "On or near Supermarket", "Central"),
    (352_000, 240_000, 1, "On or near A49", "Holmer"),
    (355_000, 240_000, 2, "On or near School Lane", "Hagley"),
    (355_080, 240_010, 1, "On or near School Lane", "Hagley"),
    (355_010, 240_070, 1, "On or near Church Lane", "Hagley"),
)


def test_a_place_is_named_by_its_streets_and_ward():
    town, road, village = places(*TOWN)
    # The supermarket's 12 count for Commercial Street, 76 m away where High Street is 85 m.
    assert town.name == "Commercial Street and High Street, Central"
    assert road.name == "A49, Holmer"
    assert village.name == "School Lane and Church Lane, Hagley"


def test_of_two_places_on_one_street_the_busier_has_the_plain_name():
    quiet, busy = places(
        *rows_of(
            (350_000, 240_000, 3, "On or near A49", "Bircher"),
            (350_900, 240_000, 2, "On or near Mill Lane", "Bircher"),
            (352_000, 240_000, 8, "On or near A49", "Bircher"),
        )
    )[::2]
    assert (quiet.name, busy.name) == ("A49 near Mill Lane, Bircher", "A49, Bircher")


def test_the_code_is_where_most_incidents_were():
    assert [place.code for place in places(*TOWN)] == [
        "350030-240080",
        "352000-240000",
        "355000-240000",
    ]


def test_the_outline_holds_every_point_and_its_surroundings():
    for place in places(*TOWN):
        for point in place.points_27700:
            assert place.outline_27700.contains(shapely.Point(point).buffer(45))


def test_several_rows_at_one_point_are_one_point():
    point = (350_000.2, 240_000.4, 1, "On or near High Street", "Central")
    (place,) = places(
        *rows_of(*[point] * 20, (350_000, 240_000, 3, "On or near Mill Lane", "Holmer"))
    )
    assert (place.name, place.points_27700) == ("High Street, Central", ((350_000, 240_000),))


def test_a_later_point_joins_the_place_beside_it_and_a_far_one_makes_its_own():
    before = places(*TOWN)
    later = rows_of(
        (350_090, 240_060, 99, "On or near Maylord Street", "Central"),
        (360_000, 250_000, 1, "On or near Church Lane", "Bircher"),
    )
    after = places(*later, earlier=before)
    held = {place.code: place for place in after}
    grown = held["350030-240080"]
    assert (350_090, 240_060) in grown.points_27700
    assert grown.name == "Commercial Street and High Street, Central"
    assert held["352000-240000"] in before
    assert held["360000-250000"].name == "Church Lane, Bircher"
    assert len(after) == len(before) + 1


def test_a_place_does_not_grow_beyond_a_street():
    place = Place("350000-240000", "Long Street", None, ((350_000, 240_000), (350_390, 240_000)))
    beside = rows_of((350_430, 240_000, 1, "On or near Long Street", None))
    assert len(places(*beside, earlier=[place])) == 2


def test_nothing_is_changed_by_seeing_the_same_points_again():
    before = places(*TOWN)
    assert places(*TOWN, earlier=before) == before
    first = rows_of(*list(zip(*TOWN, strict=True))[:1])
    assert places(*first, earlier=before) == before


def test_without_points_there_is_no_place():
    none = np.zeros(0)
    assert places(none, none, none, [], []) == ()
    assert place_of((), np.zeros(2), np.zeros(2)).tolist() == [-1, -1]


def test_everything_at_one_point_without_a_street_has_an_answer():
    (place,) = places(*rows_of(*[(350_000, 240_000, 1, "On or near Nightclub", "Central")] * 40))
    assert place.name == "Central"


@pytest.fixture(scope="module")
def incidents(request):
    rows = herefordshire_2025(lambda: request.getfixturevalue("shared_data"))
    wards = herefordshire_wards()
    points = shapely.points(rows["easting"], rows["northing"])
    tree = shapely.STRtree(wards.geometry.to_numpy())
    which, ward = tree.query(points, predicate="intersects")
    names = np.full(len(rows), None, dtype=object)
    names[which] = wards["ward_name"].to_numpy()[ward]
    return rows.assign(ward=names)


def of(rows):
    weight = np.ones(len(rows))
    return (
        rows["easting"].to_numpy(),
        rows["northing"].to_numpy(),
        weight,
        rows["location"].tolist(),
        rows["ward"].tolist(),
    )


@pytest.fixture(scope="module")
def half_a_year(incidents):
    return places(*of(incidents[incidents["month"] < 6]))


def test_every_incident_of_the_county_has_a_place(incidents, half_a_year):
    year = places(*of(incidents), earlier=half_a_year)
    assert (place_of(year, *of(incidents)[:2]) >= 0).all()


def test_real_places_are_as_wide_as_streets(half_a_year):
    widths = [
        shapely.MultiPoint(p.points_27700).minimum_rotated_rectangle.length / 2 for p in half_a_year
    ]
    assert max(widths) < 700
    assert np.median([w for w in widths if w > 0]) < 350


def test_no_real_place_bears_the_name_of_a_supermarket_and_no_two_the_same(half_a_year):
    names = [place.name for place in half_a_year]
    assert len(set(names)) == len({place.code for place in half_a_year}) == len(names)
    for name in names:
        streets = name.removeprefix("near ").rpartition(", ")[0]
        assert street_name(streets), name
        assert "Supermarket" not in name
        assert "Parking Area" not in name


def test_places_last_as_months_are_added(incidents, half_a_year):
    known = half_a_year
    for month in range(6, 12):
        known = places(*of(incidents[incidents["month"] <= month]), earlier=known)
    by_code = {place.code: place for place in known}
    for place in half_a_year:
        later = by_code[place.code]
        assert later.name == place.name
        assert set(place.points_27700) <= set(later.points_27700)
    assert sum(len(place.points_27700) for place in known) == len(
        {point for place in known for point in place.points_27700}
    )
