"""One place is one candidate, whatever was found there and by whom it was put forward."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.hotspots.score import Backtest, Score
from geo_csp.statistics.prediction_accuracy import MeanOverSteps
from geo_csp.tasking.candidates import Candidate, Voice, candidates
from geo_csp.tasking.factors import leading
from tests.hotspot_samples import TESTED, hotspot

HERE, THERE = "351000-240000", "352000-241000"


@dataclass(frozen=True)
class Lead:
    """What of a county-lines lead is read."""

    code: str = f"lead-{HERE}"
    place: str = "High Street"
    place_code: str = HERE
    ward_code: str | None = "E05009449"
    tier: str = "B"
    police_found_share: float = 0.4
    break_words: str = ""
    outline: Any = field(default_factory=lambda: MappingProxyType({"type": "Point"}))


def found(profile: AreaProfile, *hotspots: Any, **more: Any) -> tuple[Candidate, ...]:
    given: dict[str, Any] = {"leads": (), "voices": (), "backtests": ()} | more
    return candidates(hotspots, profile=profile, **given)


def test_all_that_is_found_at_a_place_is_one_candidate(herefordshire: AreaProfile) -> None:
    (one,) = found(
        herefordshire,
        hotspot(f"asb-{HERE}"),
        hotspot(f"drugs-{HERE}", category="drugs", kind="persistent", history="persistent"),
        leads=(Lead(),),
        voices=(Voice(HERE, 3),),
    )
    assert [reason.code for reason in one.reasons] == [
        f"asb-{HERE}",
        f"drugs-{HERE}",
        f"lead-{HERE}",
    ]
    assert [reason.theme for reason in one.reasons] == ["asb", "soc", "soc"]
    assert [reason.police_found for reason in one.reasons] == [0.0, 1.0, 0.4]
    assert one.voice.reports == 3


@pytest.mark.parametrize(
    ("category", "theme"),
    [
        ("asb", "asb"),
        ("damage", "asb"),
        ("burglary", "acquisitive"),
        ("hate", "hate"),
        ("hate-race", "hate"),
        ("weapons", "soc"),
        ("neighbourhood", None),
    ],
)
def test_a_category_has_its_theme(
    herefordshire: AreaProfile, category: str, theme: str | None
) -> None:
    (one,) = found(herefordshire, hotspot(f"x-{HERE}", category=category))
    assert one.reasons[0].theme == theme


@pytest.mark.parametrize("category", ["violence", "public_order", "other"])
def test_other_categories_are_not_on_the_list(herefordshire: AreaProfile, category: str) -> None:
    assert found(herefordshire, hotspot(f"x-{HERE}", category=category)) == ()


@pytest.mark.parametrize("kind", ["fading", "historical"])
def test_what_has_fallen_is_no_candidate(herefordshire: AreaProfile, kind: str) -> None:
    assert found(herefordshire, hotspot(f"asb-{HERE}", kind=kind, history="historical")) == ()


def test_a_rise_at_a_lasting_place_is_both(herefordshire: AreaProfile) -> None:
    (one,) = found(herefordshire, hotspot(f"asb-{HERE}", kind="watch", history="persistent"))
    assert (one.reasons[0].emergence, one.reasons[0].persistence) == (0.6, 1.0)


def test_reports_make_no_candidate_and_a_proposal_does(herefordshire: AreaProfile) -> None:
    voices = (Voice(HERE, 9), Voice(THERE, 0, ("Housing association",)))
    (one,) = found(herefordshire, voices=voices)
    assert (one.place_code, one.reasons) == (THERE, ())
    assert one.voice.put_forward_by == ("Housing association",)


def test_what_the_public_reported_leads_before_what_police_found(
    herefordshire: AreaProfile,
) -> None:
    (one,) = found(
        herefordshire,
        hotspot(f"drugs-{HERE}", category="drugs"),
        hotspot(f"asb-{HERE}", kind="sporadic"),
    )
    assert one.reasons[0].code == f"drugs-{HERE}"
    reason = leading(one)
    assert reason is not None
    assert reason.code == f"asb-{HERE}"


def test_how_hotspots_held_is_that_of_their_category(herefordshire: AreaProfile) -> None:
    tested = Score("hotspots", 2.0, None, MeanOverSteps(0.7, 0.6, 0.8, 12), None, None)
    plain = TESTED.scores[0]
    smaller = Score("hotspots", 1.0, None, MeanOverSteps(0.5, 0.4, 0.6, 12), None, None)
    held = Backtest("asb", ("2025-12",), (plain, smaller, tested), "")
    listed = found(
        herefordshire,
        hotspot(f"asb-{HERE}"),
        hotspot(f"damage-{THERE}", category="damage"),
        backtests=(held,),
    )
    assert [each.reasons[0].held for each in listed] == [0.7, None]
