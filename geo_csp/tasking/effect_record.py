"""What an action did, as far as counts can tell: the record, read on screen and by the board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo_csp.months import Month, Span

FELL = "fell"
ROSE = "rose"
NO_EVIDENCE = "no evidence of change"
TOO_FEW = "too few to tell"
CANNOT_TELL = "cannot tell"
VERDICTS = (FELL, NO_EVIDENCE, ROSE, TOO_FEW, CANNOT_TELL)


@dataclass(frozen=True)
class BeforeAfter:
    """Incidents of one area, and of the buffer around it, before and after."""

    area: str
    before: int
    after: int
    buffer_before: int
    buffer_after: int


@dataclass(frozen=True)
class Effect:
    """The effect of one action of the register, from ``first`` to ``last`` (whole months).

    ``before``: the same months a year earlier; None where there is nothing to compare. ``counted``:
    which incidents, in words; ``theme`` is the priority's, "" where all were counted. ``change``:
    the weighted displacement difference, incidents more (below 0: fewer) than without the action,
    moved ones counted in; ``lower`` and ``upper`` hold it 9 times out of 10; ``p`` is the chance of
    such a fall if nothing changed. ``harm_change`` and its limits are the same in days of harm.
    ``smallest_fall``: the share by which incidents must fall to be found four times out of five,
    said in ``power_words``. ``regression_words``: were the comparison places as high before?
    ``dosage``: unit and amount so far. ``verdict`` is one of VERDICTS; figures are None where it is
    "cannot tell", and ``why`` says why. ``sentence`` is the line for the board and names the ward
    only. ``marking``: of the whole.
    """

    action: int
    what: str
    place: str
    place_code: str
    ward_code: str | None
    partner: str
    first: Month
    last: Month
    before: Span | None
    counted: str
    theme: str
    treated: BeforeAfter | None
    comparisons: tuple[BeforeAfter, ...]
    change: float | None
    lower: float | None
    upper: float | None
    p: float | None
    harm_change: float | None
    harm_lower: float | None
    harm_upper: float | None
    dispersion: float | None
    smallest_fall: float | None
    power_words: str
    regression_words: str
    dosage: tuple[tuple[str, float], ...]
    dosage_words: str
    verdict: str
    why: str
    sentence: str
    marking: str


def effect_from(entry: dict[str, Any]) -> Effect:
    """As it was written by ``dataclasses.asdict``."""
    return Effect(
        **entry
        | {
            "before": entry["before"] and Span(**entry["before"]),
            "treated": entry["treated"] and BeforeAfter(**entry["treated"]),
            "comparisons": tuple(BeforeAfter(**each) for each in entry["comparisons"]),
            "dosage": tuple((unit, amount) for unit, amount in entry["dosage"]),
        }
    )
