"""The month's run on the open data that lies with the project: all categories, stability and
backtest included, and what a page then waits for. Prints what was found.

    python benchmarks/run_month.py [--month 2025-12]

Bars: the run under 60 s on 2 cores; a published month read and released in under 50 ms warm.
Seconds are of this machine; processor seconds say how much of it was this run's own.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from geo_csp.area_profile import load_profile
from geo_csp.disclosure import hotspots as released
from geo_csp.disclosure.release import open_data_set
from geo_csp.incidents.load import load
from geo_csp.monthly.published import read_published
from geo_csp.monthly.run import run_month
from geo_csp.roles import ROLES, Viewer

OPEN_DATA = Path(__file__).resolve().parents[1] / "data" / "open" / "herefordshire.zip"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--month", default="2025-12")
    month = asked.parse_args().month
    profile = load_profile("herefordshire")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        load([OPEN_DATA], profile, store)
        for name in ("first run", "second run"):
            start, processor = time.perf_counter(), time.process_time()
            made = run_month(store, profile, month)
            print(
                f"{name}: {time.perf_counter() - start:.1f} s, "
                f"{time.process_time() - processor:.1f} processor seconds, "
                f"{len(made.scanned)} categories, {len(made.findings)} findings"
            )
        data, viewer = open_data_set("own", "own", store, profile), Viewer(ROLES["analyst"])
        read = _milliseconds(lambda: read_published(store, profile.name, month))
        shown = _milliseconds(lambda: released.hotspots(data, viewer, month))
        print(f"read warm {read:.2f} ms, released warm {shown:.1f} ms")
        for found in made.findings:
            if found.kind in ("emerging", "watch", "fading"):
                print(f"{found.kind:9} p {found.p:.4f}  {found.stability_words}  {found.sentence}")
        for tested in made.backtests:
            print(f"{tested.category:14} {tested.words}")


def _milliseconds(call: Callable[[], object], times: int = 20) -> float:
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(1e3 * (time.perf_counter() - start))
    return median(taken)


if __name__ == "__main__":
    main()
