"""A rerun of the map page beside a rerun of an empty page, 20 sessions at once, one process.

    python benchmarks/map_page.py [SESSIONS] [RERUNS]

Clients speak Streamlit's protobuf over websockets on loopback, wait about a second between reruns
and each time choose another of the categories or of the newest twelve months of the demonstration;
half of them have a ward chosen, with its map, chart and lists. The empty page is measured twice: by
itself, and beside the viewers of the map. Prints medians, 95th percentiles and ratios of one run.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "geo_csp" / "pages"
THINK_S = 1.0
EMPTY = "empty=1"
WARD = "&ward=Central"
MAIN = [
    "Neighbourhood crime",
    "Anti-social behaviour",
    "Acquisitive crime",
    "Acquisitive crime: burglary",
    "Acquisitive crime: shoplifting",
    "Hate crime",
    "Drugs",
    "Violence and sexual offences",
]
FRAME = """
import streamlit as st
if st.query_params.get("empty"):
    st.write("Nothing here.")
else:
    from geo_csp.pages.frame import show
    show()
"""
APP = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
from app import lifespan
app = st.App("frame.py", lifespan=lifespan)
"""


class Session:
    """One viewer: a connection, and the boxes it has been shown with their options."""

    def __init__(self, address: str, view: str) -> None:
        self.address = address
        self.view = view
        self.boxes: dict[str, tuple[str, list[str]]] = {}
        self.chosen: dict[str, str] = {}

    async def run(self, reruns: int) -> list[float]:
        async with websockets.connect(
            self.address, subprotocols=["streamlit"], max_size=None
        ) as self.socket:
            await self._rerun()
            await asyncio.sleep(random.random() * THINK_S)
            times = []
            for _ in range(reruns):
                self._choose()
                started = time.perf_counter()
                await self._rerun()
                times.append(time.perf_counter() - started)
                await asyncio.sleep(THINK_S * (0.5 + random.random()))
            return times

    def _choose(self) -> None:
        label = random.choice(["Category", "From"])
        if label in self.boxes:
            box, options = self.boxes[label]
            self.chosen[box] = random.choice(options[:12] if label == "From" else MAIN)

    async def _rerun(self) -> None:
        message = BackMsg()
        message.rerun_script.query_string = self.view
        for box, option in self.chosen.items():
            message.rerun_script.widget_states.widgets.add(id=box, string_value=option)
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await self.socket.recv())
            kind = answer.WhichOneof("type")
            if kind == "delta" and answer.delta.new_element.WhichOneof("type") == "selectbox":
                box = answer.delta.new_element.selectbox
                self.boxes[box.label] = (box.id, list(box.options))
            if kind == "delta" and answer.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(answer.delta.new_element.exception.message)
            if kind == "script_finished":
                return


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    (folder / "frame.py").write_text(FRAME)
    (folder / "measured.py").write_text(APP.format(root=str(ROOT)))
    # The frame finds its pages beside the script that runs.
    for page in PAGES.glob("*.py"):
        shutil.copy(page, folder / page.name)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "GEO_CSP_DATA": os.environ.get("GEO_CSP_DATA", str(ROOT / "data"))}
    command = [sys.executable, "-m", "streamlit", "run", "measured.py", f"--server.port={port}"]
    log = (folder / "log").open("w")
    server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    for _ in range(240):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
            return server, f"ws://127.0.0.1:{port}/_stcore/stream"
        time.sleep(0.5)
    server.kill()
    raise RuntimeError((folder / "log").read_text())


async def at_once(address: str, views: list[str], reruns: int) -> list[float]:
    times = await asyncio.gather(*(Session(address, view).run(reruns) for view in views))
    return [each * 1000 for session in times for each in session]


async def both_at_once(
    address: str, views: list[str], reruns: int
) -> tuple[list[float], list[float]]:
    empty = at_once(address, [EMPTY] * max(1, len(views) // 5), reruns)
    return tuple(await asyncio.gather(at_once(address, views, reruns), empty))


def told(name: str, times: list[float]) -> float:
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{name:<21} median {statistics.median(times):7.1f} ms   p95 {p95:7.1f} ms")
    return p95


def main(sessions: int = 20, reruns: int = 10) -> None:
    random.seed(1)
    demonstration = "data=Demonstration"
    with tempfile.TemporaryDirectory() as folder:
        server, address = serve(Path(folder))
        try:
            views = [demonstration + (WARD if n % 2 else "") for n in range(sessions)]
            asyncio.run(at_once(address, views[:2], 2))  # the first run imports the pages
            empty = told("empty page", asyncio.run(at_once(address, [EMPTY] * sessions, reruns)))
            page = told("map page", asyncio.run(at_once(address, views, reruns)))
            beside = asyncio.run(both_at_once(address, views, reruns))
            page_again = told("map page, again", beside[0])
            empty_beside = told("empty page beside it", beside[1])
            print(f"map page / empty page, p95: {page / empty:.2f}")
            print(f"map page / empty page beside it, p95: {page_again / empty_beside:.2f}")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
