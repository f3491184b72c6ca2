"""How the server was set up: whether sign-in can be trusted on it, and who can reach it."""

from __future__ import annotations

import importlib.util
import ipaddress
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

SHORTEST_SECRET = 32
_ADDRESSES = ("redirect_uri", "server_metadata_url", "issuer")
_REQUIRED = (*_ADDRESSES, "client_id", "client_secret", "cookie_secret")
# What .streamlit/config.toml sets, and why a police extract is not served without it.
_OPTIONS: dict[str, tuple[Any, str]] = {
    "server.enableXsrfProtection": (True, "another site could act for someone who is signed in"),
    "server.enableCORS": (True, "another site could read along"),
    "server.enableAgentApi": (False, "it would answer beside the pages"),
    "server.enableStaticServing": (False, "its files are served without sign-in"),
    "client.disableDataExport": (True, "a table's own button would pass by the audit"),
    "client.showErrorDetails": ("none", "an error would show what the code was working on"),
}
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")


def auth_settings() -> Mapping[str, Any]:
    """The table [auth] of .streamlit/secrets.toml; empty where there is none."""
    try:
        found = st.secrets["auth"]
    except (StreamlitSecretNotFoundError, KeyError):
        return {}
    return found if isinstance(found, Mapping) else {}


def what_is_missing() -> tuple[str, ...]:
    """For sign-in that can be trusted; each in a sentence. Empty where all is there."""
    auth = auth_settings()
    missing = []
    if importlib.util.find_spec("authlib") is None:
        missing.append("The package for sign-in: pip install 'geo_csp[auth]'.")
    if not auth:
        missing.append("The file .streamlit/secrets.toml with the table [auth].")
    else:
        missing += _missing_settings(auth)
    return (*missing, *_loosened_options())


def _missing_settings(auth: Mapping[str, Any]) -> list[str]:
    missing = [f"In [auth] of secrets.toml: {name}." for name in _REQUIRED if not auth.get(name)]
    for name in _ADDRESSES:
        if auth.get(name) and not _is_sheltered(str(auth[name])):
            missing.append(f"In [auth] of secrets.toml: {name} must begin with https://.")
    if auth.get("cookie_secret") and len(str(auth["cookie_secret"])) < SHORTEST_SECRET:
        missing.append(
            f"In [auth] of secrets.toml: cookie_secret needs {SHORTEST_SECRET} or more random "
            "characters."
        )
    return missing


def _loosened_options() -> list[str]:
    loosened = [
        f"The option {name} = {str(wanted).lower()}: else {why}."
        for name, (wanted, why) in _OPTIONS.items()
        if st.get_option(name) != wanted
    ]
    if st.get_option("server.trustedUserHeaders"):
        loosened.append(
            "The option server.trustedUserHeaders left out: else a header could say who someone is."
        )
    hosts = st.get_option("server.allowedHosts") or []
    if not hosts or "*" in hosts:
        loosened.append("The option server.allowedHosts with the names this service goes by.")
    return loosened


def is_on_this_computer() -> bool:
    """Whether whoever looks at this page does so at this machine."""
    return is_local(st.context.headers)


def is_local(headers: Mapping[str, str]) -> bool:
    """Whether only people at this machine can be asking: bound to a loopback address, asked for by
    one, and not through a proxy. ``headers``: of the request, in any case.
    """
    if not _is_loopback(str(st.get_option("server.address") or "")):
        return False
    if any(name in headers for name in _FORWARDED):
        return False
    host = headers.get("Host")
    # A browser always names its host; only a test session has none.
    return host is None or _is_loopback(_name_in(f"//{host}"))


def _is_sheltered(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" or (
        parts.scheme == "http" and _is_loopback(parts.hostname or "")
    )


def _name_in(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # "//[x" is no address at all
        return ""


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
