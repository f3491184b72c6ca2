"""Actions at the places of a real run: whose wards they lie in decides who is shown them."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from geo_csp.disclosure.actions import may_be_written, released_actions
from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.effects import effects
from geo_csp.disclosure.engagement import engagement
from geo_csp.disclosure.known_places import places_for
from geo_csp.disclosure.ward_priorities import ward_priorities
from geo_csp.months import parse_quarter
from geo_csp.register.opening import open_register
from tests.disclosure.test_priorities import (
    ANALYST,
    BOARD,
    MONTH,
    OTHER_TEAM,
    OWN_TEAM,
    data,
    run_of,
)
from tests.hotspots.conftest import WARD

__all__ = ["data", "run_of"]

TODAY = date(2026, 1, 15)


@pytest.fixture
def register(data: DataSet):
    with closing(open_register(data.store)) as opened:
        yield opened


def test_a_team_is_shown_the_actions_at_its_own_wards_places(data: DataSet, register) -> None:
    (row,) = released_actions(data, OWN_TEAM, register, TODAY).rows
    assert row.ward == WARD
    assert released_actions(data, OTHER_TEAM, register, TODAY).rows == ()
    assert may_be_written(data, OWN_TEAM, row.agreed)
    assert not may_be_written(data, OTHER_TEAM, row.agreed)


def test_a_team_can_choose_the_places_of_its_own_wards(data: DataSet, register) -> None:
    (row,) = released_actions(data, ANALYST, register, TODAY).rows
    assert row.agreed.place in places_for(data, OWN_TEAM)
    assert row.agreed.place not in places_for(data, OTHER_TEAM)


def test_a_ward_s_page_has_what_was_done_at_its_places(data: DataSet, register) -> None:
    found = ward_priorities(data, OWN_TEAM, register, WARD, TODAY)
    assert found is not None
    assert [row.action.number for row in found.actions] == [1]


def test_the_board_is_told_no_owner_in_the_place_of_a_partner(data: DataSet) -> None:
    assert [each.partner for each in effects(data, ANALYST, MONTH).effects] == ["A sergeant"]
    told = effects(data, BOARD, MONTH)
    assert [each.partner for each in told.effects] == [""]
    assert "sergeant" not in told.table.to_csv()


def test_an_action_at_a_place_is_counted_in_its_locality(data: DataSet, register) -> None:
    rows = engagement(data, BOARD, register, parse_quarter("2025Q4")).heard
    assert {row.name: row.begun for row in rows if row.begun} == {"Hereford": 1}
