"""Whose data it is stands beside it."""

from __future__ import annotations

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.attribution import OPEN_DATA, attribution


@pytest.mark.parametrize(
    ("own", "kind", "said"),
    [
        ("", "open", OPEN_DATA),
        ("Source: ONS.", "open", f"{OPEN_DATA} Source: ONS."),
        ("Crime: data.police.uk.", "open", "Crime: data.police.uk."),
        ("Source: ONS.", "extract", "Source: ONS."),
        ("", "extract", ""),
    ],
)
def test_the_polices_open_data_is_attributed_whatever_the_profile_says(
    data_set, herefordshire, own, kind, said
):
    profile = AreaProfile(**herefordshire.model_dump() | {"attribution": own})
    assert attribution(data_set(["2025-06"], [], profile=profile, kind=kind)) == said
