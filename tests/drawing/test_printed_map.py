from __future__ import annotations

import io

import pytest
from PIL import Image

from geo_csp.drawing.area_figures import AreaFigures
from geo_csp.drawing.legend import legend
from geo_csp.drawing.printed_map import ward_map_png
from geo_csp.geography.areas import areas


def figures_of(profile, count):
    wards = areas(profile, "ward")
    return [
        AreaFigures(code, name, count, 1000, 12.0 * count, 1.0, 99.0, None, "", "")
        for code, name in zip(wards.codes, wards.names, strict=True)
    ]


@pytest.fixture(scope="module")
def printed(herefordshire):
    def printed(count=3, marking="OFFICIAL", notices=("rates: residents of mid-2020",)):
        return ward_map_png(
            herefordshire,
            figures_of(herefordshire, count),
            legend(herefordshire, "asb", "count"),
            months=1,
            title="Anti-social behaviour, June 2025",
            sentence="It cost $5 and $6, and <b>nothing</b> else.",
            notices=notices,
            marking=marking,
            attribution="Contains public sector information.",
        )

    return printed


def test_it_is_a_picture_that_fills_a_page(printed):
    with Image.open(io.BytesIO(printed())) as picture:
        assert picture.format == "PNG"
        assert picture.width >= 1500


def test_the_same_release_gives_the_same_bytes(printed):
    assert printed() == printed()


def test_figures_and_marking_are_in_the_picture(printed):
    """The wards of another step have other colours; another marking is another headline."""
    assert printed(count=3) != printed(count=30)
    assert top_of(printed()) != top_of(printed(marking="OFFICIAL; synthetic demonstration data"))


@pytest.mark.parametrize("number", [0, 1, 12])
def test_what_must_be_known_is_at_its_foot_however_much_it_is(printed, number):
    """The map gives way: with more notices it is another picture, and still a page."""
    words = "no figures for May 2024 to December 2024: these months are not loaded"
    with Image.open(io.BytesIO(printed(notices=(words,) * number))) as picture:
        assert picture.width >= 1500
    assert printed(notices=(words,) * number) != printed()


def top_of(png: bytes) -> bytes:
    with Image.open(io.BytesIO(png)) as picture:
        return picture.crop((0, 0, picture.width, 60)).tobytes()
