"""No command prints for a role what is above it: a street, a count of a strand, a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.cli.answers import RoleName
from geo_csp.register.action_log import escalate
from geo_csp.register.actions import add_action
from geo_csp.register.agreed import Agreed
from geo_csp.register.opening import open_register
from geo_csp.roles import ROLES
from geo_csp.vocabulary import LEVELS
from tests.cli.conftest import Command
from tests.hotspot_samples import CENTRAL
from tests.packs.reading import word_part, word_texts
from tests.pages.protected import NOTE, STREET, load_extract, publish_hotspot

STRAND = 137
CANARIES = {
    "street": re.compile(STREET),
    "strand": re.compile(rf"(?<![\d.]){STRAND}(?![\d.])"),
    "note": re.compile(NOTE),
}
QUESTION = "Who pays for lighting?"
MONTH, QUARTER, YEAR = "2025-06", "2025Q2", "2025"
ALL_FORMS = ("table", "csv", "json", "geojson")
REASON = ("--justification", "the crawler's reason")


@pytest.fixture
def store(tmp_path: Path, herefordshire: AreaProfile) -> Path:
    """A police extract and a council's file that tells one record twice, with a month published."""
    made = tmp_path / "store"
    race = {"date_from": "05/06/2025", "offence": "Harassment", "strands": "Race"}
    faith = race | {"strands": "Religion or faith"}
    noise = {"reference": "P1", "date_from": "10/06/2025", "time_from": "20:00"}
    noise |= {"offence": "Anti-social behaviour", "asb_type": "Noise"}
    load_extract(made, herefordshire, [*[race] * STRAND, *[faith] * 9, noise], tmp_path)
    told_again = noise | {"reference": "C1", "asb_type": "Noise nuisance"}
    load_extract(made, herefordshire, [told_again], tmp_path, source=1)
    publish_hotspot(made, herefordshire, STRAND)
    day = date(2025, 6, 9)
    agreed = Agreed(f"Patrols on {STREET}", owner="x", starts=day, review_on=day, place=CENTRAL)
    with closing(open_register(made)) as register:
        number = add_action(register, agreed, "x").number
        escalate(register, number, QUESTION, "chair")
    return made


@pytest.fixture
def said(geo_csp: Command, store: Path, tmp_path: Path):
    """All that the commands say to a role, by command, and what is in the packs they write."""

    def all_said(role: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for command in (*figures(), *of_the_meeting(), *packs(tmp_path / "packs")):
            justified = () if command[0] == "case-review" else REASON
            answer = geo_csp(*command, "--role", role, *justified)
            found[command[0]] = found.get(command[0], "") + answer.out + answer.err
        found["packs"] = "".join(map(text_of, (tmp_path / "packs").glob("*.docx")))
        return found

    return all_said


def figures() -> Iterator[tuple[str, ...]]:
    for category in ("hate-race", "hate", "neighbourhood"):
        asked = ("figures", "--category", category, "--months", MONTH, "--by")
        for level in LEVELS:
            yield (*asked, level, "--format", "json")
        for form in ("table", "csv", "geojson"):
            yield (*asked, "ward", "--format", form)


def of_the_meeting() -> Iterator[tuple[str, ...]]:
    for form in ALL_FORMS:
        for command in ("hotspots", "county-lines", "priorities"):
            yield (command, "--month", MONTH, "--format", form)
        yield ("board", "--quarter", QUARTER, "--format", form)
    for form in ("table", "csv"):
        yield ("told-twice", "--month", MONTH, "--format", form)
    for form in ("table", "csv", "json"):
        yield ("case-review", "--year", YEAR, "--format", form)


def packs(folder: Path) -> Iterator[tuple[str, ...]]:
    yield ("pack", "--month", MONTH, "--out", str(folder))
    yield ("pack", "--board", "--quarter", QUARTER, "--out", str(folder))


def text_of(word: Path) -> str:
    return f"{word.name}\n{word_texts(word_part(word.read_bytes(), 'document'))}\n"


@pytest.mark.parametrize("role", [each.value for each in RoleName])
def test_nothing_above_the_role_is_printed(said, role: str):
    told = said(role)
    text = "\n".join(told.values())
    found = {name for name, canary in CANARIES.items() if canary.search(text)}
    assert found == ({"street", "strand"} if ROLES[role].tasks else set())
    assert "Traceback" not in text
    # Each command that knows the street tells it to those who may hear it.
    streets = {name for name, words in told.items() if STREET in words}
    knowing = {"hotspots", "county-lines", "priorities", "told-twice", "packs"}
    assert streets == (knowing if ROLES[role].tasks else set())
    reads_the_list = "priorities" in ROLES[role].register
    assert (QUESTION in told["board"]) == reads_the_list
    assert ("Action 1 (Central): about 104 fewer" in told["board"]) == reads_the_list


def test_whatever_the_commands_made_is_for_its_owner_only(said, geo_csp: Command, store: Path):
    said("analyst")
    assert geo_csp("roles", "grant", "ann", "analyst").exit_code == 0
    made = [path for path in store.rglob("*") if path.is_file()]
    assert {path.name for path in made} >= {"manifest.json", "register.db", "register.key"}
    assert [path for path in made if path.stat().st_mode & 0o077] == []
