"""The places that could be on the list, each with all that speaks for it.

Hotspots, scan clusters and county-lines leads of one place are one candidate; so is a place that a
partner put forward. Candidates are places and not findings, so that no incident counts twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from geo_csp.area_profile import AreaProfile
from geo_csp.hotspots.hotspot import Hotspot
from geo_csp.hotspots.score import Backtest
from geo_csp.tasking_settings import Tasking, Theme
from geo_csp.vocabulary import Selection


class Lead(Protocol):
    """What of a county-lines lead is read here."""

    @property
    def code(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def place_code(self) -> str: ...
    @property
    def ward_code(self) -> str | None: ...
    @property
    def tier(self) -> str: ...
    @property
    def police_found_share(self) -> float: ...
    @property
    def break_words(self) -> str: ...
    @property
    def outline(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Voice:
    """What residents and partners told of a place in the voice months, from the register.

    ``reports``: incidents, each counted once. ``put_forward_by``: partners who named the place.
    """

    place_code: str
    reports: int
    put_forward_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """One finding at the place. ``emergence`` and ``persistence``: 0 to 1, by the profile.

    ``police_found``: the share of it that follows where the police look. ``stability`` is None
    where nothing could be varied, ``held`` where nothing was tested. ``theme`` is None where
    the place's incidents decide.
    """

    code: str
    words: str
    theme: Theme | None
    emergence: float
    persistence: float
    police_found: float
    stability: float | None
    stability_words: str
    held: float | None
    break_words: str
    is_lead: bool

    @property
    def is_police_found(self) -> bool:
        return self.police_found >= 1.0

    @property
    def strength(self) -> float:
        return self.emergence + self.persistence


@dataclass(frozen=True)
class Candidate:
    """``reasons``: the strongest first, those found by the public before others of like strength.

    ``place`` is "" where only the place's code is known.
    """

    place_code: str
    place: str
    ward_code: str | None
    outline: Mapping[str, Any] | None
    reasons: tuple[Reason, ...]
    voice: Voice


def candidates(
    hotspots: Sequence[Hotspot],
    leads: Sequence[Lead],
    voices: Sequence[Voice],
    backtests: Sequence[Backtest],
    profile: AreaProfile,
) -> tuple[Candidate, ...]:
    """In the order of the places' codes."""
    settings = profile.tasking
    held = {each.category: _held(each) for each in backtests}
    found: dict[str, Candidate] = {}
    for spot in hotspots:
        selection = profile.selections[spot.category]
        reason = _of_hotspot(spot, selection, held.get(spot.category), settings)
        if reason:
            _add(found, spot, reason)
    for lead in leads:
        _add(found, lead, _of_lead(lead, settings))
    for voice in voices:
        code = voice.place_code
        if code in found:
            found[code] = replace(found[code], voice=voice)
        elif voice.put_forward_by:
            found[code] = Candidate(code, "", None, None, (), voice)
    return tuple(found[code] for code in sorted(found))


def _add(found: dict[str, Candidate], finding: Hotspot | Lead, reason: Reason) -> None:
    code = finding.place_code
    known = found.get(code) or Candidate(
        code, finding.place, finding.ward_code, finding.outline, (), Voice(code, 0)
    )
    reasons = (*known.reasons, reason)
    ranked = sorted(reasons, key=_order)
    found[code] = replace(known, reasons=tuple(ranked))


def _order(reason: Reason) -> tuple[float, float, bool, bool, str]:
    """Of equals what the public reported first, then the narrower finding: hate, then a theme."""
    is_broad, is_no_hate = reason.theme is None, reason.theme != "hate"
    return (-reason.strength, reason.police_found, is_broad, is_no_hate, reason.code)


def _of_hotspot(
    spot: Hotspot, selection: Selection, held: float | None, settings: Tasking
) -> Reason | None:
    """None for a place that only fades, and for categories of no theme."""
    if not _is_of_the_list(selection, settings):
        return None
    words = {spot.kind, spot.history} if spot.kind in ("emerging", "watch") else {spot.kind}
    emergence = max((settings.emergence.get(word, 0.0) for word in words), default=0.0)
    persistence = max((settings.persistence.get(word, 0.0) for word in words), default=0.0)
    if not emergence + persistence:
        return None
    categories = selection.categories or frozenset()
    return Reason(
        code=spot.code,
        words=f"{spot.kind} hotspot of {selection.phrase.lower()}",
        theme=_theme(selection, settings),
        emergence=emergence,
        persistence=persistence,
        police_found=float(bool(categories) and categories <= set(settings.police_found)),
        stability=spot.stability,
        stability_words=spot.stability_words,
        held=held,
        break_words=spot.break_words,
        is_lead=False,
    )


def _of_lead(lead: Lead, settings: Tasking) -> Reason:
    return Reason(
        code=lead.code,
        words=f"county-lines lead of tier {lead.tier}",
        theme="soc",
        emergence=settings.emergence.get(lead.tier, 0.0),
        persistence=0.0,
        police_found=lead.police_found_share,
        stability=None,
        stability_words="no other settings to try",
        held=None,
        break_words=lead.break_words,
        is_lead=True,
    )


def _is_of_the_list(selection: Selection, settings: Tasking) -> bool:
    counted = {category for listed in settings.themes.values() for category in listed}
    return selection.is_hate or bool(counted & (selection.categories or set()))


def _theme(selection: Selection, settings: Tasking) -> Theme | None:
    """None where the selection holds more than one theme's incidents."""
    if selection.is_hate:
        return "hate"
    held = selection.categories or frozenset()
    return next((theme for theme, listed in settings.themes.items() if held <= set(listed)), None)


def _held(tested: Backtest) -> float | None:
    """PEI of the hotspots over the largest area: 1 is the best possible choice of ground."""
    scores = [each for each in tested.scores if each.method == "hotspots" and each.efficiency]
    largest = max(scores, key=lambda each: each.at_km2, default=None)
    return largest.efficiency.mean if largest and largest.efficiency else None
