from __future__ import annotations

import pytest

from geo_csp.packs.document import WIDEST_MM, Heading, Picture, Table
from tests.packs.documents import document, png


@pytest.mark.parametrize("words", ["", "  \n"])
def test_no_picture_is_without_alternative_text(words):
    with pytest.raises(ValueError, match="alternative"):
        Picture(png(), words)


def test_no_picture_is_wider_than_the_page():
    with pytest.raises(ValueError, match="170 mm"):
        Picture(png(), "A map", WIDEST_MM + 1)


def test_a_row_has_the_headers_cells():
    with pytest.raises(ValueError, match="2 cells"):
        Table("Streets", ("Street", "Count"), (("High Street",),), (1, 1))


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 1, 3)])
def test_no_level_of_heading_is_skipped(levels):
    with pytest.raises(ValueError, match="is missing above"):
        document(*(Heading("Words", level) for level in levels))
