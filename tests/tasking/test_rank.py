"""A score is a stated sum: whoever has the screen and a pencil arrives at the same list."""

from __future__ import annotations

import random
from dataclasses import asdict, replace

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import GeoCspError
from geo_csp.tasking.candidates import Voice
from geo_csp.tasking.priority import FACTORS, Priority, priority_from
from geo_csp.tasking.rank import rerank
from geo_csp.tasking.weights import weights_of
from tests.tasking.samples import DRUGS, EMERGING, candidate, priority, ranked


@pytest.fixture
def listed(herefordshire: AreaProfile) -> tuple[Priority, ...]:
    rising = priority(herefordshire, candidate("a", EMERGING), {"asb": 24, "damage": 3})
    busy = priority(
        herefordshire,
        candidate("b", DRUGS, EMERGING, voice=Voice("b", 3, ("Housing",))),
        {"asb": 40, "drugs": 9, "weapons": 1, "acquisitive/burglary": 2},
    )
    found_by_police = priority(herefordshire, candidate("c", DRUGS), {"drugs": 12, "weapons": 4})
    return ranked(herefordshire, rising, busy, found_by_police)


def by_hand(listed: Priority, weights: dict[str, float]) -> float:
    """From the figures on screen alone: figure times each, by factor, times its weight."""
    score = 0.0
    for factor in listed.factors:
        value = 0.0
        for part in factor.parts:
            value += part.figure * part.each
        score += weights[factor.name] * value
    return score


def test_each_score_is_derived_again_by_hand(
    herefordshire: AreaProfile, listed: tuple[Priority, ...]
) -> None:
    weights = dict(herefordshire.tasking.weights)
    for each in listed:
        assert each.score == pytest.approx(by_hand(each, weights), abs=1e-9)
        assert [f.name for f in each.factors] == list(FACTORS)
        for factor in each.factors:
            assert factor.points == pytest.approx(factor.weight * factor.value, abs=1e-9)


def test_a_score_is_what_the_profile_says(herefordshire: AreaProfile) -> None:
    """24 ASB at 10 days (local) and 3 of damage at 11.18 days (Cambridge), of 2,000 days: 0.13677,
    times 20. Likelihood: 27 of 100 incidents at 0.2, and emergence 1 at 0.5: 0.554, times 50.
    Confidence: (1 + 0.75 + 0.6) / 3, times 10. Capacity: the council's 1.0 for ASB, times 10.
    """
    made = priority(herefordshire, candidate("a", EMERGING), {"asb": 24, "damage": 3})
    points = [20 * 0.13677, 50 * 0.554, 10 * 2.35 / 3, 10.0, 0.0]
    assert [f.points for f in made.factors] == pytest.approx(points, abs=1e-9)
    assert made.partner == "Council community safety team"


def test_ranks_follow_the_scores_and_their_intervals_hold_them(
    listed: tuple[Priority, ...],
) -> None:
    assert [each.rank for each in listed] == [1, 2, 3]
    assert [each.score for each in listed] == sorted((e.score for e in listed), reverse=True)
    for each in listed:
        assert 1 <= each.rank_low <= each.rank <= each.rank_high <= 3


def test_equal_scores_are_tied(herefordshire: AreaProfile) -> None:
    alike = [priority(herefordshire, candidate(code, EMERGING), {"asb": 10}) for code in ("x", "y")]
    less = priority(herefordshire, candidate("z", EMERGING), {"asb": 2})
    found = ranked(herefordshire, *alike, less)
    assert [(each.code, each.rank, each.tied_with) for each in found] == [
        ("x", 1, ("y",)),
        ("y", 1, ("x",)),
        ("z", 3, ()),
    ]


def test_the_order_in_which_places_come_changes_nothing(
    herefordshire: AreaProfile, listed: tuple[Priority, ...]
) -> None:
    shuffled = list(listed)
    random.Random(1).shuffle(shuffled)
    assert ranked(herefordshire, *shuffled) == listed


def test_what_police_find_is_labelled_and_can_be_left_out(
    herefordshire: AreaProfile, listed: tuple[Priority, ...]
) -> None:
    weights = weights_of(herefordshire.tasking.weights)
    busy = next(each for each in listed if each.code == "b")
    by_police = [part.what for f in busy.factors for part in f.parts if part.police_found]
    assert by_police == [
        "Drugs",
        "Possession of weapons",
        "Incidents that police find by looking",
        "Persistence, found by police",
    ]
    assert "offences that police find by looking" in busy.factor("harm").sentence
    assert "(police find this by looking)" in busy.factor("likelihood").sentence
    # 9 x 3.66 and 273.75 days, of those and 400 and 489.36: of 1,196.05.
    assert busy.police_found_share == pytest.approx((9 * 3.66 + 273.75) / 1196.05, abs=1e-9)

    without = rerank(listed, weights, with_police_found=False)
    assert {each.code for each in without} == {"a", "b"}
    assert not any(part.police_found for e in without for f in e.factors for part in f.parts)
    assert all(each.police_found_share == 0 for each in without)
    public = priority(
        herefordshire,
        candidate("b", EMERGING, voice=Voice("b", 3, ("Housing",))),
        {"asb": 40, "acquisitive/burglary": 2},
    )
    left = next(each for each in without if each.code == "b")
    # The lead partner is still that of the whole list.
    for name in ("harm", "likelihood", "confidence", "voice"):
        assert left.factor(name).points == pytest.approx(public.factor(name).points, abs=1e-9)


def test_more_found_by_police_never_raises_the_list_without(herefordshire: AreaProfile) -> None:
    weights = weights_of(herefordshire.tasking.weights)
    few, many = (
        rerank(
            [priority(herefordshire, candidate("a", EMERGING), {"asb": 9, "drugs": n})],
            weights,
            with_police_found=False,
        )[0].score
        for n in (0, 500)
    )
    assert few == many


def test_other_weights_are_a_pure_question(listed: tuple[Priority, ...]) -> None:
    before = [asdict(each) for each in listed]
    only_voice = dict.fromkeys(FACTORS, 0.0) | {"voice": 1.0}
    found = rerank(listed, weights_of(only_voice))
    assert [(each.code, each.rank) for each in found] == [("b", 1), ("a", 2), ("c", 2)]
    # 3 reports of 5, and 0.5 for being put forward.
    assert found[0].score == pytest.approx(1.1, abs=1e-9)
    assert [asdict(each) for each in listed] == before


def test_weights_that_are_none_are_refused() -> None:
    whole = dict.fromkeys(FACTORS, 1.0)
    for wrong in ({"harm": 1.0}, whole | {"luck": 1.0}, whole | {"harm": -1.0}):
        with pytest.raises(GeoCspError, match="expected a number from 0 up for each"):
            weights_of(wrong)


def test_no_place_is_no_list(herefordshire: AreaProfile) -> None:
    assert ranked(herefordshire) == ()


def test_doubt_and_what_is_unknown_lower_confidence(herefordshire: AreaProfile) -> None:
    doubted = replace(EMERGING, break_words="snap points were issued anew", stability=None)
    made = priority(
        herefordshire, candidate("a", doubted), {"asb": 1}, incomplete="December is cut short"
    )
    quality, stability, held = made.factor("confidence").parts
    assert (quality.figure, stability.figure, held.figure) == (0.0, 0.5, 0.6)
    assert "snap points were issued anew" in made.factor("confidence").sentence
    assert "cut short" in made.factor("confidence").sentence


def test_a_priority_is_read_back_as_it_was_written(listed: tuple[Priority, ...]) -> None:
    import json

    for each in listed:
        assert priority_from(json.loads(json.dumps(asdict(each)))) == each


def test_what_only_police_found_and_a_partner_put_forward_stays_in_the_list_without(
    herefordshire: AreaProfile,
) -> None:
    found = candidate("a", DRUGS, voice=Voice("a", 0, ("Housing",)))
    listed = replace(priority(herefordshire, found, {"drugs": 12}), is_police_found=False)
    weights = weights_of(herefordshire.tasking.weights)
    (left,) = rerank([listed], weights, with_police_found=False)
    assert left.factor("confidence").points == 0
    assert left.factor("confidence").sentence.startswith("Nothing to be sure of")


def test_with_every_weight_at_0_all_places_are_tied(listed: tuple[Priority, ...]) -> None:
    found = rerank(listed, weights_of(dict.fromkeys(FACTORS, 0.0)))
    assert [(e.score, e.rank, e.rank_low, e.rank_high) for e in found] == [(0.0, 1, 1, 3)] * 3
    assert [len(e.tied_with) for e in found] == [2, 2, 2]


def test_one_place_alone_is_first_for_certain(herefordshire: AreaProfile) -> None:
    for counts in ({"asb": 3}, {}):
        (only,) = ranked(herefordshire, priority(herefordshire, candidate("a", EMERGING), counts))
        assert (only.rank, only.rank_low, only.rank_high, only.tied_with) == (1, 1, 1, ())
