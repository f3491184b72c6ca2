"""What the MATAC's pack is made of, as it was released to its reader. Nothing is drawn yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo_csp.disclosure import county_lines
from geo_csp.disclosure import hotspots as released_hotspots
from geo_csp.disclosure import priorities as released_priorities
from geo_csp.disclosure.actions import ReleasedActions, released_actions
from geo_csp.disclosure.hotspots import ReleasedBacktest
from geo_csp.disclosure.priorities import Priority, ReleasedEffects, ReleasedPriorities
from geo_csp.disclosure.release import DataSet
from geo_csp.errors import NotReleasedError
from geo_csp.months import Month, Span
from geo_csp.packs.county_section import ReleasedCounty, released_county
from geo_csp.packs.forms import WRITERS
from geo_csp.packs.organised_crime_section import Leads
from geo_csp.register.opening import Register
from geo_csp.roles import Viewer
from geo_csp.vocabulary import OFFICIAL, OFFICIAL_SENSITIVE, SYNTHETIC

TOP = 10


@dataclass(frozen=True)
class Material:
    """``leads``: None where the reader does not send people to places."""

    data: DataSet
    viewer: Viewer
    month: Month
    made_on: date
    county: ReleasedCounty
    priorities: ReleasedPriorities
    actions: ReleasedActions
    effects: ReleasedEffects
    backtest: ReleasedBacktest
    leads: Leads | None

    @property
    def top(self) -> tuple[Priority, ...]:
        return self.priorities.priorities[:TOP]

    @property
    def marking(self) -> str:
        """The most sensitive of all that is inside."""
        inside = {self.priorities.marking, self.effects.marking, self.backtest.marking}
        inside |= {each.marking for each in self.county.releases}
        inside |= {self.actions.marking} if self.actions.rows else set()
        inside |= {self.leads.marking} if self.leads else set()
        return OFFICIAL_SENSITIVE if OFFICIAL_SENSITIVE in inside else OFFICIAL

    @property
    def full_marking(self) -> str:
        is_synthetic = self.priorities.is_synthetic or self.county.by_ward.is_synthetic
        return f"{self.marking}; {SYNTHETIC}" if is_synthetic else self.marking

    @property
    def name(self) -> str:
        """Of its file."""
        return f"{self.data.profile.name}_pack_{self.month}"


def matac_material(
    data: DataSet,
    viewer: Viewer,
    month: Month,
    register: Register | None,
    made_on: date,
) -> Material:
    """``register``: None where none has been begun.

    Raises NotReleasedError for roles that read no priorities or actions, or take nothing away,
    NotLoadedError where the month was not run.
    """
    if not viewer.role.takes_away >= set(WRITERS):
        raise NotReleasedError(f"as {viewer.role.phrase} you may not take a pack away")
    return Material(
        data=data,
        viewer=viewer,
        month=month,
        made_on=made_on,
        county=released_county(data, viewer, Span(month, month)),
        priorities=released_priorities.priorities(data, viewer, month),
        actions=released_actions(data, viewer, register, made_on),
        effects=released_priorities.effects(data, viewer, month),
        backtest=released_hotspots.backtest(data, viewer, month),
        leads=county_lines.leads(data, viewer, month) if viewer.role.tasks else None,
    )
