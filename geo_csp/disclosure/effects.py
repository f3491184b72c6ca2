"""What the actions of the register did, as this viewer may see it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.tasking_gate import (
    check_reads,
    is_for_all,
    marking_of,
    said_beside,
    ward_names,
)
from geo_csp.monthly.published import read_published
from geo_csp.months import Month
from geo_csp.roles import Viewer
from geo_csp.tasking.effect_record import Effect
from geo_csp.tasking.effect_words import sentence
from geo_csp.vocabulary import OFFICIAL

# Of actions against it most answer a lead, whose ward is not told.
ORGANISED_CRIME = "soc"

COLUMNS = (
    "action",
    "what",
    "place",
    "ward_code",
    "partner",
    "first",
    "last",
    "counted",
    "verdict",
    "change",
    "lower",
    "upper",
    "p",
    "harm_change",
    "harm_lower",
    "harm_upper",
    "smallest_fall",
    "dosage_words",
    "sentence",
)


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


def effects(data: DataSet, viewer: Viewer, month: Month) -> ReleasedEffects:
    """What the register's actions did up to the month, as its run found it.

    Who does not task, such as the board, gets the line for the board and the figures of the
    difference, by ward: the action has its number there, since the words that the meeting typed may
    name a street or a person. Of actions on hate or serious organised crime it gets nothing. Raises
    NotReleasedError for roles that read neither actions nor priorities, NotLoadedError where the
    month was not run.
    """
    check_reads(viewer, "actions" if viewer.role.tasks else "priorities")
    published = read_published(data.store, data.profile.name, month)
    seen = tuple(
        each if viewer.role.tasks else _without_place(data, each)
        for each in published.effects
        if _is_seen(data, viewer, each)
    )
    return ReleasedEffects(
        area=data.profile.name,
        month=month,
        effects=seen,
        table=_table(seen),
        notices=said_beside(data, viewer, published, ()),
        marking=marking_of([each.marking for each in seen]),
        is_synthetic=published.is_synthetic,
        forms=viewer.role.takes_away,
    )


def _is_seen(data: DataSet, viewer: Viewer, effect: Effect) -> bool:
    if viewer.role.tasks:
        return viewer.sees_points_of(effect.ward_code or "")
    return effect.theme != ORGANISED_CRIME and is_for_all(data, effect.theme)


def _without_place(data: DataSet, effect: Effect) -> Effect:
    """A partner that is not of the catalogue may be a person: it was typed, or is the owner."""
    catalogue = {partner.name for partner in data.profile.tasking.partners}
    partner = effect.partner if effect.partner in catalogue else ""
    numbered = replace(effect, what=f"Action {effect.action}", partner=partner)
    return replace(
        numbered,
        sentence=sentence(numbered, ward_names(data).get(effect.ward_code or "", "")),
        place="",
        place_code="",
        treated=None,
        comparisons=(),
        regression_words="",
        marking=OFFICIAL,
    )


def _table(seen: tuple[Effect, ...]) -> pd.DataFrame:
    rows = [[getattr(each, name) for name in COLUMNS] for each in seen]
    return pd.DataFrame(rows, columns=list(COLUMNS))
