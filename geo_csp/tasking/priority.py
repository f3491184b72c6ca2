"""A priority: a place on this month's list, with every figure that its score is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo_csp.months import Month

# The themes of the list, and their phrase on screen.
THEMES: dict[str, str] = {
    "asb": "Anti-social behaviour",
    "acquisitive": "Acquisitive crime",
    "hate": "Hate crime",
    "soc": "Serious organised crime",
}

# The factors of a score, in the order of the screen.
FACTORS: dict[str, str] = {
    "harm": "Harm",
    "likelihood": "Likelihood",
    "confidence": "Confidence",
    "capacity": "Capacity",
    "voice": "Community voice",
}

# The ``kind`` of a part that counts incidents whatever they weigh.
VOLUME = "volume"


@dataclass(frozen=True)
class Part:
    """One line of a factor: ``figure`` times ``each`` is its ``value``.

    ``kind``: the key of a harm weight where the figure counts such incidents, VOLUME where it
    counts all, else "".
    ``police_found``: it follows where the police look, so it is labelled and can be left out.
    ``words`` say what the figure is, or where ``each`` comes from.
    """

    what: str
    figure: float
    each: float
    words: str
    kind: str = ""
    police_found: bool = False

    @property
    def value(self) -> float:
        return self.figure * self.each


@dataclass(frozen=True)
class Factor:
    """``points`` is ``weight`` times ``value``, and ``value`` the sum of the values of ``parts``.

    ``name``: one of FACTORS. ``sentence``: why, for the list.
    """

    name: str
    value: float
    weight: float
    points: float
    sentence: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Priority:
    """One line of the list; ``code`` is that of its place and lasts from month to month.

    ``rank`` 1 is the highest ``score``, the sum of the factors' points; places with equal scores
    share it. ``rank_low`` and ``rank_high``: between these its rank lies, 19 times out of 20, given
    how much counts scatter. ``tied_with``: the codes of the places that share its rank.
    ``locality`` is a name, "" where the partnership has none. ``theme`` is one of THEMES. ``why``
    holds the factors' sentences. ``partner``: the suggested lead, "" where none is in the profile.
    ``found_from``: the codes of its hotspots and leads; ``put_forward_by``: partners who named it.
    ``police_found_share``: of its harm. ``is_police_found``: nothing but what the police find by
    looking brought it here, so the list without that does not have it. ``streets`` and
    ``observed_by_month`` (one for each of ``months``) count the incidents of the list's themes at
    the place. ``outline``: GeoJSON in EPSG:4326. ``has_lead``: a county-lines lead is among its
    reasons.
    """

    code: str
    rank: int
    rank_low: int
    rank_high: int
    tied_with: tuple[str, ...]
    place: str
    place_code: str
    ward_code: str | None
    locality: str
    theme: str
    score: float
    factors: tuple[Factor, ...]
    why: tuple[str, ...]
    partner: str
    partner_can: str
    found_from: tuple[str, ...]
    put_forward_by: tuple[str, ...]
    police_found_share: float
    is_police_found: bool
    has_lead: bool
    streets: tuple[tuple[str, int], ...]
    months: tuple[Month, ...]
    observed_by_month: tuple[int, ...]
    outline: Mapping[str, Any]
    marking: str

    def factor(self, name: str) -> Factor:
        return next(each for each in self.factors if each.name == name)


def priority_from(entry: dict[str, Any]) -> Priority:
    """As it was written by ``dataclasses.asdict``."""
    sequences = ("tied_with", "why", "found_from", "put_forward_by", "months", "observed_by_month")
    return Priority(
        **entry
        | {name: tuple(entry[name]) for name in sequences}
        | {"streets": tuple((street, count) for street, count in entry["streets"])}
        | {"factors": tuple(_factor_from(factor) for factor in entry["factors"])}
    )


def _factor_from(entry: dict[str, Any]) -> Factor:
    return Factor(**entry | {"parts": tuple(Part(**part) for part in entry["parts"])})


def percent(share: float) -> str:
    """A share that is not nothing is never told as "0%"."""
    return "under 1%" if 0 < share < 0.01 else f"{share:.0%}"
