"""The settings of what the board is told: the tables ``[board]`` of ``area.toml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Month = Annotated[str, Field(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$")]
Percent = Annotated[float, Field(ge=0, le=100)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class ThemeLine(_Part):
    """``category``: a selection's code; or, of an extract only, ``markers`` (whole words of its
    markers' column) and ``offences`` (how its words for an offence begin).
    """

    phrase: str = ""
    category: str = ""
    markers: tuple[str, ...] = ()
    offences: tuple[str, ...] = ()
    police_found: bool = False


class Theme(_Part):
    title: str
    note: str = ""
    lines: tuple[ThemeLine, ...] = Field(min_length=1)


class StrategyFigure(_Part):
    """A figure that the partnership's strategy gives for whole months; ``categories`` add up."""

    phrase: str
    categories: tuple[str, ...] = Field(min_length=1)
    first: Month
    last: Month
    value: int = Field(ge=0)
    source: str


class SurveyMeasure(_Part):
    """A share in per cent, ``to`` where a range is given; ``base``: how many were asked."""

    question: str
    answer: str
    share: Percent
    to: Percent | None = None
    base: int | None = Field(default=None, ge=1)
    asked: str
    source: str


class Partnership(_Part):
    """One that this one is compared with: its districts as ``lsoas`` names them, its force."""

    name: str
    districts: tuple[str, ...] = Field(min_length=1)
    residents: float = Field(gt=0)
    force: str = ""


class Group(_Part):
    """Partnerships that stand in one funnel, this one among them."""

    name: str
    partnerships: tuple[str, ...] = ()
    note: str = ""


class Board(_Part):
    """``lsoas``: a CSV of LSOA codes and the district of each, for the comparisons."""

    categories: tuple[str, ...] = ("neighbourhood", "asb", "acquisitive", "hate")
    compared: tuple[str, ...] = ("all", "asb", "acquisitive")
    baseline_months: int = Field(default=24, ge=12)
    history: int = Field(default=36, ge=24)
    town_centre_wards: tuple[str, ...] = ()
    town_centre_note: str = (
        "a town centre: many of those who come here live elsewhere, so the rate per resident is "
        "high on any day and misleads"
    )
    baselines: tuple[StrategyFigure, ...] = ()
    baselines_note: str = ""
    themes: tuple[Theme, ...] = ()
    surveys: tuple[SurveyMeasure, ...] = ()
    lsoas: str = ""
    residents_of: str = ""
    partnerships: tuple[Partnership, ...] = ()
    groups: tuple[Group, ...] = ()
