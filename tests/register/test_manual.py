"""What docs/register.md tells the reader to run does what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from geo_csp.register import audit
from geo_csp.register.chain import verify
from geo_csp.register.opening import open_register, revision_of

ROOT = Path(__file__).resolve().parents[2]
MANUAL = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
(GO_BACK,) = re.findall(r"```python\n(.*?)```", MANUAL, flags=re.DOTALL)
BACK_UP, PUT_BACK = re.findall(r"^    geo-csp (register .+)$", MANUAL, flags=re.MULTILINE)
COMMAND = "import sys; from geo_csp.cli.main import run; sys.argv = {arguments}; run()"


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


def test_the_backup_it_shows_is_put_back_by_what_it_shows(run, filled, place):
    def command(line):
        arguments = ["geo-csp", *line.split(), "--store", str(place.store)]
        run(COMMAND.format(arguments=arguments))

    command(BACK_UP)
    before = verify(filled).lines
    audit.record(filled, audit.Entry("s", "consultation", "wards"))
    command(PUT_BACK)
    verdict = verify(filled)
    # The copy was made before the line that says so; the line of what was put back is in its place.
    assert (verdict.is_whole, verdict.lines) == (True, before)
    assert audit.lines(filled, newest=1)[0].entry.filter["restored"] == BACK_UP.split()[-1]


def test_the_way_back_it_shows_leads_to_the_version_it_names(run, filled):
    run(GO_BACK)
    with filled.reading() as connection:
        assert revision_of(connection) == "v2"


def test_the_files_it_names_are_the_files_there_are(tmp_path):
    open_register(tmp_path).close()
    names = set(re.findall(r"^\| `STORE/(.+?)` \|", MANUAL, flags=re.MULTILINE))
    assert names == {file.name for file in tmp_path.glob("register.*")}
