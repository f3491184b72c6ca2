"""A store with a police extract, and a folder that promises may write into."""

from __future__ import annotations

from pathlib import Path

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.release import open_data_set
from tests.hostile.promises import Place
from tests.pages.protected import load_extract, with_roles

ROWS = [
    {"date_from": "05/06/2025", "offence": "Burglary"},
    {"date_from": "05/06/2025", "offence": "Harassment", "strands": "Race"},
]


def made_place(folder: Path, profile: AreaProfile) -> Place:
    store, own = folder / "store", folder / "own"
    own.mkdir()
    load_extract(store, profile, ROWS * 4, folder)
    register = with_roles(store, profile, {"ann": "analyst"})
    return Place(own, profile, open_data_set("own", "Your own data", store, profile), register)
