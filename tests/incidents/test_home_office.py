"""Home Office codes and wordings lead to the categories of data.police.uk."""

from __future__ import annotations

import pytest

from geo_csp.incidents.home_office import _mapping, key_of_code, key_of_wording
from geo_csp.profile_settings import POLICE_UK_CATEGORIES


@pytest.mark.parametrize(
    ("code", "key"),
    [  # rows of the Home Office's list: 28/3 and 30/2 burglary, 46 shoplifting, 58 criminal damage
        ("28/3", "acquisitive/burglary"),
        ("028/03", "acquisitive/burglary"),
        (" 30/2 ", "acquisitive/burglary"),
        ("46", "acquisitive/shoplifting"),
        ("046/00", "acquisitive/shoplifting"),
        ("58/00", "damage"),
        ("1/1", "violence"),
        ("5/99", "violence"),  # no such sub-code, but all of class 5 are violence
        ("48/99", "acquisitive/vehicle-crime"),
        ("9999", None),
        ("", None),
    ],
)
def test_codes_with_and_without_leading_zeros(code, key):
    assert key_of_code(code) == key


def test_wordings_are_found_whatever_their_case():
    assert key_of_wording("THEFT  from shops and stalls") == "acquisitive/shoplifting"
    # In the list three times, in three categories.
    assert key_of_wording("Triable-either-way offences") is None


def test_every_category_of_the_list_is_one_that_the_profile_knows():
    by_code, by_class, by_wording = _mapping()
    known = set(POLICE_UK_CATEGORIES.values())
    assert set(by_code.values()) | set(by_class.values()) | set(by_wording.values()) <= known
    assert len(by_code) > 1100
