"""The board's view of a quarter: each locality's trends and what stands beside them.

It names areas only, down to wards: no point, no street, and of what is sensitive only what is
published.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo_csp.months import Span
from geo_csp.trends.measures import Baseline, Funnel, Survey, ThemeTotal
from geo_csp.trends.trend import Trend

__all__ = ["Baseline", "Funnel", "ReleasedBoard", "Survey", "ThemeTotal", "Trend"]

COLUMNS = (
    "level",
    "area_code",
    "area_name",
    "category",
    "quarter",
    "count",
    "count_year_before",
    "change",
    "direction",
    "p",
    "count_12_months",
    "population",
    "rate_per_1000",
    "lower",
    "upper",
    "rate_months",
    "suppressed",
    "sentence",
)


@dataclass(frozen=True)
class ReleasedBoard:
    """``quarter``: "2025Q4". ``categories``: code and phrase of the columns, in their order.

    ``rows``: the county's trends, then each locality's, category by category; ``wards`` the same of
    the wards. ``table``: all of them as rows. ``funnels``: of the wards, one a category;
    ``comparisons``: of the partnership among others. ``notices``: what must be said beside them.
    ``forms``: those in which the viewer may take them away.
    """

    area: str
    title: str
    quarter: str
    span: Span
    categories: tuple[tuple[str, str], ...]
    rows: tuple[Trend, ...]
    wards: tuple[Trend, ...]
    funnels: tuple[Funnel, ...]
    comparisons: tuple[Funnel, ...]
    themes: tuple[ThemeTotal, ...]
    baselines: tuple[Baseline, ...]
    surveys: tuple[Survey, ...]
    table: pd.DataFrame
    sentence: str
    notices: tuple[str, ...]
    marking: str
    is_synthetic: bool
    forms: frozenset[str]
