"""The month's priorities and what actions did, as this viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.effects import ReleasedEffects, effects
from geo_csp.disclosure.tasking_gate import (
    check_reads,
    is_for_all,
    marking_of,
    said_beside,
    ward_names,
)
from geo_csp.errors import NotReleasedError
from geo_csp.monthly.published import read_published
from geo_csp.months import Month, in_words
from geo_csp.roles import Viewer
from geo_csp.tasking.effect_record import BeforeAfter, Effect
from geo_csp.tasking.priority import FACTORS, THEMES, Factor, Part, Priority, percent
from geo_csp.tasking.rank import rerank
from geo_csp.tasking.weights import Weights, weights_of
from geo_csp.vocabulary import OFFICIAL

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
    "percent",
    "priorities",
    "ward_names",
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


COLUMNS = (
    "rank",
    "rank_low",
    "rank_high",
    "place",
    "ward_code",
    "locality",
    "theme",
    "score",
    *FACTORS,
    "partner",
    "police_found_share",
    "why",
    "found_from",
)


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

    A ward-bound team sees its own wards' places with their ranks in the whole list. Who does not
    task sees wards and reasons' themes: no place, no count, nothing of hate and no lead. Raises
    NotReleasedError for roles that do not read priorities, NotLoadedError where the month was not
    run, GeoCspError for weights that are none.
    """
    check_reads(viewer, "priorities")
    if weights is not None and not viewer.role.tasks:
        raise NotReleasedError(f"other weights are tried by those who task: {viewer.role.phrase}")
    published = read_published(data.store, data.profile.name, month)
    default = weights_of(data.profile.tasking.weights)
    chosen = weights_of(weights) if weights is not None else default
    is_as_published = chosen == default and with_police_found
    whole = (
        published.priorities
        if is_as_published
        else rerank(published.priorities, chosen, with_police_found=with_police_found)
    )
    seen = _seen_priorities(data, viewer, whole)
    return ReleasedPriorities(
        area=data.profile.name,
        month=month,
        priorities=seen,
        table=_table(seen),
        weights=chosen,
        default_weights=default,
        with_police_found=with_police_found,
        notices=said_beside(
            data, viewer, published, _list_notices(data, viewer, is_default=chosen == default)
        ),
        sentence=_sentence(month, seen, with_police_found),
        marking=marking_of([each.marking for each in seen]),
        is_synthetic=published.is_synthetic,
        forms=viewer.role.takes_away,
    )


def _seen_priorities(
    data: DataSet, viewer: Viewer, whole: tuple[Priority, ...]
) -> tuple[Priority, ...]:
    if viewer.role.tasks:
        return tuple(each for each in whole if viewer.sees_points_of(each.ward_code or ""))
    names = ward_names(data)
    open_to_all = [e for e in whole if not e.has_lead and is_for_all(data, e.theme)]
    return tuple(
        _without_place(each, rank, names.get(each.ward_code or "", "no ward"))
        for rank, each in enumerate(open_to_all, 1)
    )


def _without_place(priority: Priority, rank: int, ward: str) -> Priority:
    """As the board sees it: which ward, which theme, who leads. Its rank among those it sees."""
    return replace(
        priority,
        code=f"{priority.theme}-{rank}",
        rank=rank,
        rank_low=rank,
        rank_high=rank,
        tied_with=(),
        place=f"{ward} ward",
        place_code="",
        score=0.0,
        factors=(),
        why=(),
        found_from=(),
        put_forward_by=(),
        police_found_share=0.0,
        streets=(),
        months=(),
        observed_by_month=(),
        outline={},
        marking=OFFICIAL,
    )


def _table(seen: tuple[Priority, ...]) -> pd.DataFrame:
    rows = [
        {
            **{name: getattr(each, name) for name in COLUMNS if hasattr(each, name)},
            **{factor.name: factor.points for factor in each.factors},
            "theme": THEMES[each.theme],
            "why": " ".join(each.why),
            "found_from": " ".join(each.found_from),
        }
        for each in seen
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _sentence(month: Month, seen: tuple[Priority, ...], with_police_found: bool) -> str:
    without = "" if with_police_found else ", without what police find by looking"
    head = f"Priorities of {in_words(month)}{without}"
    if not seen:
        return f"{head}: no place stands out."
    first = seen[0]
    places = "place" if len(seen) == 1 else "places"
    return f"{head}: {len(seen)} {places}, first {first.place} ({THEMES[first.theme].lower()})."


def _list_notices(data: DataSet, viewer: Viewer, *, is_default: bool) -> tuple[str, ...]:
    local = " and ".join(_HARM_WORDS.get(kind, kind) for kind in data.profile.tasking.harm.local)
    return tuple(
        filter(
            None,
            (
                "" if is_default else "weights tried out: this order is kept nowhere",
                f"harm weights of {local} are local: members set them" if viewer.role.tasks else "",
                "" if viewer.role.tasks else "by ward; hate crime and leads are not included",
            ),
        )
    )


_HARM_WORDS = {"asb": "anti-social behaviour", "hate": "hate crime"}
