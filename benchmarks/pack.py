"""The packs of a month and of a quarter on the open data that lies with the project, both forms,
each made twice: seconds, and whether the bytes are the same.

    python benchmarks/pack.py [--month 2025-12] [--quarter 2025Q4]

Bar: each pack, from its released records to both files, in under 20 s on 2 cores. Seconds are of
this machine; processor seconds say how much of it was the pack's own. The month's run comes before
and is not counted.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from geo_csp.area_profile import load_profile
from geo_csp.disclosure.release import open_data_set
from geo_csp.incidents.load import load
from geo_csp.monthly.run import run_month
from geo_csp.packs.board_pack import board_document, board_material
from geo_csp.packs.document import Document
from geo_csp.packs.forms import WRITERS
from geo_csp.packs.matac_material import matac_material
from geo_csp.packs.matac_pack import matac_document
from geo_csp.roles import ROLES, Viewer

OPEN_DATA = Path(__file__).resolve().parents[1] / "data" / "open" / "herefordshire.zip"
DAY = date(2026, 1, 12)
BAR_S = 20.0


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--month", default="2025-12")
    asked.add_argument("--quarter", default="2025Q4")
    chosen = asked.parse_args()
    profile = load_profile("herefordshire")
    analyst, board = Viewer(ROLES["analyst"]), Viewer(ROLES["board"])
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        load([OPEN_DATA], profile, store)
        run_month(store, profile, chosen.month)
        data = open_data_set("own", "own", store, profile)
        _tell(
            f"the MATAC's pack of {chosen.month}",
            lambda: matac_document(matac_material(data, analyst, chosen.month, None, DAY)),
        )
        _tell(
            f"the board's report of {chosen.quarter}",
            lambda: board_document(board_material(data, board, chosen.quarter, None, DAY)),
        )


def _tell(what: str, draw: Callable[[], Document]) -> None:
    made = []
    for name in ("first", "second"):
        start, processor = time.perf_counter(), time.process_time()
        document = draw()
        made.append([written(document) for written in WRITERS.values()])
        seconds, own = time.perf_counter() - start, time.process_time() - processor
        print(f"{what}, {name}: {seconds:.1f} s ({seconds / BAR_S:.2f} of the bar), {own:.1f} own")
    print(f"{what}: the same bytes: {made[0] == made[1]}; {[len(file) for file in made[0]]} bytes")


if __name__ == "__main__":
    main()
