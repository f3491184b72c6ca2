"""Who has signed in, as the provider says and as far as this service accepts it.

Streamlit checks the provider's signature once, when somebody signs in, and would then take its own
cookie for 30 days. So what the provider said is held against the settings at every rerun.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo_csp.errors import GeoCspError

# Clocks of the provider and of this machine may differ so much.
CLOCKS_DIFFER_S = 120


class SignInError(GeoCspError):
    """The message is for whoever tried to sign in."""


@dataclass(frozen=True)
class Provider:
    """The one whose word is taken, and for how long at most."""

    issuer: str
    client_id: str
    longest_s: float


@dataclass(frozen=True)
class Identity:
    """``subject``: who it is, lasting and unique at the provider. Times in seconds since 1970."""

    subject: str
    signed_in_at: float
    until: float


def identity_of(claims: Mapping[str, Any], provider: Provider, now: float) -> Identity:
    """Raises SignInError where the claims are not the provider's, not complete or too old."""
    subject = claims.get("sub")
    for name in ("iss", "sub", "aud", "iat", "exp"):
        if not claims.get(name):
            raise SignInError(
                f'The sign-in does not say "{name}", without which nobody is let in. '
                "Tell the administrator: the provider has to send it."
            )
    if claims["iss"] != provider.issuer:
        raise SignInError(
            f"You signed in at {claims['iss']}, but this service takes the word of "
            f"{provider.issuer} only."
        )
    if provider.client_id not in _audience(claims):
        raise SignInError("This sign-in was made for another service.")
    if not isinstance(subject, str) or not subject.isprintable():
        raise SignInError('The sign-in\'s "sub" is no text. Tell the administrator.')
    signed_in_at, expires = (_seconds(claims[name]) for name in ("iat", "exp"))
    until = min(expires, signed_in_at + provider.longest_s)
    if signed_in_at > now + CLOCKS_DIFFER_S:
        raise SignInError(
            "This sign-in is from the future: a clock is wrong. Tell the administrator."
        )
    if now >= until:
        raise SignInError("Your sign-in has expired. Sign in again.")
    return Identity(subject, signed_in_at, until)


def _audience(claims: Mapping[str, Any]) -> list[Any]:
    audience = claims["aud"]
    return list(audience) if isinstance(audience, (list, tuple)) else [audience]


def _seconds(value: Any) -> float:  # noqa: ANN401 as the provider gives it
    # JSON as Python reads it may hold NaN, against which nothing is ever too late.
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value):
        raise SignInError("The sign-in's times are no numbers. Tell the administrator.")
    return float(value)
