"""Who may fetch a file that a page made: its address alone is not enough.

A file lies at an address made of its content for as long as its page is open. The address cannot be
guessed, but it stands in histories and in a proxy's log. So who asks for it from another computer
must be signed in and hold a role, as for a page. Streamlit gives such answers without asking.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from geo_csp.pages.data_sets import area_profile
from geo_csp.pages.entrance import identity_in_time, viewer_now
from geo_csp.pages.identity import SignInError
from geo_csp.pages.server_setup import auth_settings, is_local, what_is_missing

_COOKIE = "_streamlit_user"


def may_fetch(headers: Mapping[str, str], cookies: Mapping[str, str]) -> bool:
    if is_local(headers):
        return True
    if what_is_missing():
        return False
    try:
        identity = identity_in_time(_claims(cookies), area_profile())
    except SignInError:
        return False
    return viewer_now(identity.subject, is_needed=False) is not None


def _claims(cookies: Mapping[str, str]) -> dict[str, Any]:
    """What Streamlit wrote into its signed cookie when somebody signed in; else nothing."""
    secret = str(auth_settings()["cookie_secret"])
    content = get_cookie_with_chunks(functools.partial(_signed, secret, cookies), _COOKIE)
    try:
        claims = json.loads(content or b"{}")
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def _signed(secret: str, cookies: Mapping[str, str], name: str) -> bytes | None:
    value = cookies.get(name)
    return None if value is None else decode_signed_value(secret, name, value.encode("latin-1"))
