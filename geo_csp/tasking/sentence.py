"""Why, in one sentence a factor: said of the parts that the factor is made of."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.tasking.priority import VOLUME, Part, percent

_LABEL = " (police find this by looking)"


def sentence(factor: str, parts: Sequence[Part]) -> str:
    return _SENTENCES[factor](parts)


def _harm(parts: Sequence[Part]) -> str:
    if not parts:
        return "No incident of the list's themes here."
    most = sorted(parts, key=lambda part: (-part.value, part.what))[:2]
    total = sum(part.value for part in parts)
    said = " and ".join(f"{part.what.lower()} ({part.figure:,.0f})" for part in most)
    return f"Most of the harm here is {said}{_by_police(parts, total)}."


def _likelihood(parts: Sequence[Part]) -> str:
    count, by_police = (
        sum(p.figure for p in parts if p.kind == VOLUME and p.police_found in which)
        for which in ((True, False), (True,))
    )
    when = next(part.words.partition(";")[0] for part in parts if part.kind == VOLUME)
    found = {
        part.words: part.police_found for part in parts if part.kind != VOLUME and part.figure > 0
    }
    said = [f"{words}{_LABEL if police else ''}" for words, police in found.items()]
    what = " and ".join(said) or "no hotspot"
    incidents = "incident" if count == 1 else "incidents"
    label = f", {by_police:,.0f} of them found by police looking" if by_police else ""
    return f"{what[:1].upper()}{what[1:]}; {count:,.0f} {incidents} {when}{label}."


def _confidence(parts: Sequence[Part]) -> str:
    if not parts:
        return "Nothing to be sure of: only what police find by looking was found here."
    quality, stability, held = parts
    share = (
        held.words if held.words.startswith("not") else f"hotspots like it held {held.figure:.0%}"
    )
    tail = "" if held.words.startswith("not") else " of what the best choice would have"
    said = f"{stability.words}; {quality.words}; {share}{tail}"
    return f"{said[:1].upper()}{said[1:]}."


def _capacity(parts: Sequence[Part]) -> str:
    if not parts:
        return "No partner in the profile takes the lead on this theme."
    return f"{parts[0].what} can take the lead: {parts[0].words}."


def _voice(parts: Sequence[Part]) -> str:
    said = [
        f"put forward by {part.words}" if part.what == "Put forward" else _reports(part)
        for part in parts
    ]
    whole = "; ".join(said) or "nobody reported it to the partnership"
    return f"{whole[:1].upper()}{whole[1:]}."


def _reports(part: Part) -> str:
    number = part.words.partition(" ")[0]
    when = part.words.partition(";")[0].partition(" ")[2]
    return f"{number} {'report' if number == '1' else 'reports'} {when}"


def _by_police(parts: Sequence[Part], total: float) -> str:
    found = sum(part.value for part in parts if part.police_found)
    if not found:
        return ""
    return f"; {percent(found / total)} of it is of offences that police find by looking"


_SENTENCES = {
    "harm": _harm,
    "likelihood": _likelihood,
    "confidence": _confidence,
    "capacity": _capacity,
    "voice": _voice,
}
