"""No command prints for a role what is above it: a street, a count of a strand, a note."""

from __future__ import annotations

import re

import pytest

from geo_csp.cli.answers import RoleName
from geo_csp.roles import ROLES
from geo_csp.vocabulary import LEVELS
from tests.cli.conftest import Command
from tests.pages.protected import NOTE, STREET, load_extract, publish_hotspot

STRAND = 137
CANARIES = {
    "street": re.compile(STREET),
    "strand": re.compile(rf"(?<![\d.]){STRAND}(?![\d.])"),
    "note": re.compile(NOTE),
}
REASON = ("--justification", "the crawler's reason")


@pytest.fixture
def said(geo_csp: Command, tmp_path, herefordshire):
    """All that the commands say to a role."""
    store = tmp_path / "store"
    race = {"date_from": "05/06/2025", "offence": "Harassment", "strands": "Race"}
    faith = race | {"strands": "Religion or faith"}
    load_extract(store, herefordshire, [*[race] * STRAND, *[faith] * 9], tmp_path)
    publish_hotspot(store, herefordshire, STRAND)

    def all_said(role: str) -> str:
        figures = [
            ("figures", "--category", category, "--by", level, "--months", "2025-06", *form)
            for category in ("hate-race", "hate", "neighbourhood")
            for level, form in (
                *((level, ("--format", "json")) for level in LEVELS),
                *(("ward", ("--format", form)) for form in ("table", "csv", "geojson")),
            )
        ]
        hotspots = [
            ("hotspots", "--month", "2025-06", "--format", form)
            for form in ("table", "csv", "json", "geojson")
        ]
        answers = [geo_csp(*command, "--role", role, *REASON) for command in figures + hotspots]
        return "\n".join(answer.out + answer.err for answer in answers)

    return all_said


@pytest.mark.parametrize("role", [each.value for each in RoleName])
def test_nothing_above_the_role_is_printed(said, role: str):
    text = said(role)
    found = {name for name, canary in CANARIES.items() if canary.search(text)}
    assert found == ({"street", "strand"} if ROLES[role].tasks else set())
    assert "Traceback" not in text


def test_whatever_the_commands_made_is_for_its_owner_only(said, geo_csp: Command, tmp_path):
    said("analyst")
    assert geo_csp("roles", "grant", "ann", "analyst").exit_code == 0
    made = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert {path.name for path in made} >= {"manifest.json", "register.db", "register.key"}
    assert [path for path in made if path.stat().st_mode & 0o077] == []
