"""An OpenID provider on this machine, and a service that takes its word."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

SECRET = "0123456789abcdef0123456789abcdef"
CLIENT = "geo-csp"


@dataclass(frozen=True)
class ProviderMock:
    issuer: str

    def set_claims(self, subject: str, **claims: Any) -> None:
        """What it will say of someone, its own claims changed by these."""
        request = urllib.request.Request(
            f"{self.issuer}/users/{subject}",
            data=json.dumps(claims).encode(),
            headers={"Content-Type": "application/json"},
            method="PUT",
        )
        with urllib.request.urlopen(request, timeout=10):
            pass


@contextmanager
def provider(port: int) -> Iterator[ProviderMock]:
    people = [f"--user={name}" for name in ("ann", "bob", "nobody")]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", f"--port={port}"]
    mock = ProviderMock(f"http://localhost:{port}")
    with subprocess.Popen(
        [*command, *people], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(mock.issuer)
            yield mock
        finally:
            server.terminate()


def _wait_for(issuer: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the provider did not start")


def secrets_file(folder: Path, issuer: str, port: int, redirect: str = "") -> Path:
    """``redirect``: where the provider sends people back to, if not to the app's own ``port``."""
    back = redirect or f"http://127.0.0.1:{port}/oauth2callback"
    path = folder / "secrets.toml"
    path.write_text(
        f"""
[auth]
redirect_uri = "{back}"
cookie_secret = "{SECRET}"
client_id = "{CLIENT}"
client_secret = "not a secret here"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
issuer = "{issuer}"
"""
    )
    return path


def cookie(address: str, issuer: str, subject: str, secret: str = SECRET, **changed: Any) -> Any:
    """A sign-in as Streamlit keeps it in the browser; claims that are None are left out."""
    now = int(time.time())
    told: dict[str, Any] = {
        "iss": issuer,
        "aud": CLIENT,
        "sub": subject,
        "iat": now - 5,
        "exp": now + 3600,
    }
    kept = {name: value for name, value in (told | changed).items() if value is not None}
    content = json.dumps({**kept, "origin": address, "is_logged_in": True, "provider": "default"})
    value = create_signed_value(secret, "_streamlit_user", content).decode()
    return {"name": "_streamlit_user", "value": value, "url": address}
