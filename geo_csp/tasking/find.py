"""The month's list: each candidate's figures at its place, its score and its rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo_csp.geography.geojson import geometry
from geo_csp.hotspots.hotspot import Hotspot
from geo_csp.hotspots.map_or_crime import at_a_desk
from geo_csp.hotspots.scene import Scene
from geo_csp.hotspots.score import Backtest
from geo_csp.months import Span, shift
from geo_csp.tasking.candidates import Candidate, Lead, Voice, candidates
from geo_csp.tasking.factors import PlaceFigures, factors, leading
from geo_csp.tasking.kinds import CountedKinds, count_kinds, kinds_of_themes, theme_of_kind
from geo_csp.tasking.priority import Priority
from geo_csp.tasking.rank import rerank
from geo_csp.tasking.weights import weights_of
from geo_csp.tasking_settings import Partner, Tasking, Theme
from geo_csp.vocabulary import HATE, OFFICIAL, OFFICIAL_SENSITIVE

Counts = npt.NDArray[np.int64]

NO_STREET = "no street given"


def find_priorities(
    scene: Scene,
    hotspots: Sequence[Hotspot],
    leads: Sequence[Lead],
    voices: Sequence[Voice],
    backtests: Sequence[Backtest],
) -> tuple[Priority, ...]:
    """Ranked by the profile's weights. A candidate whose place the scene does not know is left out:
    nothing could be counted there.
    """
    settings = scene.profile.tasking
    counted = count_kinds(scene)
    known = {place.code: index for index, place in enumerate(scene.places)}
    found = candidates(hotspots, leads, voices, backtests, scene.profile)
    unranked = [
        _priority(_At(scene, counted, known[each.place_code]), each)
        for each in found
        if each.place_code in known
    ]
    return rerank(unranked, weights_of(settings.weights))


@dataclass(frozen=True, eq=False)
class _At:
    """A place of the scene, with what was counted there."""

    scene: Scene
    counted: CountedKinds
    place: int

    @property
    def settings(self) -> Tasking:
        return self.scene.profile.tasking

    @property
    def points(self) -> Counts:
        return np.flatnonzero(self.scene.place_of_point == self.place)

    @property
    def window(self) -> Span:
        last = self.scene.month
        return Span(max(shift(last, 1 - self.settings.window), self.scene.span.first), last)

    def by_kind(self) -> Mapping[str, int]:
        """The incidents of the list's themes in the window."""
        counts = self.counted.counts[:, self.points, -len(self.window) :].sum(axis=(1, 2))
        kinds = kinds_of_themes(self.settings)
        return {kind: int(counts[self.counted.kinds.index(kind)]) for kind in kinds}

    def by_point(self) -> Counts:
        """The same, of each of its points."""
        counts = self.counted.of(kinds_of_themes(self.settings))
        by_point: Counts = counts[self.points, -len(self.window) :].sum(axis=1)
        return by_point

    def doubt(self) -> str:
        return "; ".join(at_a_desk(self.scene, self.points, self.by_point()))

    def by_month(self) -> tuple[int, ...]:
        counts = self.counted.of(kinds_of_themes(self.settings))[self.points].sum(axis=0)
        return tuple(counts.tolist())

    def streets(self) -> tuple[tuple[str, int], ...]:
        found = Counter[str]()
        for point, count in zip(self.points.tolist(), self.by_point().tolist(), strict=True):
            if count:
                found[self.scene.street_of_point[point] or NO_STREET] += count
        return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _priority(at: _At, candidate: Candidate) -> Priority:
    scene, settings, place = at.scene, at.settings, at.scene.places[at.place]
    incomplete = scene.coverage.incomplete.get(scene.month, "")
    figures = PlaceFigures(at.by_kind(), at.window, incomplete, at.doubt())
    theme = _theme(candidate, figures, settings)
    partner = lead_partner(theme, settings)
    ward = candidate.ward_code or scene.ward_of(at.place)
    scored = factors(candidate, figures, partner, theme, settings)
    return Priority(
        code=place.code,
        rank=0,
        rank_low=0,
        rank_high=0,
        tied_with=(),
        place=place.name,
        place_code=place.code,
        ward_code=ward,
        locality=_locality(scene, ward),
        theme=theme,
        score=sum(each.points for each in scored),
        factors=scored,
        why=tuple(each.sentence for each in scored),
        partner=partner.name if partner else "",
        partner_can=partner.can if partner else "",
        found_from=tuple(reason.code for reason in candidate.reasons),
        put_forward_by=candidate.voice.put_forward_by,
        police_found_share=0.0,
        is_police_found=_is_police_found(candidate),
        has_lead=any(reason.is_lead for reason in candidate.reasons),
        streets=at.streets(),
        months=at.counted.months,
        observed_by_month=at.by_month(),
        outline=_outline(candidate, scene, at.place),
        marking=_marking(candidate, figures, theme, is_open=scene.is_open),
    )


def lead_partner(theme: Theme, settings: Tasking) -> Partner | None:
    """Who can do most on the theme; of equals the first in the catalogue."""
    able = [each for each in settings.partners if each.capacity.get(theme)]
    return max(able, key=lambda each: each.capacity[theme], default=None)


def _theme(candidate: Candidate, figures: PlaceFigures, settings: Tasking) -> Theme:
    """That of the leading reason; where it leaves it open, of most of the place's incidents."""
    reason = leading(candidate)
    if reason and reason.theme:
        return reason.theme
    by_theme: dict[Theme, int] = dict.fromkeys(settings.themes, 0)
    for kind, count in figures.by_kind.items():
        theme = theme_of_kind(kind, settings)
        if theme and theme != "soc":
            by_theme[theme] += count
    return max(by_theme, key=lambda theme: by_theme[theme])


def _is_police_found(candidate: Candidate) -> bool:
    reasons = candidate.reasons
    return (
        bool(reasons)
        and all(each.is_police_found for each in reasons)
        and not candidate.voice.put_forward_by
    )


def _locality(scene: Scene, ward: str | None) -> str:
    code = scene.profile.locality_of_ward.get(ward or "")
    return next((each.name for each in scene.profile.localities if each.code == code), "")


def _outline(candidate: Candidate, scene: Scene, place: int) -> Mapping[str, Any]:
    return candidate.outline or geometry(scene.places[place].outline_27700)


def _marking(candidate: Candidate, figures: PlaceFigures, theme: Theme, *, is_open: bool) -> str:
    """Of an extract places are addresses; hate and leads are sensitive in any case."""
    has_lead = any(reason.is_lead for reason in candidate.reasons)
    has_hate = theme == HATE or figures.by_kind.get(HATE, 0) > 0
    return OFFICIAL if is_open and not (has_lead or has_hate) else OFFICIAL_SENSITIVE
