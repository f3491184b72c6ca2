"""The list from a month's scene: what is counted at each place, and under what weight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.hotspots.scene import Scene
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from geo_csp.tasking.candidates import Voice
from geo_csp.tasking.find import find_priorities
from geo_csp.tasking.kinds import count_kinds, kind_of_rows
from tests.hotspot_samples import hotspot
from tests.hotspots.conftest import WARD, rows, spots

MakeScene = Callable[..., Scene]
PLACES = spots(6, 700.0)
HERE, THERE, *REST = PLACES


def code(spot: tuple[float, float]) -> str:
    return f"{spot[0]:.0f}-{spot[1]:.0f}"


@pytest.mark.parametrize(
    ("category", "offence", "is_hate", "kind"),
    [
        ("asb", "noise", False, "asb"),
        ("acquisitive", "burglary", False, "acquisitive/burglary"),
        ("violence", None, False, "violence"),
        # The marker weighs 20 days, anti-social behaviour 10, a burglary 245.
        ("asb", None, True, "hate"),
        ("acquisitive", "burglary", True, "acquisitive/burglary"),
        # Of no theme: the list is about the hate in it.
        ("violence", None, True, "hate"),
    ],
)
def test_an_incident_counts_once_under_the_heavier(
    herefordshire: AreaProfile, category: str, offence: str | None, is_hate: bool, kind: str
) -> None:
    row = {"category": category, "offence": offence, "is_hate": is_hate}
    table = pa.Table.from_pylist([row], schema=INCIDENT_SCHEMA)
    settings = herefordshire.tasking
    assert settings.harm.kinds[kind_of_rows(table, settings)[0]] == kind


def test_every_incident_with_a_place_is_counted_once(scene_of: MakeScene) -> None:
    incidents = [
        *rows({HERE: [2] * 12}),
        *rows({HERE: [1] * 12}, category="violence", is_hate=True),
        *rows({THERE: [3] * 12}, category="acquisitive", offence="shoplifting"),
    ]
    counted = count_kinds(scene_of(incidents, 12))
    assert counted.counts.sum() == len(incidents)
    assert np.array_equal(counted.of(("asb",)).sum(axis=0), [2] * 12)


def test_a_line_counts_the_window_at_its_place(scene_of: MakeScene) -> None:
    """Six months of the year; violence is of no theme."""
    incidents = [
        *rows({HERE: [1] * 6 + [4] * 6, THERE: [9] * 12}),
        *rows({HERE: [2] * 12}, category="drugs"),
        *rows({HERE: [5] * 12}, category="violence"),
    ]
    spot = replace(hotspot(f"asb-{code(HERE)}"), place_code=code(HERE))
    (line,) = find_priorities(scene_of(incidents, 12), [spot], (), (), ())
    assert {p.what: p.figure for p in line.factor("harm").parts} == {
        "Anti-social behaviour": 24.0,
        "Drugs": 12.0,
    }
    assert line.observed_by_month == (3,) * 6 + (6,) * 6
    assert sum(count for _, count in line.streets) == 36
    assert (line.code, line.place_code, line.ward_code) == (code(HERE), code(HERE), WARD)
    assert (line.locality, line.theme) == ("Hereford", "asb")
    assert line.partner == "Council community safety team"
    assert (line.rank, line.rank_low, line.rank_high) == (1, 1, 1)
    assert line.marking == "OFFICIAL"


def test_a_hotspot_of_neighbourhood_crime_has_the_theme_of_most_incidents(
    scene_of: MakeScene,
) -> None:
    incidents = rows({HERE: [1] * 12}) + rows(
        {HERE: [3] * 12}, category="acquisitive", offence="shoplifting"
    )
    spot = hotspot(f"neighbourhood-{code(HERE)}", category="neighbourhood")
    (line,) = find_priorities(scene_of(incidents, 12), [spot], (), (), ())
    assert line.theme == "acquisitive"


def test_a_place_that_a_partner_put_forward_is_counted_like_any_other(scene_of: MakeScene) -> None:
    scene = scene_of(rows({HERE: [2] * 12, THERE: [1] * 12}), 12)
    voices = (Voice(code(THERE), 2, ("Housing",)), Voice("1-1", 0, ("Nobody knows it",)))
    (line,) = find_priorities(scene, (), (), voices, ())
    assert line.place_code == code(THERE)
    assert line.place.startswith("Street")
    assert line.outline["type"] == "Polygon"
    assert (line.found_from, line.put_forward_by) == ((), ("Housing",))
    # 2 of 5 reports, and 0.5 for being put forward.
    assert line.factor("voice").value == pytest.approx(0.9)
    assert line.factor("voice").sentence == "2 reports in 6 months; put forward by Housing."


def test_hate_and_addresses_are_sensitive(scene_of: MakeScene) -> None:
    spot = hotspot(f"asb-{code(HERE)}")
    with_hate = rows({HERE: [2] * 12}) + rows({HERE: [1] * 12}, is_hate=True)
    for scene in (scene_of(with_hate, 12), scene_of(rows({HERE: [2] * 12}), 12, kind="extract")):
        (line,) = find_priorities(scene, [spot], (), (), ())
        assert line.marking == "OFFICIAL-SENSITIVE"


def test_a_line_goes_by_its_own_place_and_so_no_two_have_one_name(scene_of: MakeScene) -> None:
    """Hotspots that spread over several places may be called alike."""
    scene = scene_of(rows({HERE: [2] * 12, THERE: [2] * 12}), 12)
    spots = [
        replace(hotspot(f"asb-{code(at)}"), place_code=code(at), place="One name")
        for at in (HERE, THERE)
    ]
    found = find_priorities(scene, spots, (), (), ())
    name_of = {place.code: place.name for place in scene.places}
    assert [line.place for line in found] == [name_of[line.place_code] for line in found]
    assert len({line.place for line in found}) == 2


def test_a_place_at_a_police_station_is_doubted_in_its_reasons(scene_of: MakeScene) -> None:
    """Whatever its hotspot says of itself: the list counts the place."""
    at_desk = rows({HERE: [2] * 12}, street="On or near Police Station")
    incidents = at_desk + rows({THERE: [2] * 12})
    spots = [
        replace(hotspot(f"asb-{code(at)}"), place_code=code(at), break_words="")
        for at in (HERE, THERE)
    ]
    found = {p.place_code: p for p in find_priorities(scene_of(incidents, 12), spots, (), (), ())}
    doubt = 'it may be the map and not the crime: most of these incidents are on a point called "'
    assert f"{doubt}Police Station" in found[code(HERE)].why[2]
    assert "nothing to doubt" in found[code(THERE)].why[2]
    quality = [found[code(at)].factor("confidence").parts[0].figure for at in (HERE, THERE)]
    assert quality == [0.5, 1.0]
