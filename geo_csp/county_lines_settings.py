"""The settings of leads: the table ``[county_lines]`` of ``area.toml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_OffenceKey = Annotated[str, Field(pattern=r"^[a-z_]+(/[a-z0-9-]+)?$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Indicator(_Part):
    """One stream of incidents that county lines may show themselves in.

    An incident is in it if its category and offence are one of ``counts`` and, where ``words`` or
    ``markers`` are given, its offence's words or its markers hold one of them. The first indicator
    that takes an incident has it, so that none counts twice. ``leads``: a lead needs one of these.
    """

    code: _Code
    phrase: str
    counts: tuple[_OffenceKey, ...] = ()
    words: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    found_by: Literal["public", "police"]
    leads: bool = False
    weight: float = Field(gt=0, le=10)
    source: str
    address: str = Field(default="", pattern=r"^(https?://\S+)?$")


class CountyLines(_Part):
    """How likely county-lines locations are looked for. Lengths in metres, times in months.

    ``tiers``: the largest probability of chance of a lead of tier A, B and C.
    """

    radius_m: float = Field(default=300.0, gt=0)
    surroundings_m: float = Field(default=5_000.0, gt=0)
    longest_window: int = Field(default=3, ge=1)
    replications: int = Field(default=999, ge=99)
    tiers: dict[Literal["A", "B", "C"], float] = {"A": 0.05, "B": 0.20, "C": 0.50}
    indicators: tuple[Indicator, ...] = ()
