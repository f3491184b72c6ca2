"""Other processes over the same register, started, read and killed by the tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(HERE / program), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def kill_after(process: subprocess.Popen[str], lines: int) -> list[int]:
    """Kills without warning once so many lines were read; the numbers said until the end."""
    said = [process.stdout.readline() for _ in range(lines)]
    process.send_signal(signal.SIGKILL)
    said += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    return [int(line) for line in said]


def finish(process: subprocess.Popen[str]) -> list[int]:
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0
    return [int(line) for line in said.splitlines()]
