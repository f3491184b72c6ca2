"""The month's priorities and what actions did, as this viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geo_csp.disclosure.data_set import DataSet
from geo_csp.months import Month
from geo_csp.roles import Viewer
from geo_csp.tasking.effect_record import BeforeAfter, Effect
from geo_csp.tasking.priority import FACTORS, THEMES, Factor, Part, Priority
from geo_csp.tasking.weights import Weights

__all__ = [
    "FACTORS",
    "THEMES",
    "BeforeAfter",
    "Effect",
    "Factor",
    "Part",
    "Priority",
    "ReleasedEffects",
    "ReleasedPriorities",
    "effects",
    "priorities",
]


@dataclass(frozen=True)
class ReleasedPriorities:
    """``priorities`` and the rows of ``table`` are the same, in the order of rank.

    ``weights``: those the list was ranked by; ``default_weights`` the partnership's. ``forms``:
    those in which it may be taken away.
    """

    area: str
    month: Month
    priorities: tuple[Priority, ...]
    table: pd.DataFrame
    weights: Weights
    default_weights: Weights
    with_police_found: bool
    notices: tuple[str, ...]
    sentence: str
    marking: str
    is_synthetic: bool
    forms: frozenset[str]


@dataclass(frozen=True)
class ReleasedEffects:
    """``effects`` and the rows of ``table`` are the same, in the order of the actions' numbers."""

    area: str
    month: Month
    effects: tuple[Effect, ...]
    table: pd.DataFrame
    notices: tuple[str, ...]
    marking: str
    is_synthetic: bool
    forms: frozenset[str]


def priorities(
    data: DataSet,
    viewer: Viewer,
    month: Month,
    weights: Mapping[str, float] | None = None,
    *,
    with_police_found: bool = True,
) -> ReleasedPriorities:
    """The month's list; with ``weights`` (by the names of FACTORS) ranked anew, which is kept
    nowhere.

    Raises NotReleasedError for roles that do not read priorities, NotLoadedError where the month
    was not run, GeoCspError for weights that are none.
    """
    raise NotImplementedError


def effects(data: DataSet, viewer: Viewer, month: Month) -> ReleasedEffects:
    """What the register's actions did up to the month, as its run found it.

    Raises NotReleasedError for roles that do not read actions, NotLoadedError where the month was
    not run.
    """
    raise NotImplementedError
