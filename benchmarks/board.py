"""How long the board's page takes on 36 months: once warm, at another quarter, in a locality.

    python benchmarks/board.py [RUNS]

Runs the page's script in this process on the demonstration, as a board member sees it. What a
browser adds is not in it. Prints seconds of processor and of the clock: medians of RUNS.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]


def timed(run: Callable[[], object]) -> tuple[float, float]:
    processor, clock = time.process_time(), time.perf_counter()
    run()
    return time.process_time() - processor, time.perf_counter() - clock


def say(what: str, taken: list[tuple[float, float]]) -> None:
    processor, clock = (statistics.median(each) for each in zip(*taken, strict=True))
    print(f"{what:34}{processor:8.2f} s of processor{clock:8.2f} s of the clock")


def opened() -> AppTest:
    app = AppTest.from_file(str(ROOT / "geo_csp" / "pages" / "frame.py"), default_timeout=300)
    app.query_params["data"] = "Demonstration"
    app.query_params["role"] = "Board member"
    app.run()
    app.switch_page("board.py").run()
    app.selectbox(key="data").set_value("demonstration")
    app.run()
    app.selectbox(key="role").set_value("board").run()
    return app


def main(runs: int) -> None:
    app = opened()
    say("looked at again (warm)", [timed(app.run) for _ in range(runs)])
    quarters = [f"{year}Q{number}" for year in (2023, 2024) for number in (1, 2, 3, 4)][-runs:]
    taken = [timed(app.selectbox(key="quarter").set_value(each).run) for each in quarters]
    say("a quarter nobody has asked for", taken)
    codes = ["hereford", "leominster", "ledbury", "bromyard", "kington"][:runs]
    taken = [timed(app.selectbox(key="locality").set_value(each).run) for each in codes]
    say("a locality nobody has asked for", taken)
    assert not app.exception


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "data" / "open", Path(folder) / "open")
        os.environ.setdefault("GEO_CSP_DATA", folder)
        os.environ.setdefault("GEO_CSP_STORE", f"{folder}/none")
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
