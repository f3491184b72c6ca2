"""Everything that reaches one person's browser: page, socket, files."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, Response, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# Boundaries and libraries, the same for everybody.
_PUBLIC = re.compile(r"/(outlines|vendor|static)/|^(blob|data):")

_RUNS_NO_SCRIPT = """
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
"""


@dataclass
class Heard:
    """``text``: all that was sent over the socket and by HTTP, and all that the page showed."""

    text: list[str] = field(default_factory=list)
    sessions: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)
    answers: list[Response] = field(default_factory=list)

    def answered(self, answer: Response) -> None:
        self.answers.append(answer)

    def read_answers(self) -> None:
        """What came by HTTP, once the page is at rest: before, not all of it is there."""
        for answer in self.answers:
            self.text.append(f"{answer.url} {answer.headers}")
            if not _PUBLIC.search(answer.url):
                with contextlib.suppress(Error):  # a redirect has no content
                    self.text.append(answer.text())
        self.answers.clear()

    def holds(self, canary: re.Pattern[str]) -> bool:
        return any(canary.search(text) for text in self.text)


@dataclass(frozen=True)
class Person:
    page: Page
    address: str
    heard: Heard

    def look_at(self, view: str) -> None:
        self.page.goto(f"{self.address}/{view}")
        expect(self.page.locator(".geo-marked").first).to_be_visible()
        self._come_to_rest()
        self.heard.text.append(self.page.content())
        self.heard.read_answers()

    def take_away(self, why: str) -> None:
        """Each file that the page offers."""
        for box in self.page.get_by_role("textbox", name="Why is it taken away").all():
            box.fill(why)
            box.press("Enter")
            button = self.page.locator("[data-testid=stDownloadButton] button").first
            expect(button).to_be_enabled()
        # A button that a rerun replaces under the pointer makes no file.
        self._come_to_rest()
        for button in self.page.locator("[data-testid=stDownloadButton] button:enabled").all():
            with self.page.expect_download() as started:
                button.click()
            file = started.value
            content = Path(file.path()).read_bytes().decode("utf-8", errors="ignore")
            self.heard.files[file.suggested_filename] = content
            self.heard.text.append(content)

    def _come_to_rest(self) -> None:
        for _ in range(2):  # what a rerun drew may itself ask for another
            self.page.wait_for_timeout(300)
            self.page.wait_for_function(_RUNS_NO_SCRIPT)


def person(browser: Browser, address: str, cookies: list[dict[str, Any]]) -> Person:
    context = browser.new_context(accept_downloads=True)
    context.set_default_timeout(60_000)
    if cookies:
        context.add_cookies(cookies)
    page, heard = context.new_page(), Heard()
    page.on("websocket", lambda socket: _listen(socket, heard))
    page.on("response", heard.answered)
    return Person(page, address, heard)


def _listen(socket: WebSocket, heard: Heard) -> None:
    def received(payload: bytes | str) -> None:
        content = payload if isinstance(payload, bytes) else payload.encode()
        heard.text.append(content.decode("utf-8", errors="ignore"))
        message = ForwardMsg.FromString(content)
        if message.HasField("new_session"):
            heard.sessions.add(message.new_session.initialize.session_id)

    socket.on("framereceived", received)
