"""Who may come in. Asked at every rerun and remembered by nobody.

Open data and the demonstration are free to whoever sits at this computer. All else is for people
who have signed in and hold a role in the register: no identity, no role, or a server that was not
set up for it, and nothing is shown.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.release import DataSet
from geo_csp.pages.identity import Identity, Provider, SignInError, identity_of
from geo_csp.pages.own_register import own_register
from geo_csp.pages.server_setup import auth_settings, is_on_this_computer, what_is_missing
from geo_csp.register.viewers import viewer_of
from geo_csp.roles import Viewer

Way = Literal["sign in", "sign out"]

# Streamlit's cookie is good for as long as it says, signed out or not: a copy of it must not be.
# By subject, when the newest sign-in that was ended had begun.
_ended: dict[str, float] = {}


class RefusedError(Exception):
    """Nothing is shown. ``lines`` say why, ``ways_on`` what can be done about it here."""

    def __init__(self, heading: str, lines: tuple[str, ...], *ways_on: Way) -> None:
        super().__init__(heading)
        self.heading, self.lines, self.ways_on = heading, lines, ways_on


@dataclass(frozen=True)
class Visit:
    """``identity`` and ``viewer``: None for whoever sits at this computer and did not sign in."""

    identity: Identity | None = None
    viewer: Viewer | None = None

    @property
    def who(self) -> str:
        return self.identity.subject if self.identity else ""


def enter(data: DataSet) -> Visit:
    """Raises RefusedError for everybody who may not see this data set at all."""
    if not data.is_protected and is_on_this_computer():
        return Visit()
    if missing := what_is_missing():
        raise RefusedError("Nothing is shown without sign-in", (_why(data), *missing))
    if not st.user.get("is_logged_in"):
        raise RefusedError("Sign in", (_why(data),), "sign in")
    try:
        identity = identity_in_time(st.user.to_dict(), data.profile)
    except SignInError as error:
        raise RefusedError("Sign-in refused", (str(error),), "sign in", "sign out") from error
    viewer = viewer_now(identity.subject, is_needed=data.is_protected)
    if viewer is None:
        raise RefusedError("No role", (_no_role(identity.subject),), "sign out")
    return Visit(identity, viewer)


def is_still(visit: Visit) -> bool:
    """Whether whoever signed in may go on: a file is made after its page was shown."""
    if visit.identity is None:
        return False
    viewer = viewer_now(visit.identity.subject, is_needed=True)
    return _is_in_time(visit.identity) and visit.viewer == viewer


def identity_in_time(claims: Mapping[str, Any], profile: AreaProfile) -> Identity:
    """Raises SignInError where the sign-in is not, or no longer, to be relied on."""
    auth = auth_settings()
    provider = Provider(str(auth["issuer"]), str(auth["client_id"]), profile.sign_in_hours * 3600)
    identity = identity_of(claims, provider, time.time())
    if not _is_in_time(identity):
        raise SignInError("You have signed out. Sign in again.")
    return identity


def viewer_now(subject: str, *, is_needed: bool) -> Viewer | None:
    """``is_needed``: a register is made where there is none yet."""
    register = own_register(is_needed=is_needed)
    return viewer_of(register, subject) if register else None


def sign_in() -> None:
    st.login()


def sign_out() -> None:
    """Here, for every copy of the sign-in; then at the provider, where it has a way to."""
    subject, began = st.user.get("sub"), st.user.get("iat")
    if isinstance(subject, str) and isinstance(began, (int, float)):
        _ended[subject] = max(float(began), _ended.get(subject, 0.0))
    st.logout()


def _is_in_time(identity: Identity) -> bool:
    ended = _ended.get(identity.subject, 0.0)
    return ended < identity.signed_in_at and time.time() < identity.until


def _why(data: DataSet) -> str:
    if data.is_protected:
        return (
            "This data holds a police extract or partner records, which are shown only to people "
            "who have signed in and hold a role."
        )
    return (
        "This service can be reached from other computers. There it is for people who have signed "
        "in and hold a role."
    )


def _no_role(subject: str) -> str:
    return (
        "You have signed in, but hold no role here, so nothing is shown. Ask the administrator "
        f'for one. You are known here as "{subject}".'
    )
