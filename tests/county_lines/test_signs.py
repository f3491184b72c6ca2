"""Which incidents are signs, and that nothing about people is among them."""

from __future__ import annotations

import ast
from pathlib import Path

import pyarrow as pa

import geo_csp.county_lines
from geo_csp.area_profile import AreaProfile
from geo_csp.county_lines.signs import SIGN_COLUMNS, stream_of_row
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA

ROOM = Path(geo_csp.county_lines.__file__).parent
KIND_TIME_AND_PLACE = {
    *("month", "category", "offence", "offence_words", "markers"),
    *("easting", "northing", "street"),
}


def taken_by(profile: AreaProfile, **facts: str) -> str | None:
    row = dict.fromkeys(SIGN_COLUMNS) | {"category": "other"} | facts
    schema = pa.schema([INCIDENT_SCHEMA.field(name) for name in SIGN_COLUMNS])
    (number,) = stream_of_row(
        pa.Table.from_pylist([row], schema=schema), profile.county_lines.indicators
    )
    return None if number < 0 else profile.county_lines.indicators[number].code


def test_each_incident_is_in_one_stream_the_first_that_takes_it(herefordshire) -> None:
    supply = "Supplying or offering to supply a controlled drug - Cocaine"
    assert taken_by(herefordshire, category="drugs", offence_words=supply) == "supply"
    assert taken_by(herefordshire, category="drugs", offence_words="Possession") == "drugs"
    assert taken_by(herefordshire, category="asb", offence="litter-drugs") == "drug-litter"
    assert taken_by(herefordshire, category="asb", offence="noise") == "asb"
    assert taken_by(herefordshire, category="asb", markers="CUCKOOING; alcohol") == "cuckooing"
    assert taken_by(herefordshire, category="acquisitive", offence="robbery") == "robbery"
    assert taken_by(herefordshire, category="acquisitive", offence="shoplifting") is None
    assert taken_by(herefordshire, category="public_order") is None


def test_only_kind_time_and_place_of_an_incident_are_read() -> None:
    """No hate marker, no strand, no census area, and the incident table has no person at all."""
    assert set(SIGN_COLUMNS) == KIND_TIME_AND_PLACE
    assert set(SIGN_COLUMNS) <= set(INCIDENT_SCHEMA.names)


def test_no_residents_can_be_reached_from_the_score() -> None:
    """Population lies behind geography.areas and in the profile's two population settings."""
    for path in sorted(ROOM.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)} | {
            each.name for n in ast.walk(tree) if isinstance(n, ast.Import) for each in n.names
        }
        names = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        assert not any("areas" in (module or "") for module in imported), path
        assert not names & {"residents", "ward_population", "lsoa_population", "strands"}, path


def test_every_indicator_says_why_and_who_finds_it(herefordshire: AreaProfile) -> None:
    indicators = herefordshire.county_lines.indicators
    assert {each.code for each in indicators if each.leads} == {
        "cuckooing",
        "supply",
        "drugs",
        "weapons",
    }
    assert all(each.source for each in indicators)
    assert [each.code for each in indicators if not each.address] == ["burglary-and-theft"]
    assert {each.code for each in indicators if each.found_by == "police"} == {
        *("drugs", "supply", "weapons", "exploitation")
    }
