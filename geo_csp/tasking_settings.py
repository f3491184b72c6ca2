"""The settings of the list of priorities and of the effect of actions: ``[tasking]``."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from geo_csp.vocabulary import ACQUISITIVE_OFFENCES, CATEGORIES

Factor = Literal["harm", "likelihood", "confidence", "capacity", "voice"]
Theme = Literal["asb", "acquisitive", "hate", "soc"]
Category = Literal[
    "asb", "acquisitive", "drugs", "weapons", "violence", "damage", "public_order", "other"
]

FACTOR_WEIGHTS: dict[Factor, float] = {
    "harm": 20.0,
    "likelihood": 50.0,
    "confidence": 10.0,
    "capacity": 10.0,
    "voice": 10.0,
}

Share = Annotated[float, Field(ge=0, le=1)]
NotNegative = Annotated[float, Field(ge=0)]
Positive = Annotated[float, Field(gt=0)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Harm(_Part):
    """Days of harm of an incident, by category or category/offence; "hate" is of the marker.

    ``source`` is whose ``weights`` they are; those of ``local`` the partnership's members set.
    """

    source: str = (
        "Cambridge Crime Harm Index 2026, median of each crime type of data.police.uk by volume, "
        "England and Wales 2024/25"
    )
    weights: dict[str, NotNegative] = {
        "acquisitive/burglary": 244.68,
        "acquisitive/robbery": 365.0,
        "acquisitive/shoplifting": 1.0,
        "acquisitive/bicycle-theft": 2.0,
        "acquisitive/vehicle-crime": 5.0,
        "acquisitive/theft-from-the-person": 2.0,
        "acquisitive/other-theft": 2.0,
        "drugs": 3.66,
        "weapons": 273.75,
        "violence": 194.21,
        "damage": 11.18,
        "public_order": 7.5,
        "other": 10.0,
    }
    local: dict[str, NotNegative] = {"asb": 10.0, "hate": 20.0}

    @model_validator(mode="after")
    def _whole(self) -> Self:
        known = {"hate", *CATEGORIES, *(f"acquisitive/{each}" for each in ACQUISITIVE_OFFENCES)}
        if unknown := {*self.weights, *self.local} - known:
            raise ValueError(f"no category, offence or hate: {', '.join(sorted(unknown))}")
        given = {*self.weights, *self.local}
        if "acquisitive" in given:
            given |= {kind for kind in known if kind.startswith("acquisitive/")}
        if missing := known - given - {"acquisitive"}:
            raise ValueError(f"no weight of {', '.join(sorted(missing))}")
        return self

    def of(self, kind: str) -> float:
        return self.local[kind] if kind in self.local else self.weights[kind]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.local, *self.weights]))


class Likelihood(_Part):
    """What each part of the likelihood counts for."""

    volume: NotNegative = 0.2
    emergence: NotNegative = 0.5
    persistence: NotNegative = 0.3


class Partner(_Part):
    """Who can take the lead: ``can`` says at what, ``capacity`` how much of a theme, 0 to 1."""

    name: str
    can: str
    capacity: dict[Theme, Share]


class EffectSettings(_Part):
    """How an action's effect is looked at. Metres, months, numbers of places."""

    buffer_m: Positive = 200.0
    comparison_places: int = Field(default=5, ge=1)
    shortest: int = Field(default=3, ge=1)
    longest: int = Field(default=12, ge=1)


class Tasking(_Part):
    """How the list of priorities is made. ``window`` and ``voice_months`` in months. A ward's
    priorities are late when they were not renewed for ``renewed_within`` months.
    """

    weights: dict[Factor, NotNegative] = FACTOR_WEIGHTS
    window: int = Field(default=6, ge=1)
    harm_days: Positive = 2_000.0
    volume: Positive = 100.0
    voice_reports: Positive = 5.0
    voice_months: int = Field(default=6, ge=1)
    renewed_within: int = Field(default=3, ge=1)
    put_forward: Share = 0.5
    themes: dict[Theme, tuple[Category, ...]] = {
        "asb": ("asb", "damage"),
        "acquisitive": ("acquisitive",),
        "hate": (),
        "soc": ("drugs", "weapons"),
    }
    police_found: tuple[Category, ...] = ("drugs", "weapons")
    harm: Harm = Harm()
    likelihood: Likelihood = Likelihood()
    emergence: dict[str, Share] = {
        "emerging": 1.0,
        "watch": 0.6,
        "new": 0.5,
        "consecutive": 0.5,
        "intensifying": 0.5,
        "A": 1.0,
        "B": 0.7,
        "C": 0.4,
    }
    persistence: dict[str, Share] = {
        "persistent": 1.0,
        "intensifying": 1.0,
        "diminishing": 1.0,
        "consecutive": 0.3,
        "sporadic": 0.3,
        "oscillating": 0.3,
    }
    partners: tuple[Partner, ...] = ()
    effect: EffectSettings = EffectSettings()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if missing := set(FACTOR_WEIGHTS) - set(self.weights):
            raise ValueError(f"weights: none of {', '.join(sorted(missing))}")
        named = [category for listed in self.themes.values() for category in listed]
        if twice := sorted({each for each in named if named.count(each) > 1}):
            raise ValueError(f"themes: {', '.join(twice)} is in two themes")
        return self
