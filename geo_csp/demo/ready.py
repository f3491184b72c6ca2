"""The data sets that are there when the app starts: the user's own, then real open data, then the
demonstration.

The last two are loaded once, by the loader that reads a user's files, and their sensitive
categories published. They are kept until the code, the profile or the source changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import filelock

import geo_csp
from geo_csp.area_profile import AreaProfile
from geo_csp.demo.generate import generate, points_of
from geo_csp.demo.planted_register import write_register
from geo_csp.disclosure.release import DataSet, open_data_set
from geo_csp.errors import EXIT_FAILED, StoreError
from geo_csp.incidents.coverage import coverage
from geo_csp.incidents.load import load
from geo_csp.incidents.store import read_manifest
from geo_csp.monthly.sensitive import publish_sensitive
from geo_csp.vocabulary import SYNTHETIC

OWN = "Your own data"
OPEN = "Open data, real"
DEMONSTRATION = f"Demonstration: {SYNTHETIC}"

# Rooms whose code decides what is in a store and published of it: a change there loads anew.
_ROOMS_OF_A_STORE = ("demo", "incidents", "geography", "counts", "statistics", "monthly")
KEY_DIGITS = 16


def ready_data_sets(profile: AreaProfile, data_folder: Path) -> tuple[DataSet, ...]:
    """Own store first if it holds anything (``GEO_CSP_STORE``, else ``data_folder``/store), then
    ``data_folder``/open/AREA.zip where the area has one, then the demonstration.
    """
    ready = _ready_folder(data_folder)
    own = Path(os.environ.get("GEO_CSP_STORE") or data_folder / "store")
    archive = data_folder / "open" / f"{profile.name}.zip"
    found = []
    if read_manifest(own):
        found.append(open_data_set("own", OWN, own, profile))
    if archive.is_file():
        store = _loaded_once(ready, "open", profile, [archive], lambda _: [archive])
        found.append(open_data_set("open", OPEN, store, profile))
    store = _loaded_once(
        ready, "demonstration", profile, [], lambda work: _generated(profile, work)
    )
    found.append(open_data_set("demonstration", DEMONSTRATION, store, profile))
    return tuple(found)


def _generated(profile: AreaProfile, work: Path) -> list[Path]:
    generate(profile, work / "sources")
    write_register(work / "store", points_of(profile))
    return [work / "sources"]


def _ready_folder(data_folder: Path) -> Path:
    """Beside the data, or in the user's temporary folder where that cannot be written."""
    ready = data_folder / "ready"
    try:
        ready.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=ready).close()
    except OSError:
        return _folder_of_the_user()
    return ready


def _folder_of_the_user() -> Path:
    """In the temporary folder, where others may write too: theirs is not read."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    folder = Path(tempfile.gettempdir()) / f"geo-csp-ready-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and folder.stat().st_uid != user:
        raise StoreError(f"{folder}: belongs to another user; set TMPDIR to a folder of your own")
    return folder


def _loaded_once(
    ready: Path,
    name: str,
    profile: AreaProfile,
    sources: list[Path],
    files: Callable[[Path], list[Path]],
) -> Path:
    """The store of what ``files`` gives, loaded now if no earlier start has done so.

    One process loads while others wait. It loads in a folder of its own and gives it its name when
    all is there, so that one that dies leaves nothing that looks whole.
    """
    label = f"{profile.name}-{name}-"
    built = ready / f"{label}{_key(profile, sources)}"
    if built.is_dir():
        return built
    with filelock.FileLock(ready / ".lock"):
        if not built.is_dir():
            _remove(ready.glob(".loading-*"))
            work = Path(tempfile.mkdtemp(prefix=".loading-", dir=ready))
            report = load(files(work), profile, work / "store")
            if report.exit_code == EXIT_FAILED:
                raise StoreError(f"{name}: could not be loaded: {'; '.join(report.failures)}")
            _publish(work / "store", profile)
            (work / "store").rename(built)
            others = ready.glob(label + "[0-9a-f]" * KEY_DIGITS)
            _remove([work, *(old for old in others if old != built)])
    return built


def _publish(store: Path, profile: AreaProfile) -> None:
    """What may be seen of sensitive categories by those who do not task, from the first view on."""
    newest = coverage(read_manifest(store), profile).newest_complete
    if newest is not None:
        publish_sensitive(store, profile, newest)


def _remove(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _key(profile: AreaProfile, sources: list[Path]) -> str:
    """A short hash of everything that the store is made from."""
    package = Path(geo_csp.__file__).parent
    folders = [*(package / room for room in _ROOMS_OF_A_STORE), profile.folder]
    files = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]
    key = hashlib.sha256(geo_csp.__version__.encode())
    for path in [*files, *sources]:
        content = path.read_bytes()
        key.update(f"{path.name}:{len(content)}:".encode() + content)
    return key.hexdigest()[:KEY_DIGITS]
