"""Who may see and take away what: the table of roles."""

from __future__ import annotations

import pytest

from geo_csp.roles import ROLES, Viewer

CENTRAL, TUPSLEY = "E05009449", "E05009486"


def test_the_board_sees_localities_and_wards_and_no_points():
    board = Viewer(ROLES["board"])
    assert board.role.levels == {"county", "locality", "ward"}
    assert not board.sees_level("lsoa")
    assert not board.sees_points_of(CENTRAL)
    assert not board.sees_all_counts


def test_the_public_sees_every_level_that_open_data_gives_and_no_points():
    public = Viewer(ROLES["public"])
    assert public.role.levels == {"county", "locality", "ward", "lsoa"}
    assert not public.sees_points_of(CENTRAL)


@pytest.mark.parametrize("role", ["partner", "analyst"])
def test_those_who_task_see_every_level_and_every_wards_points(role):
    viewer = Viewer(ROLES[role])
    assert viewer.role.levels == {"county", "locality", "ward", "lsoa"}
    assert viewer.sees_points_of(CENTRAL)
    assert viewer.sees_all_counts


def test_a_neighbourhood_team_sees_the_points_of_its_own_wards_only():
    team = Viewer(ROLES["neighbourhood"], frozenset({CENTRAL}))
    assert team.sees_points_of(CENTRAL)
    assert not team.sees_points_of(TUPSLEY)
    assert not team.sees_all_counts
    assert not team.sees_level("lsoa")


def test_an_administrator_sees_no_figures_and_takes_none_away():
    administrator = ROLES["administrator"]
    assert (administrator.levels, administrator.takes_away) == (frozenset(), frozenset())


def test_the_meeting_writes_and_a_team_only_of_actions():
    writing = {code: set(role.writes) for code, role in ROLES.items() if role.writes}
    assert writing == {
        "partner": {"actions", "voices"},
        "analyst": {"actions", "voices"},
        "neighbourhood": {"actions"},
    }


@pytest.mark.parametrize("role", ROLES.values(), ids=list(ROLES))
def test_no_role_writes_where_it_may_not_read(role):
    assert role.writes <= role.register
