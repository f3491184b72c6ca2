"""The hotspots of the data sets that are there at start: their newest complete month, run once.

A run takes about a minute, too long to hold up the start and longer than anyone waits for a page.
It runs beside the app in a process of its own at low priority, since a thread would slow down
every page: ``python -m geo_csp.demo.ready_hotspots AREA DATA_FOLDER``.
"""

from __future__ import annotations

import functools
import hashlib
import os
import subprocess
import sys
from contextlib import closing, nullcontext
from pathlib import Path

import filelock

import geo_csp
from geo_csp.area_profile import AreaProfile, load_profile
from geo_csp.demo.planted_register import WHO
from geo_csp.demo.ready import KEY_DIGITS, ready_data_sets
from geo_csp.disclosure.release import DataSet
from geo_csp.errors import GeoCspError
from geo_csp.monthly.meeting import put_on_record
from geo_csp.monthly.run import run_month
from geo_csp.register.opening import open_if_begun

# Rooms whose code decides what a run finds: a change there runs anew.
_ROOMS_OF_A_RUN = ("counts", "county_lines", "hotspots", "monthly", "statistics", "tasking")
_MARK = "ready-hotspots"
OWN = "own"


def lacks_hotspots(data: DataSet) -> bool:
    """Whether the data set is one of those made ready, and its newest month is still to be run."""
    return (
        data.name != OWN
        and data.coverage.newest_complete is not None
        and _read_mark(data.store) != _key()
    )


def start(profile: AreaProfile, data_folder: Path) -> subprocess.Popen[bytes]:
    """The process that makes what is lacking; it ends when all is there."""
    # 0 where the system has no such flag: there the process lowers its own priority.
    low = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
    command = [sys.executable, "-m", __name__, profile.name, str(data_folder.resolve())]
    return subprocess.Popen(command, creationflags=low)  # noqa: S603 - our own module


def make(profile: AreaProfile, data_folder: Path) -> None:
    for data in ready_data_sets(profile, data_folder):
        if lacks_hotspots(data):
            _run_once(data)


def _run_once(data: DataSet) -> None:
    """One process runs while others wait. The mark is written last: a run cut short runs again."""
    with filelock.FileLock(data.store / f".{_MARK}.lock"):
        if lacks_hotspots(data) and data.coverage.newest_complete:
            register = open_if_begun(data.store)
            with closing(register) if register else nullcontext():
                made = run_month(
                    data.store, data.profile, data.coverage.newest_complete, register=register
                )
                put_on_record(register, made, WHO)
            (data.store / _MARK).write_text(_key(), encoding="ascii")


def _read_mark(store: Path) -> str:
    path = store / _MARK
    return path.read_text(encoding="ascii") if path.is_file() else ""


@functools.cache
def _key() -> str:
    """Of the code as it was when this process first asked."""
    package = Path(geo_csp.__file__).parent
    key = hashlib.sha256(geo_csp.__version__.encode())
    for room in _ROOMS_OF_A_RUN:
        for path in sorted((package / room).glob("*.py")):
            key.update(path.name.encode() + path.read_bytes())
    return key.hexdigest()[:KEY_DIGITS]


def _main(area: str, data_folder: str) -> None:
    if hasattr(os, "nice"):
        os.nice(15)
    try:
        make(load_profile(area), Path(data_folder))
    except GeoCspError as error:
        sys.exit(f"hotspots of the data sets that are there at start: {error}")


if __name__ == "__main__":
    _main(*sys.argv[1:])
