"""Incidents by what they weigh: each counts once, under one key of the harm weights.

An incident with the hate marker counts as hate where that weighs as much as its offence, and where
its category is of no theme (violence, public order): the list is about the hate in it then.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.hotspots.scene import Scene
from geo_csp.months import Month
from geo_csp.tasking_settings import Tasking, Theme
from geo_csp.vocabulary import ACQUISITIVE_OFFENCES, CATEGORIES, HATE

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class CountedKinds:
    """``counts``: [kind, point of the scene, month]. Every incident with a place is in it once."""

    kinds: tuple[str, ...]
    months: tuple[Month, ...]
    counts: Counts

    def of(self, kinds: tuple[str, ...]) -> Counts:
        """[point, month]: the incidents of these kinds together."""
        chosen: Counts = self.counts[[self.kinds.index(kind) for kind in kinds]].sum(axis=0)
        return chosen


def count_kinds(scene: Scene) -> CountedKinds:
    """Of all months of the scene."""
    settings, months = scene.profile.tasking, scene.span.months()
    kinds = settings.harm.kinds
    kind = kind_of_rows(scene.incidents, settings)
    month = pc.index_in(scene.incidents["month"].cast(pa.string()), pa.array(months, pa.string()))
    step = np.asarray(pc.fill_null(month, -1), dtype=np.int64)
    point = scene.points.area_of_row
    kept = (point >= 0) & (step >= 0) & (kind >= 0)
    shape = (len(kinds), len(scene.points.codes), len(months))
    at = np.ravel_multi_index((kind[kept], point[kept], step[kept]), shape)
    counts = np.bincount(at, minlength=int(np.prod(shape))).reshape(shape).astype(np.int64)
    return CountedKinds(kinds, months, counts)


def kind_of_rows(incidents: pa.Table, settings: Tasking) -> Counts:
    """Index of each incident's key among ``settings.harm.kinds``, -1 where it has none."""
    kinds = settings.harm.kinds
    columns = [incidents[name].cast(pa.string()).to_pylist() for name in ("category", "offence")]
    rows = list(zip(*columns, incidents["is_hate"].to_pylist(), strict=True))
    index = {(c, o, h): _index(_key(c, o, h, settings), kinds) for c, o, h in set(rows)}
    return np.array([index[row] for row in rows], dtype=np.int64)


def _index(key: str, kinds: tuple[str, ...]) -> int:
    return kinds.index(key) if key else -1


def _key(category: str | None, offence: str | None, is_hate: bool | None, s: Tasking) -> str:
    own = f"{category}/{offence}" if f"{category}/{offence}" in s.harm.kinds else category or ""
    own = own if own in s.harm.kinds else ""
    if not is_hate:
        return own
    in_theme = any(category in listed for listed in s.themes.values())
    return own if own and in_theme and s.harm.of(own) > s.harm.of(HATE) else HATE


def theme_of_kind(kind: str, settings: Tasking) -> Theme | None:
    """None for what no theme counts."""
    if kind == HATE:
        return "hate"
    category = kind.partition("/")[0]
    return next((theme for theme, listed in settings.themes.items() if category in listed), None)


def kinds_of_themes(settings: Tasking) -> tuple[str, ...]:
    return tuple(kind for kind in settings.harm.kinds if theme_of_kind(kind, settings))


def is_police_found(kind: str, settings: Tasking) -> bool:
    return kind.partition("/")[0] in settings.police_found


def phrase_of(kind: str) -> str:
    """On screen."""
    category, _, offence = kind.partition("/")
    if category == HATE:
        return "Hate crime"
    return ACQUISITIVE_OFFENCES.get(offence) or CATEGORIES[category]
