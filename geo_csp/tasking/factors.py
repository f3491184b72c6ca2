"""The five factors of a place's score: each a sum of parts, a figure times what one of it counts.

What is not known (no other settings to try, nothing to test) counts half: it speaks neither for a
place nor against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo_csp.months import Span
from geo_csp.tasking.candidates import Candidate, Reason
from geo_csp.tasking.kinds import is_police_found, phrase_of
from geo_csp.tasking.priority import FACTORS, VOLUME, Factor, Part
from geo_csp.tasking.sentence import sentence
from geo_csp.tasking.weights import weights_of
from geo_csp.tasking_settings import Partner, Tasking, Theme

UNKNOWN = 0.5
NOT_COMPLETE = 0.5
DOUBTED = 0.5
CONFIDENCE_PART = 1 / 3


@dataclass(frozen=True)
class PlaceFigures:
    """``by_kind``: incidents of the place in ``window`` by the keys of the harm weights.

    ``incomplete`` says why the month is not all there, "" where it is; ``doubt`` what could make
    these counts without the crime.
    """

    by_kind: Mapping[str, int]
    window: Span
    incomplete: str
    doubt: str = ""


def factors(
    candidate: Candidate, figures: PlaceFigures, partner: Partner | None, theme: Theme, s: Tasking
) -> tuple[Factor, ...]:
    """Weighed by the profile's weights, in the order of FACTORS."""
    parts = {
        "harm": _harm(figures, s),
        "likelihood": _likelihood(candidate, figures, s),
        "confidence": _confidence(candidate, figures),
        "capacity": _capacity(partner, theme),
        "voice": _voice(candidate, s),
    }
    weights = weights_of(s.weights)
    return tuple(factor_of(name, weights.of(name), parts[name]) for name in FACTORS)


def factor_of(name: str, weight: float, parts: Iterable[Part]) -> Factor:
    kept = tuple(parts)
    value = sum(part.value for part in kept)
    return Factor(name, value, weight, weight * value, sentence(name, kept), kept)


def leading(candidate: Candidate) -> Reason | None:
    """The strongest reason that the public's reports gave, else the strongest of all."""
    by_public = [each for each in candidate.reasons if not each.is_police_found]
    return next(iter(by_public or candidate.reasons), None)


def _harm(figures: PlaceFigures, s: Tasking) -> Iterator[Part]:
    for kind, count in figures.by_kind.items():
        if count:
            whose = "local weight, set by members" if kind in s.harm.local else s.harm.source
            days = s.harm.of(kind)
            yield Part(
                what=phrase_of(kind),
                figure=float(count),
                each=days / s.harm_days,
                words=f"{days:g} days of harm each ({whose}), of {s.harm_days:g} that make 1",
                kind=kind,
                police_found=is_police_found(kind, s),
            )


def _likelihood(candidate: Candidate, figures: PlaceFigures, s: Tasking) -> Iterator[Part]:
    each = s.likelihood.volume / s.volume
    words = (
        f"in {figures.window.in_words()}; {s.volume:g} make 1, "
        f"of which volume has {s.likelihood.volume:g}"
    )
    for by_police, what in ((False, "Incidents"), (True, "Incidents that police find by looking")):
        count = sum(
            n for kind, n in figures.by_kind.items() if is_police_found(kind, s) is by_police
        )
        if count or not by_police:
            yield Part(what, float(count), each, words, VOLUME, by_police)
    reasons = candidate.reasons
    yield from _strongest("Emergence", [(r.emergence, r) for r in reasons], s.likelihood.emergence)
    yield from _strongest(
        "Persistence", [(r.persistence, r) for r in reasons], s.likelihood.persistence
    )


def _strongest(what: str, found: list[tuple[float, Reason]], each: float) -> Iterator[Part]:
    """The most that any reason gives; what only the police's finds add is a part of its own."""
    by_public = [(strength * (1 - reason.police_found), reason) for strength, reason in found]
    public, its = max(by_public, key=lambda item: item[0], default=(0.0, None))
    yield Part(what, public, each, its.words if its and public else "nothing found")
    whole, reason = max(found, key=lambda item: item[0], default=(0.0, None))
    if reason and whole > public:
        more = f"{what}, found by police"
        yield Part(more, whole - public, each, reason.words, police_found=True)


def _confidence(candidate: Candidate, figures: PlaceFigures) -> Iterator[Part]:
    reason = leading(candidate)
    by_police = bool(reason and reason.is_police_found)
    doubts = dict.fromkeys(filter(None, (reason.break_words if reason else "", figures.doubt)))
    doubt = f"it may be the map and not the crime: {'; '.join(doubts)}" if doubts else ""
    quality = 1.0 - NOT_COMPLETE * bool(figures.incomplete) - DOUBTED * bool(doubts)
    said = "; ".join(filter(None, (figures.incomplete, doubt))) or "nothing to doubt in the data"
    stability = UNKNOWN if reason is None or reason.stability is None else reason.stability
    held = UNKNOWN if reason is None or reason.held is None else reason.held
    tested = (
        "not tested: counts half"
        if reason is None or reason.held is None
        else "of what the best choice of ground would have held, hotspots like it held this share"
    )
    stands = reason.stability_words if reason else "no finding to try under other settings"
    for what, figure, words in (
        ("Data quality", quality, said),
        ("Stability", stability, stands),
        ("Held before", held, tested),
    ):
        yield Part(what, figure, CONFIDENCE_PART, words, police_found=by_police)


def _capacity(partner: Partner | None, theme: Theme) -> Iterator[Part]:
    if partner:
        yield Part(partner.name, partner.capacity[theme], 1.0, partner.can)


def _voice(candidate: Candidate, s: Tasking) -> Iterator[Part]:
    voice = candidate.voice
    if voice.reports:
        counted = min(float(voice.reports), s.voice_reports)
        most = f"; {s.voice_reports:g} make 1, and no more count"
        words = f"{voice.reports} in {s.voice_months} months{most}"
        yield Part("Reports", counted, 1 / s.voice_reports, words)
    if voice.put_forward_by:
        yield Part("Put forward", 1.0, s.put_forward, ", ".join(voice.put_forward_by))
