"""The board's funnels judge by the exact chances that the golden tables hold, and rank nobody."""

from __future__ import annotations

import numpy as np
import pytest

from geo_csp.months import Span
from geo_csp.statistics.funnel import funnel_bands, funnel_dispersion
from geo_csp.trends.funnels import Counted, funnel

YEAR = Span("2025-01", "2025-12")


@pytest.fixture
def asb(herefordshire):
    return herefordshire.selections["asb"]


def wards(counts, residents=1000.0):
    return [
        Counted(f"w{n:02d}", f"Ward {n:02d}", residents, count) for n, count in enumerate(counts)
    ]


def test_bands_and_lines_are_of_the_exact_poisson_chances(asb):
    counts = [10] * 24 + [25, 2]
    found = funnel("Wards", asb, YEAR, wards(counts))
    due = np.full(26, sum(counts) / 26)
    scatter = funnel_dispersion(counts, due)
    assert found.dispersion == scatter
    bands = {point.name: point.band for point in found.points}
    assert list(bands.values()) == funnel_bands(counts, due, scatter).tolist()
    assert bands["Ward 24"] == 2
    assert found.overall == pytest.approx(due[0])
    assert found.sentence.startswith("Above the 99.8 % limits: Ward 24")


def test_a_point_lies_beyond_the_drawn_line_exactly_when_its_band_says_so(asb):
    rng = np.random.default_rng(4)
    residents = rng.uniform(500, 5000, 60)
    counts = rng.poisson(residents / 200) * rng.integers(1, 3, 60)
    listed = [
        Counted(f"w{n}", f"W{n:02d}", r, int(c))
        for n, (r, c) in enumerate(zip(residents, counts, strict=True))
    ]
    found = funnel("Wards", asb, YEAR, listed)
    at = [line.residents for line in found.line]
    for point in found.points:
        upper, lower = (
            np.interp(point.residents, at, [getattr(line, side) for line in found.line])
            for side in ("upper_95", "lower_95")
        )
        if abs(point.rate - upper) > 0.1 and abs(point.rate - lower) > 0.1:
            assert (point.rate > upper, point.rate < lower) == (point.band > 0, point.band < 0)


def test_areas_stand_in_the_order_of_their_names(asb):
    listed = [
        Counted("c", "Zeal", 1000, 40),
        Counted("a", "Ash", 1000, 5),
        Counted("b", "Mill", 1000, 9),
    ]
    assert [p.name for p in funnel("Wards", asb, YEAR, listed).points] == ["Ash", "Mill", "Zeal"]


def test_an_area_that_is_not_shown_is_left_out_and_said(asb):
    found = funnel("Wards", asb, YEAR, wards([10, 12, 9, None]))
    assert len(found.points) == 3
    assert "1 of 4 have no figure that is shown" in found.notes
    assert "of 3 areas only, so its limits are rough" in found.notes


def test_too_few_areas_or_no_incident_make_no_funnel(asb):
    assert funnel("Wards", asb, YEAR, wards([10, None, None])).why == (
        "1 of 3 have a figure: too few for a funnel"
    )
    assert funnel("Wards", asb, YEAR, wards([0, 0, 0])).why == "no incident in any of them"
    assert funnel("Wards", asb, YEAR, wards([1, 2, 3]), why="not in the source").points == ()


def test_the_partnerships_own_place_is_said_against_all_together(asb):
    listed = [Counted("own", "Own", 1000, 10, is_own=True), *wards([10, 11, 9])]
    found = funnel("Partnerships", asb, YEAR, listed)
    assert found.sentence == (
        "Own has 10.0 per 1,000 residents a year, within the limits round the 10.0 of all 4 "
        "together."
    )
