"""What is done to every answer of the server on its way out, Streamlit's own included."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo_csp.pages.file_requests import may_fetch

# Streamlit's front end needs inline styles and scripts, blob modules and (for charts) eval. Signing
# in needs nothing more: the browser is sent to the provider and back, no form is posted there.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self' blob:",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_FILES = "/media/"
# What is for those who may see a page, or for this machine: files that pages made, and how many
# people look at them.
_GUARDED = (_FILES, "/_stcore/metrics")
_RETURN = "/oauth2callback"
_SIGNED_IN = "_streamlit_user="


class SecurityHeaders:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                if _FILES in scope["path"]:
                    headers["Cache-Control"] = "no-store"
                if scope["path"].endswith(_RETURN):
                    _say_how_it_ended(scope, headers)
            await send(message)

        if scope["type"] == "http" and _is_guarded(scope) and not _may_fetch(scope):
            refused = PlainTextResponse("no such file", status_code=404)
            await refused(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)


def _is_guarded(scope: Scope) -> bool:
    return any(path in scope["path"] for path in _GUARDED)


def _may_fetch(scope: Scope) -> bool:
    request = Request(scope)
    return may_fetch(request.headers, request.cookies)


def _say_how_it_ended(scope: Scope, headers: MutableHeaders) -> None:
    """Streamlit sends a refused sign-in back to the first page without a word."""
    cookies = headers.getlist("set-cookie")
    if "location" not in headers or any(_is_given(cookie) for cookie in cookies):
        return
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    way = "failed" if asked.keys() & {"code", "error"} else "ended"
    headers["location"] = f"{headers['location']}?sign-in={way}"


def _is_given(cookie: str) -> bool:
    name, _, value = cookie.partition(";")[0].partition("=")
    return f"{name}=" == _SIGNED_IN and value not in ("", '""')
