"""What an action did is told from whole, comparable months against like places, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from scipy import stats

from geo_csp.geography.boundaries import to_longitude_latitude
from geo_csp.hotspots.scene import Scene
from geo_csp.incidents.coverage import Break
from geo_csp.months import Span
from geo_csp.statistics.detectable_fall import detectable_fall
from geo_csp.statistics.displacement_difference import net_change
from geo_csp.tasking.effect import find_effects
from geo_csp.tasking.effect_periods import Acted
from geo_csp.tasking.effect_record import Effect, effect_from
from tests.hotspots.conftest import WARD, rows, spots

MakeScene = Callable[..., Scene]
Counts = dict[tuple[float, float], list[int]]

PLACES = spots(25, 700.0)
HERE, *OTHERS = PLACES
ACTION = Acted(
    number=1,
    what="Patrols",
    place=f"{HERE[0]:.0f}-{HERE[1]:.0f}",
    area=None,
    partner="Council",
    starts=date(2025, 1, 1),
    ends=None,
    theme="asb",
    dosage=(("visits", 30.0),),
)


def even(a_year: int) -> list[int]:
    """A year's incidents, spread over its months as evenly as may be."""
    return np.diff(np.floor(np.linspace(0, a_year, 13))).astype(int).tolist()


def county(here: Sequence[int], others: Sequence[int] = (120, 120)) -> Counts:
    """Two years of incidents a year; all other places alike."""
    theirs = [n for a_year in others for n in even(a_year)]
    return {HERE: [n for a in here for n in even(a)]} | dict.fromkeys(OTHERS, theirs)


@pytest.fixture
def effect_of(scene_of: MakeScene) -> Callable[..., Effect]:
    def look(counts: Counts, acted: Acted = ACTION, *others: Acted, **facts: Any) -> Effect:
        number = len(next(iter(counts.values())))
        return find_effects(scene_of(rows(counts), number, **facts), [acted, *others])[0]

    return look


def test_what_fell_is_told_with_limits_that_exclude_none(effect_of: Callable[..., Effect]) -> None:
    """200 to 100 beside five places of 200: as ``net_change`` has it, dispersions of 1 known from
    12 months. The buffers are empty.
    """
    found = effect_of(county((200, 100), (200, 200)))
    assert (found.verdict, found.change) == ("fell", -100)
    assert found.lower is not None
    assert found.upper is not None
    assert found.upper < 0
    plain = net_change([200, 100], [[200, 200]] * 5, dispersion_degrees=11)
    assert (found.lower, found.upper) == pytest.approx(
        tuple(float(limit) for limit in plain.limits(0.9))
    )
    assert found.p == pytest.approx(float(plain.p_of_fall))
    # Student's quantile at 5 % goes beyond the normal's, 1.645; that of the power is 0.842.
    wider = (stats.t.ppf(0.95, float(plain.degrees)) + 0.8416212) / (1.6448536 + 0.8416212)
    smallest = float(detectable_fall(200, [200] * 5, wider**2))
    assert found.smallest_fall == pytest.approx(smallest, abs=1e-6)
    assert smallest == pytest.approx(0.27, abs=0.005)
    # Ten days of harm each, the local weight of anti-social behaviour.
    assert found.harm_change == pytest.approx(-1000)
    assert found.harm_upper == pytest.approx(10 * found.upper)
    assert "about 100 fewer than without it" in found.sentence
    assert "30 visits" in found.sentence
    assert found.regression_words.endswith("falling back by chance alone would show in both")


def test_no_change_is_no_evidence(effect_of: Callable[..., Effect]) -> None:
    found = effect_of(county((200, 200), (200, 200)))
    assert found.verdict == "no evidence of change"
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower < 0 < found.upper


def test_what_fell_everywhere_did_not_fall_by_the_action(effect_of: Callable[..., Effect]) -> None:
    assert effect_of(county((200, 110), (200, 110))).verdict == "no evidence of change"


@pytest.mark.parametrize("comparisons", [1, 5])
def test_20_to_10_is_never_a_success(effect_of: Callable[..., Effect], comparisons: int) -> None:
    kept = dict(list(county((20, 10), (20, 20)).items())[: comparisons + 1])
    found = effect_of(kept)
    assert len(found.comparisons) == comparisons
    assert found.verdict == "too few to tell"
    assert "too few to tell" in found.sentence


def test_the_comparison_places_are_chosen_before_the_months_after_are_seen(
    effect_of: Callable[..., Effect],
) -> None:
    chance = np.random.default_rng(4)
    before = {s: chance.poisson(10, 12).tolist() for s in PLACES} | {HERE: [10] * 12}
    chosen = [
        # By their counts before: a place's name follows its incidents of all months.
        [c.before for c in effect_of({s: b + after() for s, b in before.items()}).comparisons]
        for after in (lambda: [10] * 12, lambda: chance.poisson(25, 12).tolist())
    ]
    assert chosen[0] == chosen[1]
    assert len(chosen[0]) == 5


def test_places_that_were_not_as_high_are_no_comparison(effect_of: Callable[..., Effect]) -> None:
    found = effect_of(county((200, 100), (50, 50)))
    assert found.verdict == "cannot tell"
    assert "no other place was as high and moved alike" in found.why
    assert (found.change, found.p, found.comparisons) == (None, None, ())
    assert found.sentence.startswith("Patrols (Central): cannot tell what it did")


def test_an_adjoining_place_is_buffer_and_no_comparison(effect_of: Callable[..., Effect]) -> None:
    beside = (HERE[0] + 150.0, HERE[1])
    counts = county((120, 60)) | {beside: even(120) + even(180)}
    # Places are made of points some way apart: this one stands by itself.
    found = effect_of(counts, replace(ACTION, area=disc(HERE, 60.0)))
    assert found.treated is not None
    assert (found.treated.before, found.treated.after) == (120, 60)
    assert (found.treated.buffer_before, found.treated.buffer_after) == (120, 180)
    # What fell here moved next door: together nothing changed.
    assert found.change == 0
    assert found.verdict == "no evidence of change"


def disc(spot: tuple[float, float], radius_m: float) -> dict[str, Any]:
    turn = np.linspace(0, 2 * np.pi, 9)
    degrees = to_longitude_latitude(
        spot[0] + radius_m * np.cos(turn), spot[1] + radius_m * np.sin(turn)
    )
    ring = np.column_stack(degrees).tolist()
    return {"type": "Polygon", "coordinates": [[*ring[:-1], ring[0]]]}


def test_a_place_with_an_action_of_its_own_is_no_comparison(
    effect_of: Callable[..., Effect],
) -> None:
    counts = county((120, 120))
    first = effect_of(counts)
    others = [
        replace(ACTION, number=n, place=f"{e:.0f}-{k:.0f}") for n, (e, k) in enumerate(OTHERS, 2)
    ]
    assert len(first.comparisons) == 5
    assert effect_of(counts, ACTION, *others[:-3]).comparisons != first.comparisons
    assert len(effect_of(counts, ACTION, *others[:-3]).comparisons) == 3
    over = [replace(each, starts=date(2023, 1, 1), ends=date(2023, 6, 30)) for each in others]
    assert effect_of(counts, ACTION, *over).comparisons == first.comparisons


@pytest.mark.parametrize(
    ("acted", "why"),
    [
        (replace(ACTION, starts=date(2025, 10, 2)), "2 whole months of it so far: 3 are needed"),
        (replace(ACTION, starts=date(2024, 11, 1)), "comparable months begin in January 2024"),
        (replace(ACTION, place="nowhere"), "its place is none that incidents are counted in"),
    ],
)
def test_what_cannot_be_told_says_why(
    effect_of: Callable[..., Effect], acted: Acted, why: str
) -> None:
    found = effect_of(county((120, 60)), acted)
    assert found.verdict == "cannot tell"
    assert why in found.why


def test_nothing_is_compared_across_new_snap_points_or_other_sources(
    effect_of: Callable[..., Effect],
) -> None:
    counts = county((120, 60))
    anew = Break("2024-06", "2024-07", "snap points issued anew", "snap points issued anew")
    found = effect_of(counts, breaks=(anew,))
    assert "comparable months begin in July 2024 (snap points issued anew)" in found.why
    gap = effect_of(counts, sources=sources_without("2024-03"))
    assert "comparable months begin in April 2024" in gap.why


def sources_without(missing: str) -> dict[str, tuple[str, ...]]:
    """A month of another source is as good as none: it is not comparable."""
    months = Span("2024-01", "2025-12").months()
    return {month: ("extract",) if month == missing else ("open",) for month in months}


def test_a_month_cut_short_is_left_out(effect_of: Callable[..., Effect]) -> None:
    found = effect_of(county((120, 60)), incomplete={"2025-12": "half of it is missing"})
    assert (found.first, found.last) == ("2025-01", "2025-11")
    assert found.before is not None
    assert str(found.before) == "2024-01:2024-11"


def test_an_action_is_judged_by_its_own_months(effect_of: Callable[..., Effect]) -> None:
    ended = effect_of(county((120, 60)), replace(ACTION, ends=date(2025, 2, 10)))
    assert (ended.first, ended.last) == ("2025-01", "2025-03")
    begun = effect_of(county((120, 60)), replace(ACTION, starts=date(2025, 1, 15)))
    assert begun.first == "2025-02"


def test_the_theme_of_its_priority_decides_what_is_counted(scene_of: MakeScene) -> None:
    incidents = rows(county((120, 60))) + rows(county((24, 24), (24, 24)), category="violence")
    of_asb, of_all = (
        find_effects(scene_of(incidents, 24), [replace(ACTION, theme=theme)])[0]
        for theme in ("asb", "")
    )
    assert of_asb.treated is not None
    assert of_all.treated is not None
    assert (of_asb.treated.before, of_all.treated.before) == (120, 144)
    assert (of_asb.counted, of_all.counted) == ("Anti-social behaviour", "All incidents")


def test_an_action_in_a_ward_is_held_against_wards(scene_of: MakeScene) -> None:
    found = find_effects(scene_of(rows(county((120, 60))), 24), [replace(ACTION, place=WARD)])[0]
    assert found.place == "Central ward"
    assert found.ward_code == WARD


def test_actions_to_come_are_not_looked_at(scene_of: MakeScene) -> None:
    scene = scene_of(rows(county((120, 60))), 24)
    assert find_effects(scene, [replace(ACTION, starts=date(2026, 1, 1))]) == ()
    assert find_effects(scene, []) == ()


def test_counts_that_scatter_more_widen_the_limits(effect_of: Callable[..., Effect]) -> None:
    calm = effect_of(county((200, 150), (200, 200)))
    wild_year = [40, 0, 35, 2, 30, 0, 38, 5, 20, 0, 30, 0]
    counts = county((200, 150), (200, 200))
    counts[HERE] = wild_year + even(150)
    wild = effect_of(counts)
    assert calm.dispersion == 1.0
    if wild.verdict != "cannot tell":
        assert wild.dispersion is not None
        assert wild.dispersion > 5


def test_an_effect_is_read_back_as_it_was_written(effect_of: Callable[..., Effect]) -> None:
    for counts in (county((200, 100), (200, 200)), county((200, 100), (50, 50))):
        found = effect_of(counts)
        assert effect_from(json.loads(json.dumps(asdict(found)))) == found
