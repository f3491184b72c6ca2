"""A command run in this process, from its arguments to its exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from geo_csp.cli import main


@dataclass(frozen=True)
class Answer:
    exit_code: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture
def geo_csp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    monkeypatch.setenv("GEO_CSP_STORE", str(tmp_path / "store"))

    def run(*arguments: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["geo-csp", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main.run()
        said = capsys.readouterr()
        return Answer(int(stopped.value.code or 0), said.out, said.err)

    return run
