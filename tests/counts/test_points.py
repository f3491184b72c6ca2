"""Incidents by point and by street."""

from __future__ import annotations

from geo_csp.counts.points import points, streets


def at(east, north, street, longitude=-2.7):
    return {
        "month": "2025-06",
        "category": "asb",
        "easting": east,
        "northing": north,
        "longitude": longitude,
        "latitude": 52.0,
        "street": street,
    }


def test_incidents_at_one_coordinate_are_one_point_with_its_count(incidents_of):
    rows = [at(351000, 240000, "High Street")] * 3 + [at(352000, 240000, "Mill Lane", -2.6)]
    found = points(incidents_of(*rows))
    assert found.to_dict("records") == [
        {"longitude": -2.7, "latitude": 52.0, "street": "High Street", "count": 3},
        {"longitude": -2.6, "latitude": 52.0, "street": "Mill Lane", "count": 1},
    ]


def test_addresses_within_a_metre_are_one_point_under_the_street_most_of_them_name(incidents_of):
    rows = [
        at(351000.4, 240000.1, "Mill Lane"),
        at(350999.8, 239999.9, "High Street"),
        at(351000.1, 240000.0, "High Street"),
        at(351001.2, 240000.0, "Next Door"),
    ]
    assert points(incidents_of(*rows))[["street", "count"]].to_numpy().tolist() == [
        ["High Street", 3],
        ["Next Door", 1],
    ]


def test_an_incident_without_a_place_is_on_no_point_but_on_its_street(incidents_of):
    rows = incidents_of(at(None, None, "High Street"))
    assert points(rows).empty
    assert list(points(rows).columns) == ["longitude", "latitude", "street", "count"]
    assert streets(rows).to_dict("records") == [{"street": "High Street", "count": 1}]


def test_streets_are_listed_by_count_then_by_name(incidents_of):
    names = ["Mill Lane", "High Street", "Mill Lane", "Castle Street", None, ""]
    rows = incidents_of(*[at(351000, 240000, name) for name in names])
    assert streets(rows).to_numpy().tolist() == [
        ["Mill Lane", 2],
        ["no street given", 2],
        ["Castle Street", 1],
        ["High Street", 1],
    ]
