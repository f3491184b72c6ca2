from __future__ import annotations

from tests.pages.reading import tables_of, words_of

PAGE = "about_the_data.py"


def test_it_names_the_months_and_the_gap(open_page):
    app = open_page(PAGE, data="Open data")
    assert "16 months of West Mercia Police" in words_of(app)
    assert "May 2024 to December 2024: not loaded" in words_of(app)
    assert len(tables_of(app)[0]) == 16


def test_it_gives_licence_attribution_and_what_a_snap_point_is(open_page, herefordshire):
    words = words_of(open_page(PAGE, data="Open data"))
    assert "Open Government Licence v3.0" in words
    assert herefordshire.attribution.rstrip(".") in words
    assert "on or near this street" in words


def test_agreement_with_the_lsoa_of_the_file_is_measured(open_page):
    """All 16 months: 97.8 % of the rows lie in the LSOA that the police's file names."""
    shares = tables_of(open_page(PAGE, data="Open data"))[0]["LSOA as in the file"]
    percent = [float(share.rstrip("%")) for share in shares]
    assert 96.5 < min(percent) <= max(percent) < 99.5


def test_of_the_demonstration_it_says_that_it_is_made_up(open_page):
    assert "Made up for demonstration" in words_of(open_page(PAGE, data="Demonstration"))
