"""What docs/register.md tells the reader to run does what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from geo_csp.register.chain import verify
from geo_csp.register.opening import open_register, revision_of

ROOT = Path(__file__).resolve().parents[2]
MANUAL = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
BACK_UP, GO_BACK = re.findall(r"```python\n(.*?)```", MANUAL, flags=re.DOTALL)


@pytest.fixture
def run(filled, place, tmp_path):
    if place.url:
        pytest.skip("the manual's examples are of a store's own register")

    def in_store(program):
        program = program.replace('"STORE"', repr(str(place.store)))
        command = [sys.executable, "-W", "error", "-c", program]
        environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
        subprocess.run(command, check=True, cwd=tmp_path, env=environment)

    return in_store


def test_the_backup_it_shows_can_be_put_back_as_it_says(run, filled, place, tmp_path):
    run(BACK_UP)
    filled.close()
    for file in place.store.glob("register.db*"):
        file.unlink()
    (copy,) = tmp_path.glob("register-*.db")
    copy.rename(place.store / "register.db")
    restored = place.open()
    assert verify(restored).is_whole
    assert verify(restored).lines > 0
    restored.close()


def test_the_way_back_it_shows_leads_to_the_version_it_names(run, filled):
    run(GO_BACK)
    with filled.reading() as connection:
        assert revision_of(connection) == "v2"


def test_the_files_it_names_are_the_files_there_are(tmp_path):
    open_register(tmp_path).close()
    names = set(re.findall(r"^\| `STORE/(.+?)` \|", MANUAL, flags=re.MULTILINE))
    assert names == {file.name for file in tmp_path.glob("register.*")}
