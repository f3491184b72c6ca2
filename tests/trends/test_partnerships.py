"""Partnerships of another force in a group that the profile names, on the police's own files."""

from __future__ import annotations

import pytest

from geo_csp.board_settings import Group, Partnership
from geo_csp.disclosure.data_set import open_data_set
from geo_csp.disclosure.trends import board
from geo_csp.errors import ProfileError
from geo_csp.incidents.load import load
from geo_csp.roles import ROLES, Viewer
from geo_csp.trends.partnerships import districts
from tests.csv_counts import TYPES, rows_of_folder

MONTHS = ("2025-10", "2025-11", "2025-12")
BOARD = Viewer(ROLES["board"])


@pytest.fixture(scope="module")
def rows(shared_data):
    found = rows_of_folder(shared_data / "police_other" / "gloucestershire")
    return [row for row in found if row["Month"] in MONTHS]


@pytest.fixture(scope="module")
def profile(herefordshire, rows, tmp_path_factory):
    """Herefordshire's, with a group of two districts of Gloucestershire beside itself."""
    lsoas = {row["LSOA code"]: row["LSOA name"][:-5] for row in rows if row["LSOA code"]}
    path = tmp_path_factory.mktemp("profile") / "lsoas.csv"
    own = herefordshire.file("force_lsoas.csv").read_text(encoding="utf-8")
    path.write_text(own + "".join(f"{c},{d}\n" for c, d in lsoas.items() if c not in own))
    others = tuple(
        Partnership(name=name, districts=(name,), residents=people, force="gloucestershire")
        for name, people in (("Cotswold", 90_800), ("Forest of Dean", 87_000))
    )
    group = Group(
        name="Most similar group", partnerships=("Herefordshire", *(o.name for o in others))
    )
    settings = herefordshire.board.model_copy(
        update={
            "lsoas": str(path),
            "partnerships": (*herefordshire.board.partnerships, *others),
            "groups": (group,),
        }
    )
    return herefordshire.model_copy(update={"board": settings})


def comparison(profile, folders, store, category="asb"):
    load(folders, profile, store)
    data = open_data_set("own", "Your own data", store, profile)
    found = board(data, BOARD, "2025Q4").comparisons
    return next(funnel for funnel in found if funnel.category == category)


def folders_of(shared_data, *forces):
    return [shared_data / force / month for force in forces for month in MONTHS]


def test_another_force_s_partnerships_are_counted_when_its_files_are_loaded(
    profile, rows, shared_data, tmp_path
):
    folders = folders_of(shared_data, "police", "police_other/gloucestershire")
    found = comparison(profile, folders, tmp_path)
    counts = {point.name: point.count for point in found.points}
    for name in ("Cotswold", "Forest of Dean"):
        expected = sum(
            row["LSOA name"][:-5] == name and row["Crime type"] in TYPES["asb"] for row in rows
        )
        assert counts[name] == expected
    assert found.sentence.startswith("Herefordshire has ")


def test_without_them_it_says_that_they_are_missing(profile, shared_data, tmp_path):
    found = comparison(profile, folders_of(shared_data, "police"), tmp_path)
    assert found.points == ()
    assert found.why.startswith("the loaded open data holds no other of these partnerships")


def test_a_list_of_lsoas_that_cannot_be_read_is_named(herefordshire, tmp_path):
    (tmp_path / "wrong.csv").write_text("code;district\n1;2\n")
    settings = herefordshire.board.model_copy(update={"lsoas": str(tmp_path / "wrong.csv")})
    with pytest.raises(ProfileError, match=r"wrong.csv: expected columns lsoa_code and district"):
        districts(herefordshire.model_copy(update={"board": settings}))
