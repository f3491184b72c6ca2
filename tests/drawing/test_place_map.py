from __future__ import annotations

import pandas as pd
import pytest

from geo_csp.drawing.place_map import LARGEST_PX, point_looks, ward_grounds

POINTS = pd.DataFrame(
    {
        "longitude": [-2.71, -2.72, -2.73],
        "latitude": [52.05, 52.06, 52.07],
        "street": ["High Street", "<script>alert(1)</script>", "Mill Lane"],
        "count": [1, 4, 1000],
    }
)


def test_four_times_the_incidents_have_four_times_the_area():
    one, four = (look_of(street) for street in ("High Street", "<script>alert(1)</script>"))
    assert four["radius"] ** 2 == pytest.approx(4 * one["radius"] ** 2)


def test_no_circle_covers_the_whole_map():
    assert look_of("Mill Lane")["radius"] == LARGEST_PX


def test_the_largest_is_drawn_first_so_that_it_hides_none():
    assert point_looks(POINTS)[0]["lines"][0] == "Mill Lane"


def test_a_point_reads_as_its_street_and_count():
    assert look_of("High Street")["lines"] == ("High Street", "1 incident")
    assert look_of("Mill Lane")["lines"] == ("Mill Lane", "1,000 incidents")


def test_no_ward_of_a_place_map_takes_a_click():
    grounds = ward_grounds(["W1", "W2"], "W1")
    assert all("lines" not in look for look in grounds.values())
    assert grounds["W1"] != grounds["W2"]


def look_of(street):
    return next(look for look in point_looks(POINTS) if look["lines"][0] == street)
