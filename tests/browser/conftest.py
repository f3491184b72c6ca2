"""The app in a real browser with the network cut: on real open data, the demonstration, and a
store of the user's own whose streets have hostile names.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.load import load

# A loaded machine takes its time; a page that never comes is still told from one that does.
expect.set_options(timeout=60_000)

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "<img src=x onerror='window.hacked=1'>"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
# Streamlit looks for its base path under the address of a page; there it finds nothing.
EXPECTED_MISSES = ("/_stcore/health", "/_stcore/host-config")


@pytest.fixture(scope="session")
def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("no Chromium found: looked for chromium, chromium-browser and google-chrome")
    return found


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is made ready in it at the first start serves every app of the tests."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "data" / "open", data / "open")
    return data


@pytest.fixture(scope="session")
def app(chromium: str, data_folder: Path, herefordshire: AreaProfile) -> Iterator[str]:
    """The address of the running app."""
    _own_store(data_folder, herefordshire)
    with serving(data_folder, data_folder / "store", free_port()) as address:
        yield address


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def serving(data: Path, store: Path, port: int, *options: str) -> Iterator[str]:
    environment = {**os.environ, "GEO_CSP_DATA": str(data), "GEO_CSP_STORE": str(store)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    path = store.with_suffix(".log")
    with (
        path.open("w") as log,
        subprocess.Popen(
            [*command, *options], cwd=ROOT, env=environment, stdout=log, stderr=log
        ) as server,
    ):
        try:
            yield _when_ready(server, f"http://127.0.0.1:{port}", path)
        finally:
            server.terminate()


def _own_store(data: Path, profile: AreaProfile) -> None:
    header = (
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
        "Crime type,Last outcome category,Context"
    )
    row = (
        f",2025-06,West Mercia Police,West Mercia Police,-2.7157,52.0563,On or near {HOSTILE},"
        "E01014010,Herefordshire 012C,Anti-social behaviour,,"
    )
    source = data / "source" / "2025-06" / "2025-06-west-mercia-street.csv"
    source.parent.mkdir(parents=True)
    source.write_text("\n".join([header, *[row] * 3]) + "\n")
    load([source], profile, data / "store")


def _when_ready(server: subprocess.Popen[bytes], address: str, log: Path) -> str:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):
                return address
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"the app did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_view(app: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a view and, at the end, checks what every view promises: nothing was asked of another
    machine, the policy was on every response and nothing broke it, no script of ours failed.
    """
    contexts = []
    asked: list[str] = []
    unprotected: list[str] = []
    complaints: list[str] = []

    def opened(view: str = "", **settings: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **settings})
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda websocket: asked.append(websocket.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note(message, complaints))
        page.on(
            "response",
            lambda response: (
                None
                if "content-security-policy" in response.headers
                or not response.url.startswith("http")
                else unprotected.append(response.url)
            ),
        )
        page.goto(f"{app}/{view}")
        return page

    yield opened
    for context in contexts:
        context.close()
    here = (app, app.replace("http", "ws", 1), "blob:", "data:")
    assert asked
    assert [url for url in asked if not url.startswith(here)] == []
    assert unprotected == []
    assert complaints == []


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    is_miss = any(miss in message.location["url"] for miss in EXPECTED_MISSES)
    if message.type == "error" and not is_miss:
        complaints.append(message.text)
