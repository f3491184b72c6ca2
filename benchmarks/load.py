"""How long a load takes beside a bare read of the same files, and how much memory.

    python benchmarks/load.py FOLDER          FOLDER: street files of data.police.uk

Prints, from one run: the load with everything in it (profile, find, read, check, point in polygon,
Parquet to disk, manifest), DuckDB's sniffing read of the same CSVs as text into a table in memory,
pyarrow's bare read, and their ratios; then the peak memory of a process that loads 36 months of the
force.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.csv

from geo_csp.area_profile import load_profile
from geo_csp.geography import boundaries
from geo_csp.incidents.load import load
from geo_csp.months import shift

ROUNDS = 7
MONTHS = 36
STORES = tempfile.TemporaryDirectory()


def load_cold(files: list[Path]) -> int:
    """As the first load of a process: outlines are read again."""
    boundaries._read_outlines.cache_clear()
    boundaries._grid.cache_clear()
    store = Path(tempfile.mkdtemp(dir=STORES.name))
    report = load(files, load_profile("herefordshire"), store)
    return sum(month.rows for month in report.months)


def read_with_duckdb(files: list[Path]) -> int:
    with duckdb.connect() as connection:
        names = [str(file) for file in files]
        connection.execute("CREATE TABLE t AS FROM read_csv(?, all_varchar = true)", [names])
        return connection.execute("SELECT count(*) FROM t").fetchone()[0]


def read_with_pyarrow(files: list[Path]) -> int:
    return sum(pyarrow.csv.read_csv(file).num_rows for file in files)


def best_seconds(
    ways: dict[str, Callable[[list[Path]], int]], files: list[Path]
) -> dict[str, float]:
    """Turn by turn, so that whatever else the machine does meets all alike."""
    seconds = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.perf_counter()
            rows = way(files)
            seconds[name].append(time.perf_counter() - start)
            assert rows > 0, name
    return {name: min(times) for name, times in seconds.items()}


def months_of_a_force(files: list[Path], folder: Path) -> None:
    """36 months, the newest repeated under earlier names where there are fewer."""
    newest = max(re.findall(r"\d{4}-\d{2}", file.name)[0] for file in files)
    for back in range(MONTHS):
        source = sorted(files)[-1 - back % len(files)]
        old, new = re.findall(r"\d{4}-\d{2}", source.name)[0], shift(newest, -back)
        text = source.read_text(encoding="utf-8").replace(f",{old},", f",{new},")
        (folder / source.name.replace(old, new)).write_text(text, encoding="utf-8")


def peak_megabytes(folder: Path) -> int:
    script = (
        "import resource, sys, tempfile; from pathlib import Path;"
        "from geo_csp.area_profile import load_profile;"
        "from geo_csp.incidents.load import load;"
        "r = load([Path(sys.argv[1])], load_profile('herefordshire'), Path(tempfile.mkdtemp()));"
        "print(len(r.months), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, folder], check=True, capture_output=True, text=True
    )
    months, megabytes = done.stdout.split()
    assert int(months) == MONTHS
    return int(megabytes)


def main(folder: Path) -> None:
    files = sorted(folder.rglob("*-street.csv"))
    ways = {
        "load": load_cold,
        "DuckDB, sniffing, as text": read_with_duckdb,
        "pyarrow, bare": read_with_pyarrow,
    }
    for name, way in ways.items():
        print(f"{name}: {way(files):,} rows of {len(files)} files")
    seconds = best_seconds(ways, files)
    for name, best in seconds.items():
        print(f"{name}: {best:.3f} s, load takes {seconds['load'] / best:.2f} of it")
    with tempfile.TemporaryDirectory() as many:
        months_of_a_force(files, Path(many))
        print(f"peak memory, {MONTHS} months: {peak_megabytes(Path(many))} MB (bar: 1,000)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
