"""Did last month's action do anything? Each action of the register, as far as counts can tell.

The months after are held against the same months a year earlier, so that no season stands between
them, and against like places. Those are chosen by the months before the action alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo_csp.hotspots.scene import Scene
from geo_csp.months import Span, ordinal
from geo_csp.statistics.displacement_difference import Estimate
from geo_csp.tasking.effect_areas import Site, adjoining, apart, around, site_of
from geo_csp.tasking.effect_figures import (
    CONFIDENCE,
    Figures,
    Series,
    figures,
    nearest_first,
    year_to_year,
)
from geo_csp.tasking.effect_periods import (
    Acted,
    CannotTellError,
    Periods,
    months_after,
    periods_of,
)
from geo_csp.tasking.effect_record import CANNOT_TELL, BeforeAfter, Effect
from geo_csp.tasking.effect_words import (
    dosage_words,
    power_words,
    regression_words,
    sentence,
    verdict_of,
)
from geo_csp.tasking.kinds import CountedKinds, count_kinds, theme_of_kind
from geo_csp.tasking.priority import THEMES
from geo_csp.vocabulary import HATE, OFFICIAL, OFFICIAL_SENSITIVE

Counts = npt.NDArray[np.int64]

# More than all incidents would have to be gone; JSON knows no infinity.
NOT_EVEN_ALL = 9.99


@dataclass(frozen=True, eq=False)
class _Look:
    """One month's counts, with all actions and where they were."""

    scene: Scene
    counted: CountedKinds
    sites: Mapping[int, Site | None]
    actions: Mapping[int, Acted]


def find_effects(scene: Scene, actions: Sequence[Acted]) -> tuple[Effect, ...]:
    """Of the actions that had begun by the end of the month, in the order of their numbers."""
    begun = sorted(
        (each for each in actions if f"{each.starts:%Y-%m}" <= scene.month), key=lambda a: a.number
    )
    if not begun:
        return ()
    sites = {each.number: site_of(scene, each.place, each.area) for each in begun}
    look = _Look(scene, count_kinds(scene), sites, {each.number: each for each in begun})
    return tuple(_effect(look, each) for each in begun)


def _effect(look: _Look, acted: Acted) -> Effect:
    site, after = look.sites[acted.number], months_after(look.scene, acted)
    try:
        return _told(look, acted, _known(site), periods_of(look.scene, after))
    except CannotTellError as error:
        return _record(look, acted, after, why=str(error))


def _known(site: Site | None) -> Site:
    if site is None:
        raise CannotTellError("its place is none that incidents are counted in")
    return site


def _told(look: _Look, acted: Acted, site: Site, periods: Periods) -> Effect:
    scene, settings = look.scene, look.scene.profile.tasking
    kinds = _kinds(look, acted)
    by_point = look.counted.counts[[look.counted.kinds.index(kind) for kind in kinds]]
    within_m = 2 * settings.effect.buffer_m
    is_near = adjoining(site, within_m) | _near_other_actions(look, acted, site, periods, within_m)
    per_incident = _year_to_year(scene, site, by_point, periods, is_near)
    history = _summed(site.like.members, by_point, _steps(scene, periods.history))
    own = by_point[:, site.members][..., _steps(scene, periods.history)].sum(axis=(0, 1))
    ordered = nearest_first(history, own, is_near)
    chosen = apart(site.like, ordered.tolist(), within_m, settings.effect.comparison_places)
    if not chosen:
        raise CannotTellError(
            "no other place was as high and moved alike in the year before: nothing to compare with"
        )
    pairs = [
        _pair(scene, by_point, site.like.members[area], site.like.shapes[area], periods)
        for area in chosen
    ]
    own_pair = _pair(scene, by_point, site.members, site.shape, periods)
    weights = np.array([settings.harm.of(kind) for kind in kinds])
    found = figures(own_pair, pairs, weights, per_incident)
    names = [site.like.names[area] for area in chosen]
    return _record(
        look,
        acted,
        periods.after,
        before=periods.before,
        treated=_before_after(site.name, own_pair),
        comparisons=tuple(map(_before_after, names, pairs)),
        found=found,
        regression_words=regression_words(int(own.sum()), history[chosen].sum(axis=1).tolist()),
    )


def _kinds(look: _Look, acted: Acted) -> tuple[str, ...]:
    settings = look.scene.profile.tasking
    kinds = look.counted.kinds
    return tuple(k for k in kinds if not acted.theme or theme_of_kind(k, settings) == acted.theme)


def _steps(scene: Scene, span: Span) -> slice:
    start = ordinal(span.first) - ordinal(scene.span.first)
    return slice(start, start + len(span))


def _summed(members: Sequence[Counts], by_point: Counts, steps: slice) -> Counts:
    """[area, month], all kinds."""
    whole = by_point[..., steps].sum(axis=0)
    return np.array([whole[each].sum(axis=0) for each in members])


def _near_other_actions(
    look: _Look, acted: Acted, site: Site, periods: Periods, within_m: float
) -> npt.NDArray[np.bool_]:
    """The like areas where something else was done in the months that are compared."""
    near = np.zeros(len(site.like.names), dtype=np.bool_)
    for number, other in look.sites.items():
        begun = f"{look.actions[number].starts:%Y-%m}"
        ends = look.actions[number].ends
        is_over = ends is not None and f"{ends:%Y-%m}" < periods.history.first
        if number != acted.number and other and begun <= periods.after.last and not is_over:
            near |= adjoining(
                Site(other.name, "", None, other.members, other.shape, site.like), within_m
            )
    return near


def _year_to_year(
    scene: Scene, site: Site, by_point: Counts, periods: Periods, is_near: npt.NDArray[np.bool_]
) -> float:
    before, after = (
        _summed(site.like.members, by_point, _steps(scene, span)).sum(axis=1)[~is_near]
        for span in (periods.before, periods.after)
    )
    return year_to_year(before, after)


def _pair(
    scene: Scene,
    by_point: Counts,
    members: Counts,
    shape: shapely.Geometry,
    periods: Periods,
) -> tuple[Series, Series]:
    """An area's series and its buffer's."""
    buffer = around(scene, shape, members, scene.profile.tasking.effect.buffer_m)
    steps = [_steps(scene, s) for s in (periods.before, periods.after, periods.history)]
    area, its = (
        Series(*(by_point[:, points][..., step].sum(axis=1) for step in steps))
        for points in (members, buffer)
    )
    return area, its


def _before_after(name: str, pair: tuple[Series, Series]) -> BeforeAfter:
    (before, after), (buffer_before, buffer_after) = (each.totals().tolist() for each in pair)
    return BeforeAfter(name, before, after, buffer_before, buffer_after)


def _record(
    look: _Look,
    acted: Acted,
    after: Span | None,
    *,
    found: Figures | None = None,
    **rest: Any,  # noqa: ANN401 - the other fields of an Effect
) -> Effect:
    scene, site = look.scene, look.sites[acted.number]
    ward_code = site.ward_code if site else None
    is_open = scene.is_open and acted.theme != HATE
    made = Effect(
        action=acted.number,
        what=acted.what,
        place=site.name if site else acted.place,
        place_code=site.code if site else acted.place,
        ward_code=ward_code,
        partner=acted.partner,
        first=after.first if after else f"{acted.starts:%Y-%m}",
        last=after.last if after else scene.month,
        counted=THEMES.get(acted.theme, "All incidents"),
        theme=acted.theme,
        dosage=acted.dosage,
        dosage_words=dosage_words(acted.dosage),
        sentence="",
        marking=OFFICIAL if is_open else OFFICIAL_SENSITIVE,
        **_numbers(found),
        **{"before": None, "treated": None, "comparisons": (), "regression_words": "", "why": ""}
        | rest,
    )
    return replace(made, sentence=sentence(made, scene.ward_names.get(ward_code or "", "")))


def _numbers(found: Figures | None) -> dict[str, Any]:
    names = ("change", "lower", "upper", "p", "dispersion", "smallest_fall")
    harm_names = ("harm_change", "harm_lower", "harm_upper")
    if found is None:
        none = dict.fromkeys((*names, *harm_names))
        return none | {"power_words": "", "verdict": CANNOT_TELL}
    told = (*_limits(found.plain), float(found.plain.p_of_fall))
    values = (*told, found.dispersion, min(found.smallest_fall, NOT_EVEN_ALL))
    return {
        **dict(zip(names, values, strict=True)),
        **dict(zip(harm_names, _limits(found.harm), strict=True)),
        "power_words": power_words(found.smallest_fall),
        "verdict": verdict_of(found.told),
    }


def _limits(estimate: Estimate) -> tuple[float, float, float]:
    lower, upper = estimate.limits(CONFIDENCE)
    return float(estimate.difference), float(lower), float(upper)
