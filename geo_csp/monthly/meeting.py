"""What the register gives to the month's run, and the list that it keeps of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from geo_csp.hotspots.scene import Scene
from geo_csp.monthly.published import PublishedMonth
from geo_csp.months import Month, shift
from geo_csp.register.action_log import dosages
from geo_csp.register.actions import Action, actions
from geo_csp.register.opening import Register
from geo_csp.register.priorities import publish, theme_of
from geo_csp.register.proposals import Proposal, proposals
from geo_csp.register.voices import Report, reports
from geo_csp.tasking.candidates import Voice
from geo_csp.tasking.effect_periods import Acted


@dataclass(frozen=True)
class Meeting:
    voices: tuple[Voice, ...]
    actions: tuple[Acted, ...]


def meeting(register: Register | None, scene: Scene) -> Meeting:
    """Empty without a register."""
    if register is None:
        return Meeting((), ())
    month = shift(scene.month, 1 - scene.profile.tasking.voice_months)
    first = date.fromisoformat(f"{month}-01")
    told = [each for each in reports(register, first) if f"{each.reported_on:%Y-%m}" <= scene.month]
    proposed = [
        each
        for each in proposals(register, first)
        if each.stands and f"{each.put_forward_on:%Y-%m}" <= scene.month
    ]
    return Meeting(voices(told, proposed, scene), _acted(register, scene.month))


def put_on_record(register: Register | None, made: PublishedMonth, who: str) -> None:
    """The list as it was published, so that what the meeting agrees can name its priority. A month
    whose list is empty has none on record.
    """
    if register is not None and made.priorities:
        publish(register, made.month, [(p.place_code, asdict(p)) for p in made.priorities], who)


def voices(told: Sequence[Report], proposed: Sequence[Proposal], scene: Scene) -> tuple[Voice, ...]:
    """By place, which they name by its code or its name; others are left out.

    Reports of one incident count once: those that someone has linked, and those of one day.
    """
    code_of = {key.casefold(): p.code for p in scene.places for key in (p.code, p.name)}
    incidents: dict[str, set[str]] = defaultdict(set)
    partners: dict[str, set[str]] = defaultdict(set)
    for report in told:
        if code := code_of.get(report.place.casefold()):
            incidents[code].add(report.incident or str(report.incident_on))
    for proposal in proposed:
        if code := code_of.get(proposal.place.casefold()):
            partners[code].add(proposal.organisation)
    return tuple(
        Voice(code, len(incidents[code]), tuple(sorted(partners[code])))
        for code in sorted({*incidents, *partners})
    )


def _acted(register: Register, month: Month) -> tuple[Acted, ...]:
    """Those begun by the end of the month, planned ones left out."""
    return tuple(
        _of(register, each, _dosage(register, each.number, month))
        for each in actions(register)
        if f"{each.agreed.starts:%Y-%m}" <= month and each.agreed.status != "planned"
    )


def _dosage(register: Register, number: int, month: Month) -> tuple[tuple[str, float], ...]:
    """By unit, up to the end of the month."""
    totals: dict[str, float] = defaultdict(float)
    for entry in dosages(register, number):
        if f"{entry.day:%Y-%m}" <= month:
            totals[entry.unit] += entry.amount
    return tuple(sorted(totals.items()))


def _of(register: Register, action: Action, dosage: tuple[tuple[str, float], ...]) -> Acted:
    agreed = action.agreed
    return Acted(
        number=action.number,
        what=agreed.what,
        place=agreed.place,
        area=agreed.area,
        partner=agreed.partner or agreed.owner,
        starts=agreed.starts,
        ends=agreed.ends,
        theme=theme_of(register, agreed.priority) if agreed.priority is not None else "",
        dosage=dosage,
    )
