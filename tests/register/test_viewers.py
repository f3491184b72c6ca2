from __future__ import annotations

import pytest
import sqlalchemy as sa

from geo_csp.errors import GeoCspError
from geo_csp.register import audit, viewers
from geo_csp.register.tables import role_change
from geo_csp.roles import ROLES, Viewer

CENTRAL, KINGTON = "E05009449", "E05009464"


def test_who_is_not_in_the_register_sees_nothing(register):
    assert viewers.viewer_of(register, "a stranger") is None
    assert viewers.viewer_of(register, "") is None


def test_a_role_holds_until_it_is_revoked_and_no_longer(register, herefordshire):
    viewers.grant(register, herefordshire, "s-1", "analyst", who="admin")
    assert viewers.viewer_of(register, "s-1") == Viewer(ROLES["analyst"])
    viewers.revoke(register, "s-1", "admin")
    assert viewers.viewer_of(register, "s-1") is None


def test_a_revocation_elsewhere_bites_at_the_next_look(place, register, herefordshire):
    viewers.grant(register, herefordshire, "s-1", "board", who="admin")
    assert viewers.viewer_of(register, "s-1") is not None
    elsewhere = place.open()
    viewers.revoke(elsewhere, "s-1", "admin")
    elsewhere.close()
    assert viewers.viewer_of(register, "s-1") is None


def test_a_team_has_its_wards(register, herefordshire):
    wards = {CENTRAL, KINGTON}
    viewers.grant(register, herefordshire, "s-2", "neighbourhood", wards=wards, who="admin")
    viewer = viewers.viewer_of(register, "s-2")
    assert viewer.sees_points_of(CENTRAL)
    assert not viewer.sees_points_of("E05009439")


@pytest.mark.parametrize(
    ("role", "wards", "said"),
    [
        ("chief", [], "is none of public, board"),
        ("neighbourhood", [], "name at least one"),
        ("board", [CENTRAL], "not bound to wards"),
        ("neighbourhood", ["E05000001"], "no ward of Herefordshire: E05000001"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused_and_changes_nothing(
    register, herefordshire, role, wards, said
):
    with pytest.raises(GeoCspError, match=said):
        viewers.grant(register, herefordshire, "s-3", role, wards=wards, who="admin")
    assert viewers.viewer_of(register, "s-3") is None
    assert viewers.roles_held(register) == ()


def test_subjects_are_told_apart_to_the_letter(register, herefordshire):
    viewers.grant(register, herefordshire, "Sub", "analyst", who="admin")
    assert viewers.viewer_of(register, "sub") is None
    assert viewers.viewer_of(register, "Sub ") is None
    with pytest.raises(GeoCspError, match="without space"):
        viewers.grant(register, herefordshire, " Sub", "board", who="admin")


def test_the_list_shows_who_holds_what_now(register, herefordshire):
    viewers.grant(register, herefordshire, "b", "board", who="admin")
    viewers.grant(register, herefordshire, "a", "board", who="admin")
    viewers.grant(register, herefordshire, "a", "analyst", who="admin")
    viewers.grant(register, herefordshire, "c", "partner", who="admin")
    viewers.revoke(register, "c", "admin")
    assert [(r.subject, r.role) for r in viewers.roles_held(register)] == [
        ("a", "analyst"),
        ("b", "board"),
    ]


def test_each_change_has_who_and_when_and_a_line_of_audit(register, herefordshire):
    viewers.grant(register, herefordshire, "a", "board", who="first")
    viewers.revoke(register, "a", "second")
    history = viewers.role_history(register, "a")
    assert [(h.role, h.who) for h in history] == [("board", "first"), (None, "second")]
    assert history[0].at <= history[1].at
    told = [(line.entry.who, line.entry.filter["role"]) for line in audit.lines(register)]
    assert told == [("second", None), ("first", "board")]


def test_revoking_what_was_never_given_says_so(register):
    with pytest.raises(GeoCspError, match='"x" has no role'):
        viewers.revoke(register, "x", "admin")


def test_a_role_that_this_version_does_not_know_gives_nothing(register):
    with register.writing() as connection:
        row = {"subject": "s", "role": "retired", "wards": [], "at": None, "who": "admin"}
        row["at"] = audit.now()
        connection.execute(sa.insert(role_change).values(row))
    assert viewers.viewer_of(register, "s") is None
