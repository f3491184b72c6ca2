"""A month's priorities, effects and leads made by hand, and the pack of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd

from geo_csp.disclosure.actions import ReleasedActions, ShownAction
from geo_csp.disclosure.hotspots import ReleasedBacktest
from geo_csp.disclosure.priorities import (
    BeforeAfter,
    Effect,
    Factor,
    Part,
    Priority,
    ReleasedEffects,
    ReleasedPriorities,
)
from geo_csp.disclosure.release import DataSet
from geo_csp.months import Span
from geo_csp.packs.county_section import released_county
from geo_csp.packs.matac_material import Material
from geo_csp.register.actions import Action
from geo_csp.register.agreed import Agreed
from geo_csp.roles import Viewer
from geo_csp.tasking.weights import Weights
from tests.hotspot_samples import CENTRAL, COLLEGE, TESTED

MONTH = "2025-12"
MADE_ON = date(2026, 1, 12)
WEIGHTS = Weights(harm=20, likelihood=50, confidence=10, capacity=10, voice=10)
FORMS = frozenset({"csv", "docx", "pdf"})
HOSTILE = '#eval("1") $x$ *y* @ref <b>'


def priority(rank: int, **changes: object) -> Priority:
    west = -2.76 + 0.01 * rank
    made: dict[str, object] = {
        "code": f"p{rank}",
        "rank": rank,
        "rank_low": max(1, rank - 1),
        "rank_high": rank + 2,
        "tied_with": (),
        "place": f"Street {rank} and Market Place, Central",
        "place_code": f"p{rank}",
        "ward_code": CENTRAL,
        "locality": "Hereford",
        "theme": "asb",
        "score": 29.0 - rank,
        "factors": factors(29.0 - rank),
        "why": ("Harm of it.", "Likelihood of it.", "Confidence.", "Capacity.", "Voice."),
        "partner": "Herefordshire Council",
        "partner_can": "street cleaning",
        "found_from": (f"asb-p{rank}",),
        "put_forward_by": (),
        "police_found_share": 0.0,
        "is_police_found": False,
        "has_lead": False,
        "streets": (("Market Place", 13), (f"Street {rank}", 7)),
        "months": Span("2025-01", MONTH).months(),
        "observed_by_month": (2,) * 10 + (9, 11),
        "outline": {
            "type": "Polygon",
            "coordinates": [[[west, 52.05], [west + 0.002, 52.05], [west, 52.052], [west, 52.05]]],
        },
        "marking": "OFFICIAL",
    }
    return Priority(**made | changes)  # type: ignore[arg-type]


def factors(score: float) -> tuple[Factor, ...]:
    """The harm makes the score; the other factors count nothing."""
    harm = Part("Anti-social behaviour", score * 5, 0.01, "10 days of harm each", "asb")
    given = [("harm", 20.0, (harm,)), *((name, 10.0, ()) for name in _OTHERS)]
    return tuple(
        Factor(name, value, weight, weight * value, f"{name}.", parts)
        for name, weight, parts in given
        for value in [sum(part.value for part in parts)]
    )


_OTHERS = ("likelihood", "confidence", "capacity", "voice")


def released_priorities(*listed: Priority, **changes: object) -> ReleasedPriorities:
    made: dict[str, object] = {
        "area": "herefordshire",
        "month": MONTH,
        "priorities": listed or tuple(priority(rank) for rank in range(1, 13)),
        "table": pd.DataFrame(),
        "weights": WEIGHTS,
        "default_weights": WEIGHTS,
        "with_police_found": True,
        "notices": ("the list counts July to December 2025",),
        "sentence": "12 places are on the list of December 2025.",
        "marking": "OFFICIAL-SENSITIVE",
        "is_synthetic": True,
        "forms": FORMS,
    }
    return ReleasedPriorities(**made | changes)  # type: ignore[arg-type]


def effect(number: int, **changes: object) -> Effect:
    """Of an action that worked: 200 incidents where 100 followed, beside five like it."""
    made: dict[str, object] = {
        "action": number,
        "what": "Patrols on Friday nights",
        "place": "High Street, Central",
        "place_code": "p1",
        "ward_code": CENTRAL,
        "partner": "West Mercia Police",
        "first": "2025-07",
        "last": "2025-12",
        "before": Span("2024-07", "2024-12"),
        "counted": "all incidents of the list",
        "treated": BeforeAfter("High Street", 200, 100, 40, 41),
        "comparisons": (BeforeAfter("Eign Gate", 190, 195, 30, 31),),
        "change": -104.0,
        "lower": -140.5,
        "upper": -67.5,
        "p": 0.0001,
        "harm_change": -1040.0,
        "harm_lower": -1405.0,
        "harm_upper": -675.0,
        "dispersion": 1.1,
        "smallest_fall": 0.2,
        "power_words": "A fall of a fifth would be found four times out of five.",
        "regression_words": "The comparison places were as high before.",
        "dosage": (("visits", 48.0),),
        "dosage_words": "48 visits",
        "verdict": "fell",
        "why": "",
        "sentence": "Incidents fell by about 104 against places like it.",
        "theme": "asb",
        "marking": "OFFICIAL-SENSITIVE",
    }
    return Effect(**made | changes)  # type: ignore[arg-type]


def shown_action(number: int, **changes: object) -> ShownAction:
    agreed = Agreed(
        what="Patrols on Friday nights",
        owner="Insp. A. Price",
        partner="West Mercia Police",
        starts=date(2025, 7, 1),
        review_on=date(2026, 1, 5),
        place="p1",
        status="under_way",
    )
    agreed = replace(agreed, **changes)  # type: ignore[arg-type]
    return ShownAction(
        action=Action(number, 1, agreed, datetime(2025, 7, 1, 9), "analyst"),
        place="High Street, Central",
        ward=CENTRAL,
        since=agreed.starts,
        is_open=agreed.is_open,
        is_overdue=agreed.is_overdue(MADE_ON),
        dosage={"visits": 48.0},
        open_question="",
    )


@dataclass(frozen=True)
class Sign:
    phrase: str
    found_by: str
    observed: int
    expected: float


@dataclass(frozen=True)
class Lead:
    place: str
    state: str = "new"
    tier: str = "A"
    ward_code: str | None = COLLEGE
    streams: tuple[Sign, ...] = (
        Sign("Drugs", "police", 9, 2.04),
        Sign("Violence", "public", 12, 5.0),
        Sign("Burglary", "public", 1, 3.0),
    )
    police_found_share: float = 0.43
    sentence: str = "Drugs and violence rose together here."


@dataclass(frozen=True)
class Leads:
    leads: tuple[Lead, ...] = (Lead("Aylestone Hill"), Lead("Eign Street", "continuing"))
    sentence: str = "2 leads in December 2025, 1 of them new."
    notices: tuple[str, ...] = ("a lead is where to look, not who to blame",)
    marking: str = "OFFICIAL-SENSITIVE"


def material(data: DataSet, viewer: Viewer, **changes: object) -> Material:
    made: dict[str, object] = {
        "data": data,
        "viewer": viewer,
        "month": MONTH,
        "made_on": MADE_ON,
        "county": released_county(data, viewer, Span(MONTH, MONTH)),
        "priorities": released_priorities(),
        "actions": released_actions(shown_action(1), shown_action(2)),
        "effects": ReleasedEffects(
            *("herefordshire", MONTH, (effect(1),), pd.DataFrame(), ("effects are cautious",)),
            *("OFFICIAL-SENSITIVE", True, FORMS),
        ),
        "backtest": ReleasedBacktest(
            "herefordshire", MONTH, (TESTED,), (), "OFFICIAL", is_synthetic=True
        ),
        "leads": None,
    }
    return Material(**made | changes)  # type: ignore[arg-type]


def released_actions(*rows: ShownAction) -> ReleasedActions:
    return ReleasedActions(
        area="herefordshire",
        on=MADE_ON,
        rows=rows,
        table=pd.DataFrame(),
        sentence=f"{len(rows)} actions are open.",
        marking="OFFICIAL-SENSITIVE",
        is_synthetic=True,
        forms=FORMS,
    )
