"""What keeps the house in order: style, types, import contracts, short files, plain words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "geo_csp").rglob("*.py"))


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
    ],
    ids=" ".join,
)
def test_the_code_passes(command: tuple[str, ...]) -> None:
    tool = Path(sys.executable).parent / command[0]
    result = subprocess.run(
        [tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_file_holds_two_things() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {str(p.relative_to(ROOT)): n for p, n in lengths.items() if n > 250} == {}
    assert sum(n > 200 for n in lengths.values()) < len(lengths) / 5


def test_nine_of_ten_functions_are_under_24_lines() -> None:
    bodies = sorted(
        node.end_lineno - node.body[0].lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    )
    assert bodies[int(len(bodies) * 0.9)] < 24


def test_no_room_is_called_after_nothing() -> None:
    empty_names = re.compile(r"util|helper|manager|common|misc|legacy")
    assert [p.name for p in MODULES if empty_names.search(p.stem)] == []


def test_the_continuous_check_runs_the_readmes_test_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line for line in readme.splitlines() if line.endswith(".venv/bin/python -m pytest")]
    assert len(commands) == 1
    assert commands[0] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_every_dependency_has_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = re.findall(r'^    "([a-z][a-z0-9-]*)(?:\[[a-z]+\])?>=', project, flags=re.MULTILINE)
    assert len(names) > 20
    assert [name for name in names if f"| {name} |" not in reasons] == []
